"""Find concepts: groups of words of several languages that say much the same (家賃, rent, 房租, 월세)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from resources.language.normalise import fold, hiragana
from resources.language.tokenise import Token, Tokeniser

FOLDER = Path(__file__).parent / "lexicon"

_LONGEST = 16
_SHORTEST_SOUND = 4
"""Readings shorter than this match too much by chance (し, かい, いえ)."""

_LATIN_WORD = re.compile("[a-zà-öø-ÿāăđĩũơưạ-ỹ0-9']{1,40}")
_IS_LATIN = re.compile("^[a-zà-öø-ÿāăđĩũơưạ-ỹ0-9' *]{1,60}$")
_KANA_ONLY = re.compile("[^ぁ-ゖー]")
_NUMBER = "([0-9]{1,3}|[一二三四五六七八九十百]{1,4})"
_AGE = re.compile(_NUMBER + "(?:歳|才|さい|代|yo|歲|岁|살|세)")
_YEN = re.compile(r"([0-9][0-9,.]{0,10}|[一二三四五六七八九十百千]{1,5}) ?(万|千)? ?(?:円|えん|yen|日元|엔)")
_MAN = re.compile(r"([0-9][0-9.]{0,5}|[一二三四五六七八九十百]{1,4})万")
_SPAN = re.compile(_NUMBER + "(年|か月|ヶ月|カ月|週間|日間|日)(?:間)?(?:以上|ぐらい|くらい|も)?")
_KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")}


class Concepts:
    """The lexicon in memory; build it once with load()."""

    def __init__(self, terms: Mapping[str, Sequence[str]], tokeniser: Tokeniser | None = None) -> None:
        """Index *terms* (concept → words); with a tokeniser also by their readings."""
        self._written: dict[str, tuple[str, ...]] = {}
        self._sounds: dict[str, tuple[str, ...]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, words in terms.items():
            for word in words:
                self._add(fold(word), concept, tokeniser)

    @classmethod
    def load(cls, folder: Path = FOLDER, tokeniser: Tokeniser | None = None) -> Concepts:
        """Read every *.tsv of *folder*: a concept, a tab, words parted by |."""
        terms: dict[str, list[str]] = {}
        for path in sorted(folder.glob("*.tsv")):
            for line in path.read_text(encoding="utf-8").splitlines():
                concept, tab, words = line.partition("\t")
                if tab and not concept.startswith("#"):
                    terms.setdefault(concept, []).extend(w for w in words.split("|") if w.strip())
        return cls(terms, tokeniser)

    def find(self, folded: str, tokens: Sequence[Token]) -> list[str]:
        """Return the concepts in a folded text, in order, once each; ages, sums and spans of time too."""
        found = dict.fromkeys(self._scan(folded, self._written))
        for token in tokens:
            found.update(dict.fromkeys(self._written.get(token.form, ())))
        found.update(dict.fromkeys(self._scan(self._sound(folded, tokens), self._sounds)))
        found.update(dict.fromkeys(self._latin(folded)))
        found.update(dict.fromkeys(_numbers(folded)))
        return list(found)

    def _add(self, word: str, concept: str, tokeniser: Tokeniser | None) -> None:
        if _IS_LATIN.match(word):
            parts = tuple(word.split())
            self._phrases.setdefault(parts[0].rstrip("*")[:4], []).append((parts, concept))
            if len(parts) > 1 or len(word) > 4:
                return
        self._written[word] = (*self._written.get(word, ()), concept)
        if tokeniser is not None:
            sound = "".join(token.reading for token in tokeniser.split_folded(word))
            sound = _KANA_ONLY.sub("", sound)
            if len(sound) >= _SHORTEST_SOUND:
                self._sounds[sound] = (*self._sounds.get(sound, ()), concept)

    @staticmethod
    def _sound(folded: str, tokens: Sequence[Token]) -> str:
        """Return the text as hiragana when it is written in kana only, else nothing to search."""
        kana = hiragana(folded)
        plain = _KANA_ONLY.sub("", kana)
        return plain if len(plain) * 10 >= len(folded) * 8 else ""

    @staticmethod
    def _scan(text: str, index: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        at = 0
        while at < len(text):
            for size in range(min(_LONGEST, len(text) - at), 0, -1):
                hit = index.get(text[at : at + size])
                if hit:
                    yield from hit
                    at += max(size - 1, 0)
                    break
            at += 1

    def _latin(self, folded: str) -> Iterator[str]:
        words = _LATIN_WORD.findall(folded)
        for at, word in enumerate(words):
            for key in {word[:size] for size in range(1, 5)}:
                for parts, concept in self._phrases.get(key, ()):
                    if _same(parts, words[at : at + len(parts)]):
                        yield concept


def _same(parts: Sequence[str], words: Sequence[str]) -> bool:
    if len(parts) != len(words):
        return False
    return all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(parts, words, strict=True)
    )


def _numbers(folded: str) -> Iterable[str]:
    for match in _AGE.finditer(folded):
        yield f"age:{_age_band(_value(match.group(1)))}"
    for match in _YEN.finditer(folded):
        yield f"yen:{_magnitude(match.group(1), match.group(2) or '')}"
    for match in _MAN.finditer(folded):
        yield f"yen:{_magnitude(match.group(1), '万')}"
    for match in _SPAN.finditer(folded):
        value, unit = _value(match.group(1)), match.group(2)
        yield f"span:{unit[0]}{'+' if value >= 5 else ''}"


def _value(text: str) -> float:
    digits = text.replace(",", "").rstrip(".")
    try:
        return float(digits)
    except ValueError:
        return float(_kanji_number(digits))


def _kanji_number(text: str) -> int:
    total, current = 0, 0
    for c in text:
        if c in _KANJI:
            current = _KANJI[c]
        else:
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}.get(c, 1)
            current = 0
    return total + current


def _age_band(age: float) -> str:
    limits = ((6, "infant"), (13, "child"), (19, "teen"), (30, "young"), (40, "thirties"), (65, "middle"))
    return next((name for limit, name in limits if age < limit), "old")


def _magnitude(number: str, unit: str) -> str:
    value = _value(number) * {"万": 10_000, "千": 1_000}.get(unit, 1)
    limits = ((1_000, "coins"), (10_000, "notes"), (100_000, "month"), (300_000, "wage"), (1_000_000, "big"))
    return next((name for limit, name in limits if value < limit), "huge")
