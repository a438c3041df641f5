"""Words that mean one thing: ナマポ, せいほ and 生活保護 are one concept, so wording never seen is still understood."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from faq.text import fold

WORDS = Path(__file__).parent / "concepts.txt"
"""One concept a line: its name, then the words for it, set apart by spaces."""


class Concepts:
    """Finds the concepts of a text."""

    def __init__(self, path: Path = WORDS) -> None:
        """Read the words of *path*; words are compared folded and without spaces."""
        self._words: list[tuple[str, str]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            name, *words = line.split()
            self._words += [(fold(word), f"#{name}") for word in words]

    def of(self, text: str) -> list[str]:
        """Return the concepts of *text* and their pairs as tokens."""
        joined = fold(text).replace(" ", "")
        found = sorted({name for word, name in self._words if word in joined})
        return found + [f"{one}{other}" for one, other in combinations(found[:6], 2)]
