"""Fitting the linear parts: one logistic regression a head, over slots scaled by how much they tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.triage.classifier import Floats

STRENGTH = 12.0
"""Inverse of the L2 penalty, by cross-validation."""
TELLING = 0.5
"""Share of the log-count ratio in the scaling of a slot, by cross-validation."""


@dataclass(frozen=True)
class Trained:
    """Weights (slots × heads) and bias of each head, before rounding."""

    weights: Floats
    bias: Floats

    def scores(self, x: Any) -> Floats:
        """One score a head for each row of a sparse matrix."""
        return np.asarray(x @ self.weights + self.bias, dtype=np.float64)


def fit(x: Any, y: npt.NDArray[np.int64], weight: Floats) -> Trained:
    """One logistic regression for each head."""
    from sklearn.linear_model import LogisticRegression

    weights, bias = np.zeros((x.shape[1], y.shape[1])), np.zeros(y.shape[1])
    for head in range(y.shape[1]):
        ratio = telling(x, y[:, head], weight)
        scaled = x.multiply(ratio).tocsr()
        model = LogisticRegression(
            C=STRENGTH, class_weight="balanced", solver="liblinear", random_state=0, max_iter=300, dual=True
        )
        model.fit(scaled, y[:, head], sample_weight=weight)
        weights[:, head], bias[head] = model.coef_[0] * ratio, model.intercept_[0]
    return Trained(weights, bias)


def telling(x: Any, wanted: npt.NDArray[np.int64], weight: Floats) -> Floats:
    """How much each slot tells the two sides apart (log-count ratio, Wang and Manning 2012), mixed half with one.

    A run of letters that stands equally on both sides is held down before the regression sees it.
    """
    seen = x.astype(bool).astype(np.float64)
    sides = [1.0 + np.asarray(seen.T @ (weight * (wanted == side))).ravel() for side in (1, 0)]
    ratio = np.abs(np.log(sides[0] / sides[0].sum()) - np.log(sides[1] / sides[1].sum()))
    return np.asarray(TELLING * ratio / ratio[ratio > 0].mean() + 1.0 - TELLING, dtype=np.float64)


def calibrate(scores: Floats, y: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Slope and offset of Platt's scaling for each head, on held-out scores."""
    from sklearn.linear_model import LogisticRegression

    slope, offset = np.ones(y.shape[1]), np.zeros(y.shape[1])
    for head in range(y.shape[1]):
        model = LogisticRegression(C=1e6, solver="liblinear", random_state=0).fit(scores[:, [head]], y[:, head])
        slope[head], offset[head] = model.coef_[0, 0], model.intercept_[0]
    return slope, offset


def whole(trained: Trained) -> tuple[npt.NDArray[np.int8], Floats, Floats]:
    """Weights rounded to one byte each, with a scale for each head, and the bias."""
    scale = np.maximum(np.abs(trained.weights).max(axis=0), 1e-9) / 127.0
    return np.rint(trained.weights / scale).astype(np.int8), scale, trained.bias
