"""What the classifier sees of a message: letters in runs of one to three, concepts, pairs of concepts that stand close.

Every feature is a number below `SIZE`, found by CRC-32: the same in every process and on every machine.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from bot.triage.lexicon import Lexicon, Places
from bot.triage.talk import Heard

SIZE = 1 << 17
"""Number of slots the features are hashed into."""
LONGEST = 3
PAIR_NEAR = 40
EVEN = 0.4
"""Power of the number of letter runs that a text is divided by: below one half a long text weighs a little more."""
CONCEPT_WEIGHT = 0.35
"""Weight of one concept beside the letters, whose vector has a length near 1; a pair weighs half."""


@dataclass(frozen=True)
class Vector:
    """A sparse vector: slots (may repeat) and their values."""

    slots: npt.NDArray[np.int64]
    values: npt.NDArray[np.float32]


def _slots(kind: str, texts: Iterable[str]) -> list[int]:
    """The slots of many features of one kind: each begins with the kind's letter."""
    begin, crc32 = zlib.crc32(kind.encode()), zlib.crc32
    return [crc32(text.encode("utf-8", "ignore"), begin) % SIZE for text in texts]


def grams(text: str) -> set[str]:
    """All runs of one to `LONGEST` characters, the ends of the message marked."""
    marked = f"\x02{text}\x03"
    return {marked[at : at + n] for n in range(1, LONGEST + 1) for at in range(len(marked) - n + 1)}


def concept_keys(places: Places, danger: frozenset[str] = frozenset(), calm: frozenset[str] = frozenset()) -> list[str]:
    """The concepts found, each pair that stands within `PAIR_NEAR` characters, and how many speak for each side."""
    names = sorted(places)
    pairs = [f"{a}+{b}" for a, b in combinations(names, 2) if _near(places[a], places[b])]
    bad, good = min(len(danger & places.keys()), 4), min(len(calm & places.keys()), 4)
    return [*names, *pairs, f"danger={bad}", f"calm={good}", f"sides={bad}/{good}"]


def _near(first: list[int], second: list[int]) -> bool:
    return any(abs(a - b) <= PAIR_NEAR for a in first[:8] for b in second[:8])


def vectorise(heard: Heard, lexicon: Lexicon) -> Vector:
    """The vector of a message or talk; the last bubble of a talk counts once more."""
    letters = _slots("g", grams(heard.text))
    if heard.last:
        letters += _slots("l", grams(heard.last))
    keys = concept_keys(heard.places, lexicon.danger, lexicon.calm)
    concepts = _slots("c", keys)
    weights = [CONCEPT_WEIGHT / 2 if "+" in key else CONCEPT_WEIGHT for key in keys]
    share = max(len(letters), 1) ** -EVEN
    values = np.concatenate([np.full(len(letters), share), np.asarray(weights)])
    return Vector(np.asarray(letters + concepts, dtype=np.int64), values.astype(np.float32))
