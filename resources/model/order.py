"""Learn from held-out scores which of two told topics comes first (see `resources.topics.order`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from resources.model.corpus_reader import Line
from resources.topics.decide import softmax
from resources.topics.order import Order, chances

Floats = npt.NDArray[np.float32]

CARE = 5.0
"""How strongly the pairs are held back; measured: 3 to 10 the same, 1 and less lose."""


def learn(raw: Floats, lines: Sequence[Line], topics: Sequence[str]) -> Order:
    """Return the order learnt from *raw* (n, outputs) scores of *lines* that the scorer had not seen."""
    worries = [row for row, line in enumerate(lines) if line.topics]
    count = len(topics)
    main, raw_set = raw[worries, :count], raw[worries, count : 2 * count]
    told = [[topic in lines[row].topics for topic in topics] for row in worries]
    coef = _told(raw_set, np.array(told))
    first = np.array([topics.index(lines[row].topics[0]) for row in worries])
    return Order(coef, _pairs(main, chances(coef, raw_set), first))


def learn_apart(raw: Floats, lines: Sequence[Line], topics: Sequence[str], folds: npt.NDArray[np.int64]) -> Floats:
    """Return *raw* put in order, each fold (n,) by what was learnt from the others: for figures and thresholds."""
    found = raw.copy()
    for fold in np.unique(folds):
        seen, tested = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        found[tested] = learn(raw[seen], [lines[int(row)] for row in seen], topics).apply(raw[tested])
    return found


def _told(raw_set: Floats, truth: npt.NDArray[np.bool_]) -> Floats:
    def loss(coef: npt.NDArray[np.float64]) -> float:
        score = coef[0] * raw_set + coef[1]
        return float(np.mean(np.logaddexp(0, score) - truth * score))

    found = minimize(loss, np.array([6.0, -3.0]), method="Nelder-Mead", options={"maxiter": 100})
    return np.asarray(found.x, np.float32)


def _pairs(main: Floats, told: Floats, first: npt.NDArray[np.int64]) -> Floats:
    """Return (T, T), one topic against the other, that make the main topic the likeliest."""
    count, rows = main.shape[1], np.arange(len(main))

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        sharp, half = flat[0], flat[1:].reshape(count, count)
        chance = softmax(np.asarray(sharp * (main + told @ (half - half.T)), np.float32)).astype(np.float64)
        cost = -np.log(chance[rows, first] + 1e-9).mean() + CARE * np.square(sharp * half).sum() / count**2
        chance[rows, first] -= 1
        ahead = told.T @ chance * sharp / len(main)
        slope = (chance * (main + told @ (half - half.T))).sum() / len(main)
        slope += 2 * CARE * sharp * np.square(half).sum() / count**2
        turn = ahead - ahead.T + 2 * CARE * sharp**2 * half / count**2
        return float(cost), np.concatenate([[slope], turn.ravel()])

    start = np.concatenate([[8.0], np.zeros(count * count)])
    half = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x[1:].reshape(count, count)
    return np.asarray(half - half.T, np.float32)
