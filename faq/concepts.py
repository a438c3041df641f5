"""Words that mean one thing: ナマポ, せいほ and 生活保護 are one concept, so wording never seen is still understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from faq.text import fold

WORDS = Path(__file__).parent / "concepts.txt"
"""One concept a line: its name, then the words for it, set apart by spaces; a name may come again with more words."""

Readings = Callable[[Sequence[str]], list[str]]

NOT_MEANT = "-"
"""Name of the lines with words that only look like a concept (電車 is no 車)."""


LEAST_HEARD = 4
"""Kana of a word that is known by its sound: shorter ones are inside too many others."""


class Concepts:
    """Finds the concepts of a text, by its letters and, where it is known how words sound, by its sound."""

    def __init__(self, readings: Readings | None = None, path: Path = WORDS) -> None:
        """Read the words of *path*, compared folded and without spaces; *readings* tells how words sound."""
        self._words: dict[str, set[str]] = {}
        self._blind: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            name, *words = line.split()
            if name == NOT_MEANT:
                self._blind += [fold(word) for word in words]
                continue
            for word in words:
                self._words.setdefault(fold(word).replace(" ", ""), set()).add(f"#{name}")
        self._heard = {} if readings is None else self._by_sound(readings)
        self._sizes, self._sounds = _sizes(self._words), _sizes(self._heard)

    def of(self, text: str, sound: str = "") -> list[str]:
        """Return the concepts of *text*, which sounds like *sound*, and their pairs as tokens."""
        joined = fold(text).replace(" ", "")
        for word in self._blind:
            joined = joined.replace(word, " ")
        found = sorted({*_held(joined, self._words, self._sizes), *_held(sound, self._heard, self._sounds)})
        return found + [f"{one}{other}" for one, other in combinations(found[:6], 2)]

    def _by_sound(self, readings: Readings) -> dict[str, set[str]]:
        written = [word for word in self._words if not word.isascii()]
        found: dict[str, set[str]] = {}
        for word, sound in zip(written, readings(written), strict=True):
            if len(sound) >= LEAST_HEARD and sound != word:
                found.setdefault(sound, set()).update(self._words[word])
        return found


def themes(tokens: Sequence[str]) -> set[str]:
    """Return those of *tokens* that are one concept, no pair."""
    return {name for name in tokens if name.count("#") == 1}


def _sizes(words: dict[str, set[str]]) -> list[int]:
    return sorted({len(word) for word in words})


def _held(text: str, words: dict[str, set[str]], sizes: list[int]) -> set[str]:
    pieces = {text[at : at + size] for size in sizes for at in range(len(text) - size + 1)}
    return {name for piece in pieces & words.keys() for name in words[piece]}
