"""A small net over word meanings: what one, two or three words side by side say, wherever they stand.

Trained by `bot.triage.train_net` (torch); read here with NumPy only. Meanings come from `resources.words`, so words
that no labelled line holds count too. Concepts come in beside them, once before and once after the hidden layer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.triage.words import Rows

WIDTHS = (1, 2, 3)
LOUDNESS = 4.0
"""What the unit vectors of the words are multiplied by."""
MEAN_POWER = 0.75
_ONE_THREAD = 1 << 18
"""Multiplications up to which OpenBLAS uses one thread: more threads wait for each other when the machine is busy."""

Float32 = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Net:
    """Arrays of the layers by name (see `layers`), and the order of the concepts."""

    arrays: Mapping[str, Float32]
    concepts: Mapping[str, int]

    def scores(self, rows: Rows, vectors: Float32, found: Iterable[str]) -> Float32:
        """One score (log odds) a head for the words of a message and the names of its concepts."""
        a = self.arrays
        seen = np.asarray([self.concepts[name] for name in found if name in self.concepts], dtype=np.int64)
        hidden = _times(a["fc_w"], pooled(rows, vectors, a)) + a["fc_b"] + a["con_w"][:, seen].sum(axis=1)
        told = _times(a["out_w"], np.maximum(hidden, 0.0)) + a["out_b"] + a["wide_w"][:, seen].sum(axis=1)
        return np.asarray(told, dtype=np.float32)


def _times(weights: Float32, values: Float32) -> Float32:
    """The product of a matrix and a vector without BLAS, whose threads cost more than so small a sum."""
    return np.asarray((weights * values).sum(axis=1), dtype=np.float32)


def _convolve(window: Float32, weights: Float32) -> Float32:
    """The product of two matrices in pieces so small that BLAS keeps to one thread."""
    step = max(1, _ONE_THREAD // weights.size)
    return np.concatenate([window[at : at + step] @ weights for at in range(0, len(window), step)])


def pooled(rows: Rows, vectors: Float32, a: Mapping[str, Float32]) -> Float32:
    """Strongest and mean answer of every filter: (filters × widths × 2,)."""
    length = max(len(rows), 1)
    dimension = vectors.shape[1]
    padded = np.zeros((length + 2, dimension), dtype=np.float32)
    if len(rows):
        padded[1:-1] = np.where(rows[:, None] >= 0, vectors[rows], 0.0) * LOUDNESS
    parts: list[Float32] = []
    for width in WIDTHS:
        start = 1 - width // 2
        window = np.concatenate([padded[start + at : start + at + length] for at in range(width)], axis=1)
        answer = np.maximum(_convolve(window, a[f"conv{width}_w"]) + a[f"conv{width}_b"], 0.0)
        parts += [answer.max(axis=0), answer.sum(axis=0) / length**MEAN_POWER]
    return np.concatenate(parts)
