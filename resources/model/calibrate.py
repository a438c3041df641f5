"""Fit probabilities and thresholds on held-out scores, and report the figures there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize, minimize_scalar

from resources.model.corpus_reader import Line
from resources.model.heads import Names
from resources.topics.decide import Decision, gate_clues, softmax

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

QUIET = 0.972
"""Share of plain messages without a worry on which nothing may be asserted (wanted: 95% on unseen ones)."""

PLAIN_FILE = "base"
"""Where plain small talk is; the other files hold decoys written to mislead, which would make the gate too shy."""


def fit(raw: Floats, lines: Sequence[Line], names: Names) -> tuple[Decision, dict[str, float]]:
    """Return the decision numbers fitted on *raw* (n, outputs) held-out scores, and figures measured there."""
    count = len(names.topics)
    told = np.array([bool(line.topics) for line in lines])
    first = np.array([names.topics.index(line.topics[0]) if line.topics else -1 for line in lines])
    truth = np.array([[topic in line.topics for topic in names.topics] for line in lines])
    intent = np.array([_intent(line, names) for line in lines])
    sharp = _sharpness(raw[told][:, :count], first[told])
    main = softmax(raw[:, :count] * sharp)
    coef = _set_coefficients(raw[told][:, count : 2 * count], main[told], truth[told])
    draft = Decision(
        sharpness=sharp,
        set_coef=coef,
        threshold=np.full(count, 0.5, np.float32),
        lead=0.5,
        intent_sharpness=_sharpness(raw[:, 2 * count :], intent),
        gate=0.0,
        gate_coef=_gate(gate_clues(raw, main, _lengths(lines)), told),
    )
    held = draft.held(raw[:, count : 2 * count], main)
    threshold, lead = _thresholds(held[told], main[told], truth[told], draft)
    plain = ~told & np.array([line.file == PLAIN_FILE for line in lines])
    worry = draft.worry(raw, _lengths(lines))
    gate = float(np.quantile(worry[plain], QUIET)) if plain.any() else 0.0
    decision = replace(draft, threshold=threshold, lead=lead, gate=gate)
    return decision, figures(decision, raw, lines, names)


def _lengths(lines: Sequence[Line]) -> npt.NDArray[np.int64]:
    return np.array([len(line.text.strip()) for line in lines], dtype=np.int64)


def _gate(clues: Floats, told: Flags) -> Floats:
    from sklearn.linear_model import LogisticRegression

    if told.all():  # a file of worries alone says nothing of the gate, which then stays open
        return np.append(np.zeros(clues.shape[1]), 1.0).astype(np.float32)
    fitted = LogisticRegression(C=100, max_iter=500).fit(clues, told)
    return np.concatenate([fitted.coef_[0], fitted.intercept_]).astype(np.float32)


def figures(decision: Decision, raw: Floats, lines: Sequence[Line], names: Names) -> dict[str, float]:
    """Return first, three, set_f1, set_f1_mean, quiet and intent accuracy for *raw* scores of *lines*."""
    count = len(names.topics)
    told = np.array([bool(line.topics) for line in lines])
    main = decision.main(raw[:, :count])
    held = decision.held(raw[:, count : 2 * count], main)
    intents = decision.intents(raw[:, 2 * count :])
    chosen = decision.asserts(held, main, decision.worry(raw, _lengths(lines)))
    truth = np.array([[topic in line.topics for topic in names.topics] for line in lines])
    first = np.array([names.topics.index(line.topics[0]) if line.topics else -1 for line in lines])
    order = np.argsort(-main, axis=1)
    hit = np.equal(order, first[:, None])
    right = np.equal(1 + intents[:, 1:].argmax(axis=1), np.array([_intent(line, names) for line in lines])).astype(
        np.float32
    )
    found = {
        "first": hit[told, 0].mean(),
        "three": hit[told, :3].any(axis=1).mean(),
        "set_f1": micro_f1(chosen[told], truth[told]),
        "set_f1_mean": mean_f1(chosen[told], truth[told]),
        "silent_on_worries": (~chosen[told].any(axis=1)).mean(),
    }
    if (~told).any():
        plain = ~told & np.array([line.file == PLAIN_FILE for line in lines])
        quiet = np.logical_not(chosen.any(axis=1)).astype(np.float32)
        found |= {"quiet": quiet[~told].mean(), "intent": right[~told].mean()}
        found |= {"quiet_plain": quiet[plain].mean()} if plain.any() else {}
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


def _thresholds(held: Floats, main: Floats, truth: Flags, draft: Decision) -> tuple[Floats, float]:
    """Return one threshold for all topics and the lead that give the best mean of both F1."""
    worry = np.ones(len(main), np.float32)
    best, choice = -1.0, (0.5, 0.5)
    for cut in np.arange(0.2, 0.65, 0.025):
        for lead in np.arange(0.05, 0.5, 0.05):
            level = np.full(held.shape[1], cut, np.float32)
            chosen = replace(draft, threshold=level, lead=float(lead), gate=0.0).asserts(held, main, worry)
            value = micro_f1(chosen, truth) + mean_f1(chosen, truth)
            if value > best:
                best, choice = value, (float(cut), float(lead))
    return np.full(held.shape[1], choice[0], np.float32), choice[1]
