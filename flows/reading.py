"""What free text tells about the person: whose matter it is, the relation, the age band, a mood, a correction."""

from __future__ import annotations

import re

from flows import words_of
from flows.feelings_elsewhere import FEELINGS
from flows.hurting import weighs_on_writer
from flows.kin_elsewhere import KIN
from flows.plain_words import bereaved, no_phone, no_voice, of_the_writer
from flows.words import one_width

_AGE = re.compile(r"(\d{1,3})\s{0,2}(?:歳|才|さい|years? old|歲|岁|살|tuổi|anos)")
_DECADE = re.compile(r"(\d)0\s{0,2}(?:代|대|s\b)")
_BARE = re.compile(r"\d{1,3}")
_CORRECTION = re.compile(r"(.{0,20}?)(?:じゃなくって|じゃなくて|ではなくて|じゃなく|ではなく)(.{1,30})")
_CORRECTION_ELSEWHERE = re.compile(
    r"(?:not|não é|nao é|nao e|hindi|không phải(?: là)?|khong phai|不是)\s{0,2}(.{1,24}?)"
    r"(?:,|;|\s-|\s(?:but|mas|kundi|mà là|ma la)\s|，|而是|,?\s?是)\s{0,2}"
    r"(?:it'?s |é |si |là |mà là |而是|是)?(.{1,24})"
    r"|(.{1,16}?)(?:이|가)? ?(?:아니라|아니고|말고)(.{1,16})|(.{1,20}?) ?होइन,? ?(.{1,20})"
)
BANDS = (("u18", 17), ("18_39", 39), ("40_64", 64), ("65_74", 74), ("75_up", 130))


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


_GONE = re.compile(
    r"[^\s。、]{0,6}(?:に先立たれ|を亡くし|が亡くな|は亡くな|も亡くな|に死なれ|が死ん|が他界|は他界|と死別|と離婚し|と別れ"
    r"|[がはも]\s?なくな(?:って|り|った)|に\s?(?:さきだたれ|しなれ)|[がはも]\s?しん(?:で|だ)"
    r"|[はも]?(?:もう)?(?:いません|いない|おりません|おらず)|は[^。、]{0,8}に?亡くな"
    r"|と(?:二人|ふたり|2人|三人|3人)(?:で)?(?:暮らし|ぐらし|住)|と(?:同居|一緒に(?:住|暮ら)))"
)


_TOLD = re.compile(
    r"[^\s。、をがのは]{0,6}(?:には?|にも)(?:まだ|絶対)?"
    r"(?:言|話し|話せ|内緒|ないしょ|黙|隠|相談|知られ|ばれ|バレ|打ち明け|頼れ)"
)
"""Whoever is told, or not told, is not whom it is about (「妻には言っていない」)."""


def relation(text: str) -> str:
    """Return who is spoken of (mother, child …), the one named first; "" when nobody of the family is.

    Whoever has died, left or is not there is not whom it is about (「夫が亡くなってから一人です」「子どもはいません」),
    nor is who only lives with the writer (「母と二人暮らし」).
    """
    return named_first(_TOLD.sub("", _GONE.sub("", one_width(text))))


def named_first(text: str) -> str:
    """Return who of the family is named first, whatever is said of them."""
    plain = one_width(text)
    for word in words_of.NOT_RELATIONS:
        plain = plain.replace(word, "")
    found = [
        (plain.index(word), -len(word), name)
        for name, words in (*words_of.RELATIONS, *KIN)
        for word in words
        if word in plain
    ]
    return min(found)[2] if found else ""


_NOBODY = re.compile(r"(?:だれ|誰|どなた|まわり|周り|人)にも?(?:まだ|は)?(?:お?話し?|言|いえ|相談|打ち明け|頼れ|見せ)")


_NEXT_ROOM = re.compile(r"(?:隣|となり)の(?:部屋|ベッド|布団|ふとん)(?:に|で)(?!住)")


def _within_home(plain: str) -> str:
    """Leave out the next room where one's own people are in it (「子どもも隣の部屋にいる」): no neighbour."""
    who = relation(plain)
    crying = who == "child" and "で" in "".join(_NEXT_ROOM.findall(plain))
    if who in ("", "friend") or crying or _has(plain, words_of.SHARED_HOUSES):
        return plain
    return _NEXT_ROOM.sub("", plain)


def whose(text: str) -> str:
    """Return self, family, neighbour or supporter when the text says so, else ""."""
    plain = _within_home(one_width(text))
    if _has(plain, words_of.SUPPORTER):
        return "supporter"
    if _has(plain, words_of.NEIGHBOUR):
        # Trouble with a neighbour is one's own matter; worry about a neighbour is theirs.
        return "self" if _has(plain, words_of.BOTHERED) and not _has(plain, words_of.CONCERNED) else "neighbour"
    who = relation(text)
    if who == "friend":
        return "neighbour"
    if weighs_on_writer(plain, who):
        return "self"
    if who or _has(plain, words_of.FAMILY):
        return "family"
    return "self" if _has(plain, words_of.SELF) or of_the_writer(plain) else ""


