"""What the classifier sees of a message: letters in runs of one to five, concepts, pairs of concepts that stand close.

Every feature is a number below `SIZE`, found by CRC-32: the same in every process and on every machine.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from bot.triage.lexicon import Places

SIZE = 1 << 17
"""Number of slots the features are hashed into."""
LONGEST = 4
PAIR_NEAR = 40
CONCEPT_WEIGHT = 0.35
"""Weight of one concept beside the letters, whose vector has length 1; found by cross-validation."""


@dataclass(frozen=True)
class Vector:
    """A sparse vector: slots (may repeat) and their values."""

    slots: npt.NDArray[np.int64]
    values: npt.NDArray[np.float32]


def _slot(kind: str, text: str) -> int:
    return zlib.crc32((kind + text).encode("utf-8", "ignore")) % SIZE


def grams(text: str) -> set[str]:
    """All runs of one to `LONGEST` characters, the ends of the message marked."""
    marked = f"\x02{text}\x03"
    return {marked[at : at + n] for n in range(1, LONGEST + 1) for at in range(len(marked) - n + 1)}


def concept_keys(places: Places) -> list[str]:
    """The concepts found, and each pair that stands within `PAIR_NEAR` characters, by name."""
    names = sorted(places)
    pairs = [f"{a}+{b}" for a, b in combinations(names, 2) if _near(places[a], places[b])]
    return names + pairs


def _near(first: list[int], second: list[int]) -> bool:
    return any(abs(a - b) <= PAIR_NEAR for a in first[:8] for b in second[:8])


def vectorise(text: str, places: Places, last: str = "") -> Vector:
    """The vector of a normalised message; `last` is the last bubble of a talk, which counts once more."""
    letters = [_slot("g", gram) for gram in grams(text)]
    if last and last != text:
        letters += [_slot("l", gram) for gram in grams(last)]
    concepts = [_slot("c", key) for key in concept_keys(places)]
    share = 1.0 / np.sqrt(max(len(letters), 1))
    values = np.concatenate([np.full(len(letters), share), np.full(len(concepts), CONCEPT_WEIGHT)])
    return Vector(np.asarray(letters + concepts, dtype=np.int64), values.astype(np.float32))
