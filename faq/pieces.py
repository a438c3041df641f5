"""Pieces of text by their checksums: sets and bags of tens of thousands of short strings in a few small arrays."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

Marks = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

CONCEPT, SOUND = "#", "~"
"""Signs before a piece that stands for a concept, and before one that is heard."""

_SIGNS = {CONCEPT: 2, SOUND: 4}

LONGEST = 4
"""Pieces of so many characters count as known only when a second text holds them."""


def checksum(piece: str) -> int:
    """Return the mark of *piece*, the same in every process."""
    return crc32(piece.encode())


def marks_of(pieces: Iterable[str]) -> Marks:
    """Return the marks of *pieces*, sorted, each once."""
    return np.unique(np.fromiter(map(checksum, pieces), np.uint32))


def places(known: Marks, marks: Marks) -> tuple[Numbers, Bools]:
    """Return where those of *marks* that stand in the sorted *known* stand there, and which of them do."""
    if not len(known):
        return np.zeros(0, np.int64), np.zeros(len(marks), np.bool_)
    at = np.searchsorted(known, marks).clip(max=len(known) - 1)
    found = known[at] == marks
    return at[found], found


@dataclass(frozen=True)
class Pieces:
    """The pieces of many texts, one row for each piece of each text: (m,) arrays beside one another."""

    texts: Numbers
    marks: Marks
    counts: npt.NDArray[np.float64]
    kinds: npt.NDArray[np.uint8]
    """0 a short piece, 1 a long one; 2 added for a concept, 4 for a sound."""

    @classmethod
    def of(cls, bags: Iterable[Counter[str]]) -> Pieces:
        """Return the pieces of *bags*, one a text; read one after the other, nothing of them is kept."""
        texts, marks, counts, kinds = array("q"), array("I"), array("d"), array("B")
        for number, bag in enumerate(bags):
            texts.extend([number] * len(bag))
            marks.extend(map(checksum, bag))
            counts.extend(bag.values())
            kinds.extend((len(piece) >= LONGEST) + _SIGNS.get(piece[:1], 0) for piece in bag)
        return cls(np.array(texts), np.array(marks, np.uint32), np.array(counts), np.array(kinds))

    def vocabulary(self, owners: Numbers) -> tuple[Marks, Numbers]:
        """Return the marks worth knowing, sorted, and in how many entries each stands; text n belongs to owners[n]."""
        marks, at, texts = np.unique(self.marks, return_inverse=True, return_counts=True)
        long = np.zeros(len(marks), np.bool_)
        long[at] = self.kinds % 2 == 1
        pairs = np.unique(np.stack([at, owners[self.texts]]), axis=1)
        kept = (texts > 1) | ~long
        return marks[kept], np.bincount(pairs[0], minlength=len(marks))[kept]

    def marked(self, known: Marks, sign: str) -> Bools:
        """Return which of *known* begin with the sign of a concept or of a sound."""
        return np.isin(known, self.marks[self.kinds & _SIGNS[sign] > 0])