def band_of(years: int) -> str:
    """Return the age band of an age in years; "" for what is no age."""
    return next((band for band, last in BANDS if years <= last), "") if years >= 3 else ""


def age_band(text: str, asked: bool) -> str:
    """Return an age band; bare numbers count only when the age was asked for."""
    plain = one_width(text)
    if found := _AGE.search(plain):
        return band_of(int(found[1]))
    if found := _DECADE.search(plain):
        return (
            band_of(int(found[1]) * 10 + 9 if found[1] == "1" else int(found[1]) * 10 + 5)
            if found[1] != "1"
            else ("u18" if "前半" in plain else "")
        )
    if asked and (found := _BARE.fullmatch(plain.strip().rstrip("です。"))):
        return band_of(int(found[0]))
    return "u18" if young(plain) else ""


_OFFICES = ("役所", "窓口", "区役", "市役", "担当", "職員", "病院", "学校", "包括", "警察", "先生", "保健", "福祉")
_NAMING, _POINTED = 16, 48
_POINT = re.compile(
    r"(?:困|つら|辛|しんど|悩|心配|気にな|気がかり|相談した|大変|急ぎ|苦し|きつ)[^。、]{0,7}のは[、,\s]?(?:やっぱり)?(.{2,30})"
)
_MAIN = re.compile(
    r"(?:本当に|ほんとに|ほんとうに|一番|いちばん|何より|なにより)[^。]{0,10}のは|(?:を|から|が)(?:先|さき|優先)に?|まず(?:は)?[^。、]{1,10}(?:を|から)"
)
_WISHES = ("たい", "ください", "下さい", "ほしい", "欲しい", "やめ", "消し", "消す", "戻", "もど", "お願い")
_EVERYDAY = (
    ("家族のこと", "family_relations"), ("仕事のこと", "work"), ("お金のこと", "livelihood"),
    ("住まいのこと", "housing"), ("家のこと", "family_relations"), ("介護のこと", "elder_care"),
    ("子どものこと", "parenting"), ("子供のこと", "parenting"), ("学校のこと", "school_refusal"),
    ("体のこと", "illness"), ("心のこと", "mental_health"), ("こころのこと", "mental_health"),
    ("近所のこと", "neighbours"), ("借金のこと", "debt"),
)  # fmt: skip
_ONES = "〇一二三四五六七八九"
_KANJI = re.compile(r"([一二三四五六七八九])?十([一二三四五六七八九])?")
_BARE_AGE = re.compile(
    r"(?:今|いま|i'?m|iam|tôi|tenho|我|我今年|저는|म)?(?:1[2-9]|[2-9]\d|\d0대|\d{1,3}(?:歳|才|さい|岁|歲|살|tuổi|anos|वर्ष|taon|yearsold)|\d0代(?:前半|半ば|なかば|後半)?|[小中高][1-6一二三四五六]|[小中]学生|高校生|(?:ちゅう|こう)[1-3]|しょう[1-6]|ちゅうがくせい|こうこうせい|しょうがくせい)"
    r"(?:예요|이에요|입니다|です|っす|ですけど|だよ|だ|なんだけど|になります|くらい|ぐらい)?(?:の?(?:男子|女子|男|女))?[。!w笑]{0,3}"
)
_ASKING = re.compile(
    r"[?？]|(?:ますか|ですか|でしょうか|ませんか|かな|かしら|教えて|おしえて|知りたい|どうすれば|どうしたら|どうやって"
    r"|何が必要|いくら|とは何|って何|方法|やり方|how |what |where |when |can i|do i)"
)
_IN_KANA = re.compile(r"(?:ちゅう|こう)[1-3](?!\d)|しょう[4-6](?!\d)|ちゅうがくせい|こうこうせい|しょうがくせい")
_OWN_HAND = re.compile(
    r"(?:叩い|たたい|殴っ|なぐっ|蹴っ|けっ|怒鳴っ|どなっ|つねっ|手をあげ|手を上げ|手が出|突き飛ば|暴力をふる|暴言を吐い|あたっ)"
    r"(?:(?:て|で)?(?:しま|ちゃ|そう)|たり(?:は|も)?(?:して|しな))"
)


_ASKS_FACTS = re.compile(r"(?:[?？]|ますか|ですか|でしょうか|ませんか)[。\s]{0,2}$")
_ASKS_US = re.compile(
    r"(?:何|なに|いくら|いくつ|どのくらい|どれくらい|どのぐらい|どれぐらい|いつ|どこ|どんな|だれ|誰|って本当)[^。]{0,24}[?？]"
    r"|(?:ます|ません|です|でしょう)か[?？。\s]{0,3}$|^[^ぁ-んァ-ヶ]{8,}[?？]\s{0,3}$"
)
_NOT_FELT = re.compile(
    r"(?:困って|こまって|疲れて|泣いて)い?(?:ない|ません|なく)"
    r"|(?:不安|心配|つらく|辛く|さみしく|寂しく|しんどく|こわく|怖く)(?:は|も|では|じゃ)?(?:ない|ありません|なかった)"
)
"""What somebody says they do not feel (「別に困ってない」)."""
_LEAST_ASKED = 8
_LOST = ("どうしたら", "どうすれば", "かな", "かしら")
_AT_A_LOSS = (*_LOST, "いいの", "いいん")


