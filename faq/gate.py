"""Whether a text asks the question that an entry answers, or only tells of a worry that touches it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from faq.cues import cues
from faq.errors import WeightsError
from faq.ranking import Doubles, Ranking
from faq.text import fold, ngrams

WEIGHTS = Path(__file__).parent / "model"
"""Folder with gate_plain.npz (no encoder) and gate_encoder.npz."""

BUCKETS = 1 << 13
"""Places for hashed marks."""

SIZES = range(1, 5)
TAIL = 24
"""The last characters say most about whether something is asked."""


def marks(text: str) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Doubles]:
    """Return places and values of the hashed marks of *text*: cues at full weight, n-grams of its end at less."""
    groups = (set(cues(text)), {f"g{gram}" for gram in ngrams(fold(text)[-TAIL:], SIZES)})
    at: list[int] = []
    values: list[float] = []
    for group in groups:
        at += [crc32(mark.encode()) % BUCKETS for mark in group]
        values += [len(group) ** -0.5] * len(group)
    return np.array(at, np.int64), np.array(values)


@dataclass(frozen=True)
class Gate:
    """Two logistic steps: does the text ask (hashed marks), and does the first entry answer it (scores).

    The second looks at the evidence, less *centre* and in units of *spread*, and at the products of each two of it.
    """

    marks: Doubles
    marks_bias: float
    centre: Doubles
    spread: Doubles
    scores: Doubles
    scores_bias: float
    threshold: float

    @classmethod
    def load(cls, with_encoder: bool, folder: Path = WEIGHTS) -> Gate:
        """Read the weights; raises WeightsError when they are missing or of another shape."""
        path = folder / ("gate_encoder.npz" if with_encoder else "gate_plain.npz")
        try:
            with np.load(path) as kept:
                gate = cls(
                    marks=kept["marks"].astype(np.float64),
                    marks_bias=float(kept["marks_bias"]),
                    centre=kept["centre"].astype(np.float64),
                    spread=kept["spread"].astype(np.float64),
                    scores=kept["scores"].astype(np.float64),
                    scores_bias=float(kept["scores_bias"]),
                    threshold=float(kept["threshold"]),
                )
        except (OSError, KeyError, ValueError) as error:
            raise WeightsError(f"{path.name} を読めません。python -m faq.train を実行してください。") from error
        if gate.marks.shape != (BUCKETS,):
            raise WeightsError(f"{path.name} の大きさが違います。python -m faq.train を実行してください。")
        return gate

    def asking(self, text: str) -> float:
        """Return the log odds that *text* asks something."""
        at, values = marks(text)
        return float(self.marks[at] @ values + self.marks_bias)

    def probability(self, text: str, ranking: Ranking) -> float:
        """Return the probability (0 to 1) that the first entry of *ranking* is what *text* asks for."""
        seen = np.array(evidence(self.asking(text), ranking, len(text)))
        odds = float(products((seen - self.centre) / self.spread) @ self.scores + self.scores_bias)
        return float(1 / (1 + np.exp(-odds)))


def products(values: Doubles) -> Doubles:
    """Return (…, n + n(n+1)/2): the *values* (…, n) and the products of each two of them."""
    first, second = np.triu_indices(values.shape[-1])
    return np.concatenate([values, values[..., first] * values[..., second]], axis=-1)


def evidence(asking: float, ranking: Ranking, length: int) -> Sequence[float]:
    """Return what the second step looks at."""
    second, first = np.sort(ranking.scores)[-2:]
    asked = min(max(asking, -8.0), 8.0) / 4
    lead = float(first - second)
    best = float(first)
    away = ranking.other
    cover = ranking.cover
    return (
        *(asked, best, lead, away, best - away, ranking.wording, ranking.meaning),
        *(asked * best, min(length, 120) / 60, float(ranking.concepts == 0), min(ranking.concepts, 3) / 3),
        *(cover.pairs, cover.triples, cover.own, cover.fitting, cover.own * best, cover.fitting * best),
    )
