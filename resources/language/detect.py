"""Guess the language of a message from its script and a few function words."""

import re

from resources.language.normalise import fold

LANGUAGES = ("ja", "easy", "en", "zh", "ko", "vi", "pt", "ne", "tl")
"""Codes returned by language(); easy is やさしい日本語 (R41): Japanese in kana with spaces."""

_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HAN = re.compile("[一-鿿々]")
_HANGUL = re.compile("[가-힣ᄀ-ᇿㄱ-ㅣ]")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_LATIN = re.compile("[a-zà-öø-ÿāăđĩũơưạ-ỹ]")
_WORD = re.compile("[a-zà-öø-ÿāăđĩũơưạ-ỹ']{1,30}")
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_PORTUGUESE = re.compile("[ãõç]")
_CHINESE = re.compile(
    "[们这说为钱对时东车让吗呢們這說沒錢嗎妳你很您哪谁她吧啊呀啥咋俩儿]|我|怎么|怎麼|什么|什麼|因为|不知道|没有|沒有|可以|现在|没"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORDS: dict[str, frozenset[str]] = {
    "en": _set(
        "i my me the a an is am are was to of and in for with not no can't cannot don't have has "
        "how what where help need please you your it this that do does we our but he she they "
        "from at on"
    ),
    "vi": _set(
        "tôi toi không khong của cua là la và va có co cho con em mình minh bị bi được duoc tiền "
        "tien nhà nha muốn muon phải phai giúp giup người nguoi với voi chồng chong anh nhật nhat"
    ),
    "pt": _set(
        "eu meu minha não nao estou para que de do da em um uma com por preciso tenho os as se "
        "mas quero ajuda como onde posso dinheiro filho filha trabalho está esta meus"
    ),
    "tl": _set(
        "ako ko ang ng sa na mga po hindi wala walang akong aking namin kami para pero anak asawa "
        "may mayroon kung saan paano yung ako'y ni si kasi lang naman siya niya pera trabaho"
    ),
    "ja": _set(
        "desu masu masen okane nai nai! tasukete kudasai shigoto komatteru komatte watashi wa ga "
        "wo ni dou shitara ii desuka arigatou sumimasen tsurai kodomo onegai onegaishimasu boku "
        "ore uchi kane yachin haraenai kurashi mou yabai iya kowai nan kedo"
    ),
    "ne": _set("ma mero malai cha chha chaina chhaina ko lai le garna huncha paisa kaam ghar kasari"),
}
_EASY_GAP = re.compile("[ぁ-ゖァ-ヺ一-鿿々ー] [ぁ-ゖァ-ヺ一-鿿々ー]")


def language(text: str) -> str:
    """Return the code of the language *text* seems to be in; ja when nothing speaks against it."""
    folded = fold(text)
    kana, han = len(_KANA.findall(folded)), len(_HAN.findall(folded))
    hangul, nepali = len(_HANGUL.findall(folded)), len(_DEVANAGARI.findall(folded))
    latin = len(_LATIN.findall(folded))
    most = max(kana + han, hangul, nepali, latin / 2)
    if most == 0:
        return "ja"
    if hangul == most:
        return "ko"
    if nepali == most:
        return "ne"
    if kana + han == most:
        return _east_asian(folded, kana, han)
    return _latin(folded)


def _east_asian(folded: str, kana: int, han: int) -> str:
    if kana * 8 <= han and _CHINESE.search(folded):
        return "zh"
    return "easy" if _is_easy(folded, kana, han) else "ja"


def _is_easy(folded: str, kana: int, han: int) -> bool:
    """Kana with spaces between words, as やさしい日本語 and learners write it."""
    gaps = len(_EASY_GAP.findall(folded))
    return gaps >= 2 and han * 4 <= kana and gaps * 14 >= kana + han


def _latin(folded: str) -> str:
    if _VIETNAMESE.search(folded):
        return "vi"
    words = _WORD.findall(folded)
    counts = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    if _PORTUGUESE.search(folded):
        counts["pt"] += 2
    best = max(counts, key=lambda code: counts[code])
    if counts[best] == 0:
        return "en" if len(words) > 1 else "ja"
    return best
