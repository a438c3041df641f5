"""Kernel ridge regression: all heads at once from one factorised matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Fit:
    """Dual weights (n, outputs) and the mean (outputs,) that was taken off the targets."""

    dual: Floats
    mean: Floats


def fit(kernel: Floats, targets: Floats, penalty: float, weight: Floats | None = None) -> Fit:
    """Solve (K + penalty / weight) a = targets - mean; *weight* (n,) counts a message for more or less."""
    share = np.ones(len(kernel), np.float32) if weight is None else weight
    mean = np.average(targets, axis=0, weights=share).astype(np.float32)
    system = np.array(kernel, dtype=np.float32, order="F")
    system[np.diag_indices(len(system))] += (penalty / share).astype(np.float32)
    dual = cho_solve(cho_factor(system, overwrite_a=True, check_finite=False), targets - mean, check_finite=False)
    return Fit(np.asarray(dual, dtype=np.float32), mean)


def held_out(kernel: Floats, targets: Floats, penalty: float, folds: Ints, weight: Floats) -> Floats:
    """Return raw scores (n, outputs) of each message from a fit that saw nothing of its fold.

    Messages of fold -1 are always trained on and get no score (zeros).
    """
    scores = np.zeros_like(targets)
    for fold in range(int(folds.max()) + 1):
        seen, unseen = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        part = fit(kernel[np.ix_(seen, seen)], targets[seen], penalty, weight[seen])
        scores[unseen] = kernel[np.ix_(unseen, seen)] @ part.dual + part.mean
    return scores
