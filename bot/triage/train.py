"""Train the classifier from `resources/data/triage/lines/` and report how well it does: `python -m bot.triage.train`.

Deterministic: the same lines give the same weights. The figures come from five-fold cross-validation, in which each
line is judged by a classifier that has not seen its fold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.triage.classifier import Classifier, Floats, save_classifier
from bot.triage.features import SIZE, vectorise
from bot.triage.lexicon import Lexicon, load_lexicon
from bot.triage.lines import Line, read_lines
from bot.triage.report import figures, judged_lines, misses
from bot.triage.rules import load_rules
from bot.triage.screen import DATA, Reading
from bot.triage.talk import hear
from bot.triage.verdict import Kind, Level

FOLDS = 5
STRENGTH = 12.0
"""Inverse of the L2 penalty, by cross-validation."""
TELLING = 0.5
"""Share of the log-count ratio in the scaling of a slot, by cross-validation."""
POOL_WEIGHT = 1.0
"""Weight of a line of `pool_*.txt`: many, ordinary, and labelled in bulk."""
LIMITS = {"any": 0.44, "calm": 0.58, "strict": 0.8, "settled": 0.93, "emergency": 0.12, "kind": 0.12}


@dataclass(frozen=True)
class Trained:
    """Weights (slots × heads) and bias of each head, before rounding."""

    weights: Floats
    bias: Floats


def matrix(lines: Sequence[Line], lexicon: Lexicon) -> Any:
    """The sparse matrix of the lines (rows) over the slots."""
    from scipy.sparse import csr_matrix

    slots, values, ends = [], [], [0]
    for line in lines:
        vector = vectorise(hear(line.turns, lexicon), lexicon)
        slots.append(vector.slots)
        values.append(vector.values)
        ends.append(ends[-1] + len(vector.slots))
    made = csr_matrix((np.concatenate(values), np.concatenate(slots), ends), shape=(len(lines), SIZE))
    made.sum_duplicates()
    return made


def labels(lines: Sequence[Line]) -> npt.NDArray[np.int64]:
    """One column for each head: any, emergency, kinds."""
    return np.array(
        [
            [
                line.level is not Level.NONE,
                line.level is Level.EMERGENCY,
                *(kind in line.kinds for kind in Kind),
            ]
            for line in lines
        ],
        dtype=np.int64,
    )


def fit(x: Any, y: npt.NDArray[np.int64], weight: Floats) -> Trained:
    """One logistic regression for each head, over slots scaled by how much they tell."""
    from sklearn.linear_model import LogisticRegression

    weights, bias = np.zeros((SIZE, y.shape[1])), np.zeros(y.shape[1])
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


def cross_scores(x: Any, y: npt.NDArray[np.int64], weight: Floats, folds: npt.NDArray[np.int64]) -> Floats:
    """Scores of every line by a classifier that has not seen its fold."""
    scores = np.zeros(y.shape)
    for fold in range(FOLDS):
        held = folds == fold
        trained = fit(x[~held], y[~held], weight[~held])
        scores[held] = x[held] @ trained.weights + trained.bias
    return scores


def calibrate(scores: Floats, y: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Slope and offset of Platt's scaling for each head, on held-out scores."""
    from sklearn.linear_model import LogisticRegression

    slope, offset = np.ones(y.shape[1]), np.zeros(y.shape[1])
    for head in range(y.shape[1]):
        model = LogisticRegression(C=1e6, solver="liblinear", random_state=0).fit(scores[:, [head]], y[:, head])
        slope[head], offset[head] = model.coef_[0, 0], model.intercept_[0]
    return slope, offset


def pack(trained: Trained, slope: Floats, offset: Floats) -> Classifier:
    """Round the weights to one byte each, with a scale for each head."""
    scale = np.maximum(np.abs(trained.weights).max(axis=0), 1e-9) / 127.0
    rounded = np.rint(trained.weights / scale).astype(np.int8)
    return Classifier(rounded, scale, trained.bias, slope, offset, dict(LIMITS))


def fold_of(lines: Sequence[Line]) -> npt.NDArray[np.int64]:
    """The fold of each line by a fixed shuffle."""
    order = np.random.default_rng(7).permutation(len(lines))
    folds = np.zeros(len(lines), dtype=np.int64)
    folds[order] = np.arange(len(lines)) % FOLDS
    return folds


def main(root: Path = DATA) -> None:
    """Train, calibrate, write `weights.npz` and `figures.txt`, print the figures and every miss."""
    lexicon = load_lexicon(root / "concepts.yaml")
    rulebook = load_rules(root / "rules.yaml", lexicon.names)
    lines = read_lines(root / "lines")
    x, y, folds = matrix(lines, lexicon), labels(lines), fold_of(lines)
    held = np.array([not line.source.startswith("pool") for line in lines])
    weight = np.where(held, 1.0, POOL_WEIGHT)
    scores = cross_scores(x, y, weight, folds)
    slope, offset = calibrate(scores[held], y[held])
    save_classifier(pack(fit(x, y, weight), slope, offset), root / "weights.npz")
    odds = 1.0 / (1.0 + np.exp(-(slope * scores + offset)))
    readings = [
        (line, Reading(rulebook.apply(hear(line.turns, lexicon).places), row))
        for line, row in zip(lines, odds, strict=True)
    ]
    judged = judged_lines(readings, LIMITS)
    (root / "figures.txt").write_text(figures(judged), encoding="utf-8")
    sys.stdout.write(figures(judged) + misses(judged))


if __name__ == "__main__":
    main()
