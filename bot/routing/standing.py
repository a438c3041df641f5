"""Whether a name in a text stands by itself or is a piece of another word (本郷通り, 東本郷, にしへみずえ).

What stands around the name has to be explained; an unexplained letter makes it another word, and then it is asked.
"""

import re
from dataclasses import dataclass

from bot.routing.fold import is_kana

_HAN = re.compile(r"[一-龠々]")
_PART_OF_OTHER = re.compile(
    r"通り|どおり|街道|線(?!路)|台(?!目)|町(?!目|会|内|の)|新田|銀座|区(?!役所|内|民)|市(?!役所|内|民)|"
    r"さん(?!ちよ)|先生|くん|ちやん|君|様(?!子)|氏|(?<=水道)(?:代|料|局|管|水|の水|が|も|を)"
)
"""本郷通り, 東山線, 中原区, 平井さん and 水道代 are no towns."""

_PERSON = re.compile(r"さん(?!ちよ)|くん|ちやん|せんせい")
_NUMBER_NEXT = re.compile(r"[0-9]|[一二三四五六七八九](?:丁|の[0-9一二三四五六七八九十])|の[0-9一二三四五六七八九]丁")
_WORDS_BEFORE = re.compile(
    r"(?:現在|住所|自宅|今|都内|区内|市内|場所|地域|住居|居住地|在住|最寄|実家|駅|線|県|都|府|人|番|営|公団|(?:^|我|現|家|人|来|来自)(?:住|在|住在|自)|住在)$"
)
_DIRECTION_BEFORE = re.compile(r"(?:ひがし|にし|きた|みなみ|しん)$")
_HAN_AFTER = re.compile(
    r"丁|町目|町会|町内|番|[一二三四五六七八九十壱弐参]|駅|近|付|周|辺|在|方|寄|住|内|地[区域]|側|界|出|隣|境|圏域|区役|市役|"
    r"図書|小学|中学|高校|大学|神社|天神|団地|公園|植物|病院|郵便|保育|幼稚|交番|警察|商店|自治|会館|生|育|周辺|以|南口|北口|東口|西口"
)
_KANA_BEFORE = re.compile(
    r"(?:^|(?:わたし|ぼく|おれ|うち|いえ|じぶん|じゆうしよ|いま|ばしよ|すまい|ところ|ちいき|まち|げんざい|すんでるの|すんでいるの|"
    r"とうきようと?|もより)(?:は|わ|の)?|えつと|えーと|えと|たぶん|あの|まあ|だいたい|はい)[のは、]?$"
)
_KANA_AFTER = re.compile(
    r"(?:の|に|で|は|が|も|と|か|や)?(?:$|あたり|へん|らへん|ふきん|しゆうへん|ちか|ほう|きんじよ|そば|すん|すま|すむ|います|いま|です|だ|"
    r"かな|ちようめ|(?:いつ|に|さん|よん|し|ご|ろく|なな|しち|はつ|はち|きゆう|く)ちようめ|えき|ざいじゆう|から|より|とか|けど|なん|ばん|よ|ね|"
    r"ほか|となり|あぱーと|まんしよん|だんち|いつこだて|とえい|こうだん|こーぽ|はいつ|ほうめん)"
)


_EVERYDAY = ("水道", "すいどう", "みた", "むれ", "みなみ", "やよい", "ひらい", "なかはら", "大橋", "弥生")
"""Town names that are everyday words too; they need a number, a municipality before them, or to be all that is said."""

_SHORT_ANSWER = 9


@dataclass(frozen=True)
class Span:
    """Where a name stands, where the name before it ended (0: none), and whether that one was a municipality."""

    start: int
    end: int
    last_end: int
    after_wide: bool


def stands_alone(text: str, span: Span, *, is_town: bool, goes_on: str = "-") -> bool:
    """Return True when the name at the span is a word of its own.

    `goes_on` is the joint by which another name follows (みたかのいのかしら, ほんごうかゆしま), "-" when none does.
    """
    start, end = span.start, span.end
    if is_town and text[start:end] in _EVERYDAY and not _surely_a_town(text, span):
        return False
    joined = start == span.last_end and (span.after_wide or not is_town)
    if is_kana(text[start:end]):
        follows = goes_on in (("と", "か", "や") if is_town else ("", "の", "と", "か", "や"))
        return _kana_stands(text, span, follows)
    if end - start == 1:
        return _single_stands(text, start, end, joined)
    if _PART_OF_OTHER.match(text, end) and text[end - 1] not in "駅区市":
        return False
    if not joined and text[start - 1 : start] in tuple("東西南北新元"):
        return False
    return not is_town or _han_stands(text, start, end, joined)


def _surely_a_town(text: str, span: Span) -> bool:
    """Return True when an everyday word can only be meant as a town."""
    after_city = span.after_wide and span.last_end > 0 and text[span.last_end : span.start] in ("", "の", "、")
    alone = len(text) <= _SHORT_ANSWER and text[span.start : span.end] != "みなみ"
    return after_city or alone or bool(_NUMBER_NEXT.match(text, span.end))


def _single_stands(text: str, start: int, end: int, joined: bool) -> bool:
    """Return True for a town of one letter (南) only with a number, or right after its municipality at the end."""
    if end == len(text):
        return joined and start > 0
    free = joined or text[start - 1 : start] in ("", "の", "、", "は")
    return free and bool(_NUMBER_NEXT.match(text, end))


def _han_stands(text: str, start: int, end: int, joined: bool) -> bool:
    """Return True when kanji right before and after the name are explained."""
    if not joined:
        before = text[max(0, start - 4) : start]
        if _HAN.fullmatch(before[-1:]) and not _WORDS_BEFORE.search(before):
            return False
        if _DIRECTION_BEFORE.search(before):
            return False
    return not _HAN.match(text, end) or bool(_HAN_AFTER.match(text, end))


def _kana_stands(text: str, span: Span, follows: bool) -> bool:
    """Return True when the kana around a name written in kana are explained."""
    start, end, last_end = span.start, span.end, span.last_end
    if _PERSON.match(text, end):
        return False
    first = start
    while first > last_end and (is_kana(text[first - 1])):
        first -= 1
    before = text[first:start]
    if first == last_end and last_end > 0:
        explained = before in ("", "の", "は", "に", "と", "か", "や", "で")
    else:
        explained = bool(_KANA_BEFORE.fullmatch(before)) if before else True
    if not explained or follows:
        return explained
    return end == len(text) or not is_kana(text[end]) or bool(_KANA_AFTER.match(_run(text, end)))


def _run(text: str, start: int) -> str:
    """Return the kana from `start` on, up to the first other letter."""
    end = start
    while end < len(text) and is_kana(text[end]):
        end += 1
    return text[start:end]
