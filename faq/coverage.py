"""How much of a text the ways of asking one entry account for: what is left over speaks of something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from faq.concepts import Concepts
from faq.pieces import Marks, marks_of, places
from faq.text import bare, fold

PAIR, TRIPLE = 2, 3
_NONE: Marks = np.zeros(0, np.uint32)


@dataclass(frozen=True)
class Cover:
    """Shares (0 to 1) of a text that are known: from anywhere in the book and from the nearest entry alone.

    `pairs` are pairs of characters with a kanji or a Latin letter (content words), `triples` three of any kind,
    `own` the pairs that the nearest entry knows, `fitting` the concepts that belong to it.
    """

    pairs: float
    triples: float
    own: float
    fitting: float


class Coverage:
    """Remembers which pieces of text and which concepts stand in the ways of asking each entry."""

    def __init__(self, keys: Sequence[str], texts: Sequence[str]) -> None:
        """Learn from *texts*, each a way of asking the entry at the same place in *keys* ("": none, left out)."""
        self._concepts = Concepts()
        pairs: dict[str, set[str]] = {}
        triples: set[str] = set()
        self._themes: dict[str, set[str]] = {}
        for key, text in zip(keys, texts, strict=True):
            if not key:
                continue
            pairs.setdefault(key, set()).update(_content(text))
            self._themes.setdefault(key, set()).update(self._of(text))
            triples.update(_pieces(text, TRIPLE))
        self._pairs = {key: marks_of(pieces) for key, pieces in pairs.items()}
        self._all, self._triples = marks_of(set().union(*pairs.values())), marks_of(triples)

    def of(self, text: str, key: str) -> Cover:
        """Return how much of *text* is known to the book and to the entry *key*."""
        content, themes = _content(text), self._of(text)
        return Cover(
            pairs=_share(content, self._all),
            triples=_share(_pieces(text, TRIPLE), self._triples),
            own=_share(content, self._pairs.get(key, _NONE)),
            fitting=_part(len(themes & self._themes.get(key, set())), len(themes)),
        )

    def _of(self, text: str) -> set[str]:
        return {name for name in self._concepts.of(text) if name.count("#") == 1}


def _pieces(text: str, size: int) -> set[str]:
    plain = bare(fold(text))
    return {plain[at : at + size] for at in range(len(plain) - size + 1)}


def _content(text: str) -> set[str]:
    return {piece for piece in _pieces(text, PAIR) if any("一" <= c <= "鿿" or "a" <= c <= "z" for c in piece)}


def _share(found: set[str], known: Marks) -> float:
    return _part(len(places(known, marks_of(found))[0]), len(found))


def _part(known: int, found: int) -> float:
    return known / found if found else 0.5
