"""Which of several told topics comes first: what people want help with when two are told together.

Learnt by `resources.model.order`; the convention is written in resources/model/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Order:
    """`told` (2,) slope and offset from a set score to the chance that a topic is told at all;

    `pairs` (T, T): what the row's topic, when told, adds to the main score of the column's topic, and takes
    from it the other way round.
    """

    told: Floats
    pairs: Floats

    @classmethod
    def none(cls, topics: int) -> Order:
        """Return an order that changes nothing."""
        return cls(np.array([1.0, 0.0], np.float32), np.zeros((topics, topics), np.float32))

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], topics: int) -> Order:
        """Read what arrays() wrote; a model file without it has no order."""
        if "order_pairs" not in arrays:
            return cls.none(topics)
        return cls(arrays["order_told"].astype(np.float32), arrays["order_pairs"].astype(np.float32))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return the numbers as named arrays for the model file."""
        return {"order_told": self.told, "order_pairs": self.pairs}

    def apply(self, raw: Floats) -> Floats:
        """Return *raw* (n, outputs) with main scores that heed which other topics are told."""
        topics = len(self.pairs)
        found = raw.copy()
        found[:, :topics] += chances(self.told, raw[:, topics : 2 * topics]) @ self.pairs
        return found


def chances(told: Floats, raw_set: Floats) -> Floats:
    """Return (n, T) the chance that each topic is told at all."""
    score = told[0] * raw_set + told[1]
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))), np.float32)
