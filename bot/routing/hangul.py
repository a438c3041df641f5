"""Places in hangul (분쿄구 혼고 3초메, 오사카) rewritten in Japanese, for residents who write Korean.

The hangul of a name is worked out from its kana by the rules of 국립국어원 for Japanese (외래어 표기법, 제2장), and
compared without telling plain, tense and aspirated letters apart: people write 도쿄, 토쿄 and 동경 side by side.
"""

import re
import unicodedata
from collections.abc import Iterable

from bot.routing.fold import romaji

_FIRST = {
    "": 11, "k": 0, "g": 0, "s": 9, "sh": 9, "z": 12, "j": 12, "t": 3, "d": 3, "ch": 12, "ts": 9, "n": 2, "h": 18,
    "f": 18, "b": 7, "p": 7, "m": 6, "y": 11, "r": 5, "w": 11,
}  # fmt: skip
_VOWEL = {"a": 0, "i": 20, "u": 13, "e": 5, "o": 8}
_GLIDE = {"a": 2, "u": 17, "o": 12}
_FLAT = {"s", "z", "ts"}
_MORA = re.compile(r"(sh|ch|ts|[kgnhbpmrj]y|[kgsztdnhbpmrjfwy])?([aiueo])|(n)|(.)")
_SAME_FIRST = {1: 0, 15: 0, 4: 3, 16: 3, 8: 7, 17: 7, 10: 9, 13: 12, 14: 12}
_SAME_VOWEL = {1: 5, 3: 5, 7: 5}
_AFTER_J = {2: 0, 12: 8, 17: 13, 6: 4}
_TS = (13, 14)
_BASE, _LAST = 0xAC00, 0xD7A3
_NUMBER = re.compile(r"(\d{1,2})(?:초메|쵸메|쪼메|정목|가)?((?:-\d{1,4}){0,2})")
_WORD = re.compile(r"[가-힣]+|\d{1,2}(?:초메|쵸메|쪼메|정목|가)?(?:-\d{1,4}){0,2}")
_ENDING = re.compile(
    r"(?:시|구|현|부|도|역|마치|쵸|초|지역|쪽|근처|부근|주변|시내|내|사는|주민|거주)?"
    r"(?:에서|에|의|이에요|이예요|예요|에요|입니다|이요|요|인데요?|이고|으로|로|이라고|라고|살아요?|삽니다|거주)?"
)
_LIVES = re.compile("살[아고]|삽니다|사는|거주|있어요|있습니다|집|주소")
_ELSEWHERE_BEFORE = re.compile("직장|회사|일하|일해|학교|출신|태어|살았|고향|부모|엄마|아빠|아들|딸|친구|남편|아내")
_MOST_WORDS = 3


def sound(text: str) -> str:
    """Return hangul with the letters that Japanese does not tell apart made one; other characters stay."""
    return "".join(_same(char) for char in unicodedata.normalize("NFKC", text))


def _same(char: str) -> str:
    """Return one syllable with plain first letter and vowel, without its last letter unless it is ㄴ or ㅅ."""
    if not chr(_BASE) <= char <= chr(_LAST):
        return char
    code = ord(char) - _BASE
    first, vowel, last = code // 588, code % 588 // 28, code % 28
    if first in _TS and vowel == 18:
        first = 9  # 츠, 쯔 and 쓰 are all つ
    first, vowel = _SAME_FIRST.get(first, first), _SAME_VOWEL.get(vowel, vowel)
    if first == 12:
        vowel = _AFTER_J.get(vowel, vowel)
    return chr(_BASE + first * 588 + vowel * 28 + last)


def hangul(kana: str) -> str:
    """Return kana in hangul, ready to be compared (ブンキョウ → 분교); empty when a sound is not known."""
    out: list[tuple[int, int, int]] = []
    for onset, vowel, closing, other in _MORA.findall(romaji(kana)):
        if closing or other:
            if not out:
                return ""
            out[-1] = (*out[-1][:2], 4 if closing else 19)
            continue
        glide = onset.endswith("y") or onset in ("sh", "ch", "j")
        flat = vowel == "u" and onset in _FLAT
        middle = 18 if flat else _GLIDE.get(vowel, _VOWEL[vowel]) if glide else _VOWEL[vowel]
        middle = 9 if onset == "w" and vowel == "a" else middle
        first = _FIRST[onset if onset in _FIRST else onset[:-1]]
        if (first, middle) == (11, 20) and out and out[-1][1] == 20 and not out[-1][2]:
            continue  # にいがた is 니가타
        out.append((first, middle, 0))
    return sound("".join(chr(_BASE + first * 588 + middle * 28 + last) for first, middle, last in out))


class Hangul:
    """The names of places in hangul, each with its Japanese name; ours come before those of the same sound."""

    def __init__(self, ours: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> None:
        """Take (kana, Japanese name) of the places served and of those outside."""
        self._names: dict[str, str] = {}
        self._ours: set[str] = set()
        for kana, name in ours:
            self._names.setdefault(hangul(kana), name)
            self._ours.add(hangul(kana))
        for word, name in others:
            key = sound(word) if "가" <= word[:1] <= "힣" else hangul(word)
            if len(key) > 1:
                self._names.setdefault(key, name)
        self._names.pop("", None)
        self._longest = max(map(len, self._names), default=1)

    def japanese(self, text: str) -> str:
        """Return the place that a Korean text names in Japanese writing, empty when it names none."""
        words = _WORD.findall(unicodedata.normalize("NFKC", text[:400]).replace(" - ", "-"))
        if not any("가" <= char <= "힣" for char in text[:400]):
            return ""
        at_home = len(words) <= _MOST_WORDS or bool(_LIVES.search(text))
        names = [found for word in words if (found := self._name(word, at_home, text))]
        if not names and len(words) > 1:
            names = list(filter(None, [self._name("".join(words), at_home, text)]))
        if not names:
            return ""
        told = next(filter(None, (_NUMBER.fullmatch(word) for word in words)), None)
        number = f"{told[1]}{told[2] or '丁目'}" if told else ""
        return "、".join(dict.fromkeys(names)) + number

    def _name(self, word: str, at_home: bool, text: str) -> str:
        """Return the Japanese name of the longest place with which a word begins."""
        key = sound(word)
        for length in range(min(len(key), self._longest), 1, -1):
            name = self._names.get(key[:length])
            if name is None or not _ENDING.fullmatch(word[length:]):
                continue
            ours = key[:length] in self._ours
            if ours or (at_home and not _ELSEWHERE_BEFORE.search(text)):
                return name
        return ""
