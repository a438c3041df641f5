"""How much a text sounds like not wanting to tell where one lives: hashed letters and one logistic step.

It hears what the rules of `refusal` were never told; what those rule out stays ruled out.
Trained by `python -m bot.routing.training` from the lines beside the weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.base.errors import InvalidInput
from bot.routing.fold import fold
from bot.routing.refusal import is_other_matter
from resources.load import DATA

BUCKETS = 1 << 14
_MEND = "python -m bot.routing.training を実行してください。"
WEIGHTS = DATA / "routing" / "refusals.npz"
_SIZES = range(1, 5)
_LONGEST = 40
"""Whoever does not want to tell says so in a few words; a longer text tells a story."""

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


def marks(text: str) -> tuple[Places, Floats]:
    """Return places and values (of length 1 together) of the runs of one to four letters of a text."""
    edged = f"^{fold(text)}$"
    grams = {edged[at : at + size] for size in _SIZES for at in range(len(edged) - size + 1)}
    at = np.array(sorted({crc32(gram.encode()) % BUCKETS for gram in grams}), np.int64)
    return at, np.full(len(at), len(at) ** -0.5)


@dataclass(frozen=True)
class Reluctance:
    """Weights of the logistic step, and the log odds above which a text counts as declining."""

    weights: Floats
    bias: float
    limit: float

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Reluctance:
        """Read the weights; raises InvalidInput when they are missing or of another shape."""
        try:
            with np.load(path) as kept:
                found = cls(kept["weights"].astype(np.float64), float(kept["bias"]), float(kept["limit"]))
        except (OSError, KeyError, ValueError) as error:
            raise InvalidInput(f"{path.name} を読めません。{_MEND}") from error
        if found.weights.shape != (BUCKETS,):
            raise InvalidInput(f"{path.name} の大きさが違います。{_MEND}")
        return found

    def odds(self, text: str) -> float:
        """Return the log odds that the text declines to tell."""
        at, values = marks(text)
        return float(self.weights[at] @ values + self.bias)

    def hears(self, text: str) -> bool:
        """Return True when the text declines to tell."""
        return len(text) <= _LONGEST and not is_other_matter(fold(text)) and self.odds(text) > self.limit
