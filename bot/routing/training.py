"""`python -m bot.routing.training`: fit the ear for refusals; the same lines give the same weights.

Lines that decline, lines that sound alike and do not, typed places, and the corpus of what residents tell. The limit is
set on scores of models that have not seen the line. A few seconds.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.routing.refusal import is_refusal
from bot.routing.reluctance import BUCKETS, WEIGHTS, Floats, Reluctance, marks
from resources.load import DATA
from resources.model.corpus_reader import read_corpus

FOLDS = 5
STRENGTH = 20.0
CLOSE = 4.0
"""Weight of a line that sounds like a refusal and is none, or a typed place, beside a line of the corpus."""
FALSE = 0.012
"""Share of other lines, out of fold, that may be heard as a refusal: the limit is set by it.

It counts only where the place was asked for, and there a second question costs more than a skipped one.
"""
_LINES = DATA / "routing"


def read() -> tuple[list[str], NDArray[np.bool_], Floats]:
    """Return texts, which of them decline, and their weights."""
    yes, close = _lines("refusals.txt"), _lines("no_refusals.txt")
    for line in (_LINES / "own.jsonl").read_text(encoding="utf-8").splitlines():
        place = json.loads(line)
        (yes if place["declined"] else close).append(place["text"])
    declined = set(yes)
    others = [line.text for line in read_corpus() if line.text not in declined and not is_refusal(line.text)]
    texts = [*yes, *close, *others]
    wanted = np.arange(len(texts)) < len(yes)
    return texts, wanted, np.array([CLOSE] * (len(yes) + len(close)) + [1.0] * len(others))


def fit(rows: sparse.csr_matrix, wanted: NDArray[np.bool_], weight: Floats) -> tuple[Floats, float]:
    """Return weights and bias."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=STRENGTH, max_iter=3000).fit(rows, wanted, weight)
    return fitted.coef_[0].astype(np.float64), float(fitted.intercept_[0])


def hashed(texts: Sequence[str]) -> sparse.csr_matrix:
    """Return (n, BUCKETS) rows of marks."""
    rows = [marks(text) for text in texts]
    ends = np.cumsum([0, *(len(at) for at, _ in rows)])
    values, at = np.concatenate([row[1] for row in rows]), np.concatenate([row[0] for row in rows])
    return sparse.csr_matrix((values, at, ends), shape=(len(texts), BUCKETS))


def train(path: Path = WEIGHTS) -> Reluctance:
    """Fit, set the limit, and write; tells what came out on the way."""
    texts, wanted, weight = read()
    rows = hashed(texts)
    fold = np.random.default_rng(5).integers(FOLDS, size=len(texts))
    odds = np.zeros(len(texts))
    for one in range(FOLDS):
        weights, bias = fit(rows[fold != one], wanted[fold != one], weight[fold != one])
        odds[fold == one] = rows[fold == one] @ weights + bias
    limit = float(np.quantile(odds[~wanted], 1 - FALSE))
    heard = odds > limit
    ruled = heard | np.array([is_refusal(text) for text in texts])
    weights, bias = fit(rows, wanted, weight)
    sys.stdout.write(
        f"{wanted.sum()} refusals, {(~wanted).sum()} others; out of fold heard {heard[wanted].mean():.3f}, with the "
        f"rules {ruled[wanted].mean():.3f}, wrongly {heard[~wanted].mean():.4f}\n"
    )
    np.savez_compressed(path, weights=weights.astype(np.float32), bias=bias, limit=limit)
    return Reluctance(weights, bias, limit)


def _lines(name: str) -> list[str]:
    return [line for line in (_LINES / name).read_text(encoding="utf-8").splitlines() if line]


def main(arguments: Sequence[str] = (), path: Path = WEIGHTS) -> None:
    """Fit the ear for refusals and write it; an unknown word, or --help, ends before anything is fitted or written."""
    ArgumentParser(prog="python -m bot.routing.training", description=main.__doc__).parse_args(arguments)
    train(path)


if __name__ == "__main__":
    main(sys.argv[1:])