def avoids_phone(text: str) -> bool:
    """Tell whether the text says that telephoning is too much; the ears of another are not the writer's."""
    plain = one_width(text)
    return no_phone(plain) or (no_voice(plain) and not relation(plain))


def digits(text: str) -> str:
    """Return the text with ages in kanji as figures (「七十八」)."""
    return _KANJI.sub(lambda found: f"{_ONES.find(found[1] or '一')}{max(_ONES.find(found[2] or '〇'), 0)}", text)


def bare_age(text: str) -> str:
    """Return the age band of a text that tells an age and nothing else; "" for any other."""
    plain = digits("".join(one_width(text).split()))
    if not _BARE_AGE.fullmatch(plain):
        return ""
    number = _BARE.search(plain)
    return age_band(plain, asked=plain.isdecimal()) or (band_of(int(number[0])) if number and "代" not in plain else "")


def asks(text: str) -> bool:
    """Tell whether the text is a question, rather than words about how things are."""
    return bool(_ASKING.search(one_width(text)))


def asks_facts(text: str) -> bool:
    """Tell whether the text asks how something is, rather than what to do about one's troubles."""
    plain = one_width(text).strip()
    return bool(_ASKS_FACTS.search(plain)) and not _has(plain, _AT_A_LOSS)


def asks_us(text: str) -> bool:
    """Tell whether the text asks something, and is no answer that is only unsure (「半年くらい？」)."""
    plain = one_width(text).strip()
    return len(plain) >= _LEAST_ASKED and bool(_ASKS_US.search(plain)) and not _has(plain, _LOST)


def own_hand(text: str) -> bool:
    """Tell whether the writer says that they hurt somebody themselves, out of exhaustion (「怒鳴ってしまう」)."""
    return bool(_OWN_HAND.search(one_width(text)))


def halting(text: str) -> bool:
    """Tell whether the text looks written by someone who is learning Japanese: short words set apart (R41)."""
    parts = [part for part in one_width(text).replace("。", " ").replace("、", " ").split() if part]
    kana = [part for part in parts if re.fullmatch(r"[ぁ-んァ-ヶー一-龥]{1,8}", part)]
    return len(kana) >= 4 and len(kana) == len(parts)


def young(text: str) -> bool:
    """Tell whether the text implies a writer or subject under 18 (R08)."""
    plain = one_width(text)
    return _has(plain, words_of.YOUNG) or bool(_IN_KANA.search(plain))


def feeling(text: str) -> str:
    """Return the feeling that the text shows, or ""; only an office turns somebody away, not one's family."""
    plain = _NOT_FELT.sub("", one_width(text))
    if bereaved(plain):
        return "bereaved"
    found = [name for name, words in (*words_of.FEELINGS, *FEELINGS) if _has(plain, words)]
    if found[:1] == ["turned_away"] and relation(text) and not _has(plain, _OFFICES):
        found = found[1:] or ["tired"]
    return found[0] if found else ""


def wants(text: str) -> bool:
    """Tell whether the text asks for something to be done, rather than telling how things are."""
    return asks(text) or _has(one_width(text), _WISHES)


def told_nobody(text: str) -> bool:
    """Tell whether the text says that somebody is not told of it (「彼氏には言えない」): it is not about them."""
    return bool(_TOLD.search(one_width(text)))


def nobody_told(text: str) -> bool:
    """Tell whether the text says that it was told to nobody so far (「だれにも話していない」): no word on company."""
    return bool(_NOBODY.search(one_width(text)))


def named(text: str) -> tuple[str, ...]:
    """Return the topic of the everyday word that the text names (「家族のことかも」), as if it had been tapped."""
    plain = one_width(text)
    found = next((topic for word, topic in _EVERYDAY if word in plain), "")
    return (found,) if found and len(plain) <= _NAMING else ()


def point(text: str) -> str:
    """Return the part that a text is about, where it says so (「介護じゃなくてお金」), else all."""
    if len(text) <= _POINTED and (found := corrected(text)[1] or (_POINT.search(one_width(text)) or ("", ""))[1]):
        return found
    return text


def main(text: str) -> bool:
    """Tell whether the text says what weighs most, or what should come first."""
    return bool(_MAIN.search(one_width(text)))


def everyday(text: str) -> tuple[str, ...]:
    """Return the topic of the everyday word that stands in a short part of a text (「お金かも」)."""
    plain = one_width(text)
    found = next((topic for word, topic in _EVERYDAY if word.removesuffix("のこと") in plain), "")
    return (found,) if found and len(plain) <= _NAMING else ()


def corrected(text: str) -> tuple[str, str]:
    """Return what a correction takes back and what it puts in its place (「母じゃなくて義母」), or two empties."""
    plain = one_width(text)
    found = _CORRECTION.search(plain) or _CORRECTION_ELSEWHERE.search(plain)
    if not found:
        return "", ""
    parts = [part for part in found.groups() if part is not None]
    return parts[0].strip(), parts[1].strip()
