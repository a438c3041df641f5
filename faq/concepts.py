"""Words that mean one thing: ナマポ, せいほ and 生活保護 are one concept, so wording never seen is still understood."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from faq.text import fold

WORDS = Path(__file__).parent / "concepts.txt"
"""One concept a line: its name, then the words for it, set apart by spaces; a name may come again with more words."""

NOT_MEANT = "-"
"""Name of the lines with words that only look like a concept (電車 is no 車)."""


class Concepts:
    """Finds the concepts of a text."""

    def __init__(self, path: Path = WORDS) -> None:
        """Read the words of *path*; words are compared folded and without spaces."""
        self._words: list[tuple[str, str]] = []
        self._blind: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            name, *words = line.split()
            if name == NOT_MEANT:
                self._blind += [fold(word) for word in words]
                continue
            self._words += [(fold(word).replace(" ", ""), f"#{name}") for word in words]

    def of(self, text: str) -> list[str]:
        """Return the concepts of *text* and their pairs as tokens."""
        joined = fold(text).replace(" ", "")
        for word in self._blind:
            joined = joined.replace(word, " ")
        found = sorted({name for word, name in self._words if word in joined})
        return found + [f"{one}{other}" for one, other in combinations(found[:6], 2)]
