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
        self._words: dict[str, set[str]] = {}
        self._blind: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            name, *words = line.split()
            if name == NOT_MEANT:
                self._blind += [fold(word) for word in words]
                continue
            for word in words:
                self._words.setdefault(fold(word).replace(" ", ""), set()).add(f"#{name}")
        self._sizes = range(1, 1 + max(map(len, self._words), default=0))

    def of(self, text: str) -> list[str]:
        """Return the concepts of *text* and their pairs as tokens."""
        joined = fold(text).replace(" ", "")
        for word in self._blind:
            joined = joined.replace(word, " ")
        pieces = {joined[at : at + size] for size in self._sizes for at in range(len(joined) - size + 1)}
        found = sorted({name for piece in pieces & self._words.keys() for name in self._words[piece]})
        return found + [f"{one}{other}" for one, other in combinations(found[:6], 2)]
