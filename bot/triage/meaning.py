"""What the second opinion sees besides letters and concepts: words, word pairs, and groups of near words.

Two words that nobody put into a list share their group with words that were (`resources.words`, three sizes of group).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import numpy as np

from bot.triage.features import SIZE, Vector
from bot.triage.words import Rows, Words

SLOTS = SIZE * 2
"""Slots of letters and concepts, then as many of words and groups."""
WEIGHT = 0.15
"""Weight of a word, a pair or a group beside letters and concepts, by cross-validation."""


def _slot(key: str) -> int:
    return SIZE + zlib.crc32(key.encode("utf-8", "ignore")) % SIZE


def word_keys(words: Words, groups: Mapping[int, Rows]) -> set[str]:
    """Words, neighbouring pairs, and the group of each word at every size."""
    keys = {f"w{form}" for form in words.forms}
    keys |= {f"p{a} {b}" for a, b in zip(words.forms, words.forms[1:], strict=False)}
    known = words.rows[words.rows >= 0]
    for size, numbers in groups.items():
        keys |= {f"g{size}:{number}" for number in numbers[known].tolist()}
    return keys


def widen(vector: Vector, words: Words, groups: Mapping[int, Rows]) -> Vector:
    """The vector of letters and concepts with words and groups added."""
    slots = [_slot(key) for key in word_keys(words, groups)]
    return Vector(
        np.concatenate([vector.slots, np.asarray(slots, dtype=np.int64)]),
        np.concatenate([vector.values, np.full(len(slots), WEIGHT, dtype=np.float32)]),
    )
