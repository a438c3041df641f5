"""How much of a text the ways of asking one entry account for: what is left over speaks of something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from faq.concepts import Concepts, themes
from faq.pieces import Marks, marks_of, places
from faq.text import bare, fold

PAIR, TRIPLE = 2, 3
_NONE: Marks = np.zeros(0, np.uint32)


@dataclass(frozen=True)
class Cover:
    """Shares (0 to 1) of a text that are known: from anywhere in the book and from the nearest entry alone.

    `pairs` are pairs of characters with a kanji or a Latin letter (content words), `triples` three of any kind,
    `own` the pairs that the nearest entry knows, `fitting` the concepts that belong to it, `heard` three kana of the
    sound that it knows.
    """

    pairs: float
    triples: float
    own: float
    fitting: float
    heard: float


class Coverage:
    """Remembers which pieces of text, of sound and which concepts stand in the ways of asking each entry."""

    def __init__(self, keys: Sequence[str], texts: Sequence[str], sounds: Sequence[str], concepts: Concepts) -> None:
        """Learn from *texts* and their *sounds*, ways of asking the entries at the same place in *keys* ("": none)."""
        pairs: dict[str, set[str]] = {}
        heard: dict[str, set[str]] = {}
        triples: set[str] = set()
        self._themes: dict[str, set[str]] = {}
        for key, text, sound in zip(keys, texts, sounds, strict=True):
            if not key:
                continue
            pairs.setdefault(key, set()).update(_content(text))
            heard.setdefault(key, set()).update(_pieces(sound, TRIPLE))
            self._themes.setdefault(key, set()).update(themes(concepts.of(text, sound)))
            triples.update(_pieces(text, TRIPLE))
        self._pairs = {key: marks_of(pieces) for key, pieces in pairs.items()}
        self._heard = {key: marks_of(pieces) for key, pieces in heard.items()}
        self._all, self._triples = marks_of(set().union(*pairs.values())), marks_of(triples)

    def of(self, text: str, sound: str, found: set[str], key: str) -> Cover:
        """Return how much of *text*, its *sound* and the concepts *found* the book and the entry *key* know."""
        content = _content(text)
        return Cover(
            pairs=_share(content, self._all),
            triples=_share(_pieces(text, TRIPLE), self._triples),
            own=_share(content, self._pairs.get(key, _NONE)),
            fitting=_part(len(found & self._themes.get(key, set())), len(found)),
            heard=_share(_pieces(sound, TRIPLE), self._heard.get(key, _NONE)),
        )


def _pieces(text: str, size: int) -> set[str]:
    plain = bare(fold(text))
    return {plain[at : at + size] for at in range(len(plain) - size + 1)}


def _content(text: str) -> set[str]:
    return {piece for piece in _pieces(text, PAIR) if any("一" <= c <= "鿿" or "a" <= c <= "z" for c in piece)}


def _share(found: set[str], known: Marks) -> float:
    return _part(len(places(known, marks_of(found))[0]), len(found))


def _part(known: int, found: int) -> float:
    return known / found if found else 0.5
