"""`python -m faq.train`: fit the gates from asks and from lines that ask nothing; the same files give the same weights.

With the packaged encoder: `python -m faq.train resources.worded:load_worded` (about a minute).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
from scipy import sparse

from faq.gate import BUCKETS, WEIGHTS, Gate, evidence, marks, products
from faq.load import load_entries
from faq.ranking import Doubles, Ranker
from faq.records import EncoderLike

LINES = Path(__file__).parent / "training"
FOLDS = 5
QUIET = 0.0175
"""Share of the lines without a question, out of fold, that may be answered: the threshold is set by it."""


OTHER = 2.0
"""Weight of a question that no entry answers: there are few of them here and many outside."""

SECOND_STRENGTH = 0.003
"""Inverse strength of the smoothing of the second step (chosen on the development set)."""

STRENGTH = 10.0
"""Inverse strength of the smoothing of the first step (chosen on the development set)."""


@dataclass(frozen=True)
class Sample:
    """A text, the entry it asks for ("" for none), whether it asks anything, and its fold."""

    text: str
    key: str
    asks: bool
    fold: int


def read(name: str) -> list[str]:
    """Return the lines of a training file."""
    return [line for line in (LINES / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def samples() -> list[Sample]:
    """Return asks, questions nobody here answers, worries, talk, and worries that name a scheme."""
    found = [
        Sample(ask, entry.key, True, at % FOLDS)
        for entry in load_entries().values()
        for at, ask in enumerate((entry.question, *entry.asks))
    ]
    found += [Sample(line, "", True, at % FOLDS) for at, line in enumerate(read("near_miss.txt"))]
    for name in ("statements.txt", "talk.txt"):
        found += [Sample(line, "", False, at % FOLDS) for at, line in enumerate(read(name))]
    names = read("names.txt")
    for at, pattern in enumerate(read("statement_patterns.txt")):
        found += [Sample(pattern.format(name), "", False, at % FOLDS) for name in names[at % 3 :: 3]]
    return found


def hashed(texts: Sequence[str]) -> sparse.csr_matrix:
    """Return (n, BUCKETS) rows of marks."""
    rows = [marks(text) for text in texts]
    ends = np.cumsum([0, *(len(at) for at, _ in rows)])
    values, at = np.concatenate([row[1] for row in rows]), np.concatenate([row[0] for row in rows])
    return sparse.csr_matrix((values, at, ends), shape=(len(texts), BUCKETS))


def logistic(
    rows: object, wanted: Sequence[bool], strength: float, weight: Doubles | None = None
) -> tuple[Doubles, float]:
    """Return weights and bias of a logistic regression with balanced classes."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=strength, class_weight="balanced", max_iter=2000).fit(rows, wanted, weight)
    return fitted.coef_[0].astype(np.float64), float(fitted.intercept_[0])


def out_of_fold(lines: Sequence[Sample], encoder: EncoderLike | None) -> tuple[list[Sequence[float]], list[bool]]:
    """Return evidence for each line from models that have not seen its fold, and whether it was right to answer."""
    rows = hashed([line.text for line in lines])
    asks = np.array([line.asks for line in lines])
    folds = np.array([line.fold for line in lines])
    seen: list[Sequence[float]] = [()] * len(lines)
    right = [False] * len(lines)
    for fold in range(FOLDS):
        weights, bias = logistic(rows[folds != fold], asks[folds != fold].tolist(), STRENGTH)
        kept = [line for line in lines if line.fold != fold and line.asks]
        ranker = Ranker([line.key for line in kept], [line.text for line in kept], encoder)
        for at in np.flatnonzero(folds == fold).tolist():
            ranking = ranker.rank(lines[at].text)
            asking = float((rows[at] @ weights)[0]) + bias
            seen[at] = evidence(asking, ranking, len(lines[at].text))
            right[at] = ranker.keys[int(ranking.scores.argmax())] == lines[at].key
    return seen, right


def fit(encoder: EncoderLike | None) -> Gate:
    """Return the gate for books with *encoder*."""
    lines = samples()
    seen, right = out_of_fold(lines, encoder)
    matrix, centre, spread = standard(np.array(seen))
    keep = np.array([bool(good) or not line.key for good, line in zip(right, lines, strict=True)])
    weight = np.array([OTHER if line.asks and not line.key else 1.0 for line in lines])
    terms, middle, width = standard(products(matrix))
    scores, bias = logistic(terms[keep], np.array(right)[keep].tolist(), SECOND_STRENGTH, weight[keep])
    odds = terms @ scores + bias
    silent = np.sort(odds[[not line.asks for line in lines]])
    threshold = 1 / (1 + np.exp(-silent[int(len(silent) * (1 - QUIET))]))
    asked = np.array([bool(line.key) for line in lines])
    shown = f"ranked first {np.mean(np.array(right)[asked]):.3f}"
    answered = np.mean((odds >= np.log(threshold / (1 - threshold)))[asked] & np.array(right)[asked])
    sys.stdout.write(f"out of fold: {shown}, answered and right {answered:.3f}, threshold {threshold:.3f}\n")
    weights, first = logistic(hashed([line.text for line in lines]), [line.asks for line in lines], STRENGTH)
    folded = scores / width
    return Gate(weights, first, centre, spread, folded, bias - float(middle @ folded), float(threshold))


def standard(rows: Doubles) -> tuple[Doubles, Doubles, Doubles]:
    """Return *rows* with mean 0 and spread 1 in each column, and the means and spreads taken off."""
    centre, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    return (rows - centre) / spread, centre, spread


def save(gate: Gate, path: Path) -> None:
    """Write *gate* to *path*."""
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path,
        marks=gate.marks.astype(np.float32),
        marks_bias=gate.marks_bias,
        centre=gate.centre,
        spread=gate.spread,
        scores=gate.scores,
        scores_bias=gate.scores_bias,
        threshold=gate.threshold,
    )


def train(encoder: EncoderLike | None, folder: Path = WEIGHTS) -> None:
    """Fit and write the gate without an encoder and, with *encoder*, the one that goes with it."""
    save(fit(None), folder / "gate_plain.npz")
    if encoder is not None:
        save(fit(encoder), folder / "gate_encoder.npz")


def main() -> None:
    """Train with the encoder that the first argument makes ("module:function", the rest are its arguments)."""
    if len(sys.argv) < 2:
        return train(None)
    module, _, function = sys.argv[1].partition(":")
    return train(getattr(import_module(module), function)(*sys.argv[2:]))


if __name__ == "__main__":
    main()
