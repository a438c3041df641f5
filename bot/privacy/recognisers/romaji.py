"""Japanese given names in Latin letters, whole and beside a Japanese word: MIKAのDM, yukiって垢, Haruto ga."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
    "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ",
    "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも", "r": "らりるれろ"}
_SINGLE = {kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)} | {
    "し": "shi", "ち": "chi", "つ": "tsu", "じ": "ji", "ぢ": "ji", "づ": "zu", "ふ": "fu",
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n"}
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_WORD = re.compile(
    r"(?<![A-Za-z0-9.@_/-])(?P<v>[A-Za-z]{3,10})(?=さん|ちゃん|くん|君|って(?!言)|に(?!つ)|が|は|と|を|の|も(?!し)|"
    r"から|、[0-9]{2}(?![0-9%万円])|"
    r"[ ](?:ga|wa|wo|ni|to|mo)[ ][a-z]|[ ](?:desu|chan|kun|san|to mōshi|to moshi)\b)")
_NOT = frozenset((
    "mine", "sake", "kana", "make", "take", "name", "note", "sun", "sign", "san", "kun", "chan", "mama", "papa", "dame",
    "anime", "manga", "line", "same", "tone", "rune", "ran", "mac", "max", "aki", "nan", "juku", "doko", "kuni", "ima",
    "ane", "ani", "imo"))


def romaji(kana: str) -> str:
    """Return how a name in hiragana is usually written in Latin letters (しょうた: shota)."""
    text = ""
    for char in kana:
        if char in _SMALL and text.endswith("i"):
            text = text[:-1] + ("" if text.endswith(("shi", "chi", "ji")) else "y") + _SMALL[char]
        elif char != "っ":
            text += _SINGLE.get(char, "")
    for long, short in (("ou", "o"), ("oo", "o"), ("uu", "u")):
        text = text.replace(long, short)
    return text


@dataclass(frozen=True)
class RomajiRecogniser:
    """Finds listed given names in Latin letters where a Japanese word follows."""

    names: frozenset[str]
    name: str = "romaji"
    explanation: str = "名の一覧をローマ字にしたもの。助詞・さん・年齢が続くときだけ"

    @classmethod
    def of(cls, lexicon: Lexicon) -> "RomajiRecogniser":
        """Build from names in hiragana; a brand or a short everyday word is none."""
        brands = {brand.lower() for brand in lexicon.brands if brand.isascii()}
        written = {romaji(name) for name in lexicon.given_kana if all("ぁ" <= char <= "ん" for char in name)}
        return cls(frozenset(name for name in written if len(name) > 2) - _NOT - brands)

    def find(self, document: Document) -> Iterator[Span]:
        """Yield listed names that a particle, a title or an age follows."""
        for match in _WORD.finditer(document.folded):
            if match.group("v").lower() in self.names:
                yield Span(*match.span("v"), PiiType.name, 0.6, self.name)
