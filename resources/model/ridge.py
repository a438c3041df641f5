"""Ridge regression over sparse rows: all heads at once, in time that grows with the corpus and not with its cube."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

STEPS = 15
"""Measured: 12 steps and the exact solution differ by 0.2 points at most."""

CLOSE = 1e-3
"""Remaining share of the targets at which the steps end early."""


@dataclass(frozen=True)
class Fit:
    """Dual weights (n, outputs) and the mean (outputs,) that was taken off the targets."""

    dual: Floats
    mean: Floats


def fit(rows: Any, targets: Floats, penalty: float, weight: Floats | None = None) -> Fit:
    """Solve (R Rᵀ + penalty / weight) a = targets - mean for sparse *rows* R; *weight* (n,) is a message's share."""
    share = np.ones(rows.shape[0], np.float32) if weight is None else weight
    mean = np.average(targets, axis=0, weights=share).astype(np.float32)
    root = np.sqrt(share)[:, None].astype(np.float32)
    turned = rows.T.tocsr()
    rest = np.asarray(root * (targets - mean), dtype=np.float32)
    found, way = np.zeros_like(rest), rest.copy()
    size = start = np.square(rest).sum(axis=0)
    for _ in range(STEPS):
        image = root * (rows @ (turned @ (root * way))) + penalty * way
        length = size / np.maximum((way * image).sum(axis=0), 1e-12)
        found += length * way
        rest -= length * image
        last, size = size, np.square(rest).sum(axis=0)
        if size.sum() < CLOSE**2 * start.sum():
            break
        way = rest + (size / np.maximum(last, 1e-12)) * way
    return Fit(np.asarray(root * found, dtype=np.float32), mean)
