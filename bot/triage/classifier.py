"""The linear classifier beside the rules: probabilities for any danger, for emergency, and for each kind.

Weights come from `python -m bot.triage.train`; they are whole numbers of one byte with a scale for each head, and a
slope and an offset that turn a score into a calibrated probability (Platt). Reading them needs NumPy only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.triage.errors import TriageDataError
from bot.triage.features import SIZE, Vector
from bot.triage.verdict import Kind

HEADS: tuple[str, ...] = ("any", "emergency", *(kind.value for kind in Kind))
"""Order of the columns: any danger, emergency, then the kinds of R26."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Classifier:
    """Weights (SIZE × heads), and for each head: scale, bias, slope, offset; thresholds by name."""

    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    slope: Floats
    offset: Floats
    thresholds: dict[str, float]

    def scores(self, vector: Vector) -> Floats:
        """One raw score for each of `HEADS`, above nought on the side of danger."""
        rows = self.weights[vector.slots].astype(np.float32)
        return np.asarray((vector.values @ rows) * self.scale + self.bias, dtype=np.float64)

    def probabilities(self, vector: Vector) -> Floats:
        """One calibrated probability for each of `HEADS`."""
        odds = self.slope * self.scores(vector) + self.offset
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


def load_classifier(path: Path) -> Classifier:
    """Read the weights; raises TriageDataError when they are missing or of another make."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            data: dict[str, Any] = {name: kept[name] for name in kept.files}
        classifier = Classifier(
            data["weights"],
            data["scale"],
            data["bias"],
            data["slope"],
            data["offset"],
            dict(zip(data["names"].tolist(), data["limits"].tolist(), strict=True)),
        )
    except (OSError, KeyError, ValueError) as error:
        raise TriageDataError(f"{path.name} が読めません。python -m bot.triage.train で作り直してください") from error
    if classifier.weights.shape != (SIZE, len(HEADS)):
        raise TriageDataError(
            f"{path.name} の形がプログラムと合いません。python -m bot.triage.train で作り直してください"
        )
    return classifier


def save_classifier(classifier: Classifier, path: Path) -> None:
    """Write the weights, compressed; the same classifier gives the same arrays."""
    np.savez_compressed(
        path,
        weights=classifier.weights,
        scale=classifier.scale,
        bias=classifier.bias,
        slope=classifier.slope,
        offset=classifier.offset,
        names=np.array(list(classifier.thresholds)),
        limits=np.array(list(classifier.thresholds.values())),
    )
