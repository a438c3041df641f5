"""Fit probabilities and thresholds on held-out scores, and report the figures there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize, minimize_scalar

from resources.model.corpus_reader import Line
from resources.model.heads import Names
from resources.topics.decide import Decision, softmax

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

QUIET = 0.97
"""Share of messages without a worry on which nothing may be asserted (wanted: 95% on unseen ones)."""


def fit(raw: Floats, lines: Sequence[Line], names: Names) -> tuple[Decision, dict[str, float]]:
    """Return the decision numbers fitted on *raw* (n, outputs) held-out scores, and figures measured there."""
    count = len(names.topics)
    told = np.array([bool(line.topics) for line in lines])
    first = np.array([names.topics.index(line.topics[0]) if line.topics else -1 for line in lines])
    truth = np.array([[topic in line.topics for topic in names.topics] for line in lines])
    intent = np.array([_intent(line, names) for line in lines])
    sharp = _sharpness(raw[told][:, :count], first[told])
    sharp_intent = _sharpness(raw[:, 2 * count :], intent)
    worry = softmax(raw[:, 2 * count :] * sharp_intent)[:, 0]
    main = softmax(raw[:, :count] * sharp)
    coef = _set_coefficients(raw[told][:, count : 2 * count], main[told], truth[told])
    draft = Decision(sharp, coef, np.full(count, 0.5, np.float32), 0.5, sharp_intent, 0.0)
    held = draft.held(raw[:, count : 2 * count], main)
    gate = float(np.quantile(worry[~told], QUIET)) if (~told).any() else 0.0
    gate = min(gate, float(np.quantile(worry[told], 0.05)))
    threshold, lead = _thresholds(held[told], main[told], truth[told])
    decision = Decision(sharp, coef, threshold, lead, sharp_intent, gate)
    return decision, figures(decision, raw, lines, names)


def figures(decision: Decision, raw: Floats, lines: Sequence[Line], names: Names) -> dict[str, float]:
    """Return first, three, set_f1, set_f1_mean, quiet and intent accuracy for *raw* scores of *lines*."""
    count = len(names.topics)
    told = np.array([bool(line.topics) for line in lines])
    main = decision.main(raw[:, :count])
    held = decision.held(raw[:, count : 2 * count], main)
    intents = decision.intents(raw[:, 2 * count :])
    chosen = decision.asserts(held, main, intents[:, 0])
    truth = np.array([[topic in line.topics for topic in names.topics] for line in lines])
    first = np.array([names.topics.index(line.topics[0]) if line.topics else -1 for line in lines])
    order = np.argsort(-main, axis=1)
    hit = order == first[:, None]
    right = intents.argmax(axis=1) == np.array([_intent(line, names) for line in lines])
    found = {
        "first": hit[told, 0].mean(),
        "three": hit[told, :3].any(axis=1).mean(),
        "set_f1": micro_f1(chosen[told], truth[told]),
        "set_f1_mean": mean_f1(chosen[told], truth[told]),
        "silent_on_worries": (~chosen[told].any(axis=1)).mean(),
    }
    if (~told).any():
        found |= {"quiet": (~chosen[~told].any(axis=1)).mean(), "intent": right[~told].mean()}
    return {name: round(float(value), 4) for name, value in found.items()}


def micro_f1(chosen: Flags, truth: Flags) -> float:
    """Return F1 over all pairs of message and topic."""
    return float(2 * (chosen & truth).sum() / max(1, chosen.sum() + truth.sum()))


def mean_f1(chosen: Flags, truth: Flags) -> float:
    """Return the mean over messages of the F1 of asserted against labelled topics."""
    both = 2 * (chosen & truth).sum(axis=1)
    return float(np.mean(both / np.maximum(1, chosen.sum(axis=1) + truth.sum(axis=1))))


def _intent(line: Line, names: Names) -> int:
    return list(names.intents).index(line.intent) if line.intent in names.intents else 1


def _sharpness(raw: Floats, right: npt.NDArray[np.int64]) -> float:
    def loss(log_sharpness: float) -> float:
        chances = softmax(raw * float(np.exp(log_sharpness)))
        return float(-np.log(chances[np.arange(len(raw)), right] + 1e-9).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-1, 4), method="bounded").x))


def _set_coefficients(raw: Floats, main: Floats, truth: Flags) -> Floats:
    prior = np.log(main + 1e-4)

    def loss(coef: npt.NDArray[np.float64]) -> float:
        score = coef[0] * raw + coef[1] * prior + coef[2]
        return float(np.mean(np.logaddexp(0, score) - truth * score))

    found = minimize(loss, np.array([4.0, 0.3, -2.0]), method="Nelder-Mead", options={"maxiter": 200})
    return np.asarray(found.x, dtype=np.float32)


def _thresholds(held: Floats, main: Floats, truth: Flags) -> tuple[Floats, float]:
    """Return one threshold for all topics and the lead that give the best mean of both F1."""
    worry = np.ones(len(main), np.float32)
    best, choice = -1.0, (0.5, 0.5)
    for cut in np.arange(0.2, 0.65, 0.025):
        for lead in np.arange(0.05, 0.5, 0.05):
            level = np.full(held.shape[1], cut, np.float32)
            draft = Decision(1, np.zeros(3, np.float32), level, float(lead), 1, 0)
            chosen = draft.asserts(held, main, worry)
            value = micro_f1(chosen, truth) + mean_f1(chosen, truth)
            if value > best:
                best, choice = value, (float(cut), float(lead))
    return np.full(held.shape[1], choice[0], np.float32), choice[1]
