"""`python -m faq.train`: fit the gates from asks and from lines that ask nothing; the same files give the same weights.

With the packaged encoder: `python -m faq.train resources.worded:load_worded` (about five minutes of one core).
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from faq.concepts import Concepts
from faq.dialect import standard
from faq.forest import grown
from faq.gate import BUCKETS, WEIGHTS, WORDS, Gate, Places, evidence, marks, words
from faq.learned import FOLDS, Sample, asking, in_kana, telling
from faq.load import load_entries
from faq.ranking import Doubles, Ranker
from faq.records import EncoderLike

QUIET = 0.02
"""Share of the lines of whole kinds left out, none an FAQ question, that may be answered: it sets the threshold."""

FORM_STRENGTH, MATTER_STRENGTH = 10.0, 5.0
"""Inverse strength of the smoothing of the heads."""

Bools = npt.NDArray[np.bool_]
Head = tuple[Doubles, float]


def samples(encoder: EncoderLike | None) -> list[Sample]:
    """Return all that is learned from, in the standard language as it is read later, some of it in kana besides."""
    lines = [replace(one, text=standard(one.text)) for one in (*asking(load_entries()), *telling())]
    return lines if encoder is None else lines + in_kana(lines, encoder.readings)


def hashed(texts: Sequence[str], places: int, of: Callable[[str], Places]) -> sparse.csr_matrix:
    """Return (n, *places*) rows of what *of* finds in each text."""
    rows = [of(text) for text in texts]
    ends = np.cumsum([0, *(len(at) for at, _ in rows)])
    values, at = np.concatenate([row[1] for row in rows]), np.concatenate([row[0] for row in rows])
    return sparse.csr_matrix((values, at, ends), shape=(len(texts), places))


@dataclass(frozen=True)
class Table:
    """Samples beside what the two heads look at and should say."""

    lines: Sequence[Sample]
    form: sparse.csr_matrix
    matter: sparse.csr_matrix
    asks: Bools
    keyed: Bools
    weight: Doubles

    @classmethod
    def of(cls, lines: Sequence[Sample], encoder: EncoderLike | None) -> Table:
        """Return the table over *lines*."""
        texts, concepts = [line.text for line in lines], Concepts(encoder.readings if encoder else None)
        form = hashed(texts, BUCKETS, marks)
        sounds = dict(zip(texts, encoder.readings(texts), strict=True)) if encoder else {}
        parts = [hashed(texts, WORDS, lambda text: words(text, concepts.of(text, sounds.get(text, "")))), form]
        if encoder is not None:
            parts.append(sparse.csr_matrix(encoder.queries(texts).astype(np.float64)))
        return cls(
            lines, form, sparse.hstack(parts).tocsr(), np.array([line.asks for line in lines]),
            np.array([bool(line.key) for line in lines]), np.array([line.weight for line in lines]),
        )  # fmt: skip

    def heads(self, rows: Bools) -> tuple[Head, Head]:
        """Return the form head and the matter head fitted to *rows*."""
        form = logistic(self.form[rows], self.asks[rows], FORM_STRENGTH, None)
        return form, logistic(self.matter[rows], self.keyed[rows], MATTER_STRENGTH, self.weight[rows])


def logistic(rows: object, wanted: Bools, strength: float, weight: Doubles | None) -> Head:
    """Return weights and bias of a logistic regression with balanced classes."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=strength, class_weight="balanced", max_iter=200).fit(rows, wanted, weight)
    return fitted.coef_[0].astype(np.float64), float(fitted.intercept_[0])


def out_of_fold(table: Table, encoder: EncoderLike | None) -> tuple[Doubles, Bools]:
    """Return evidence for each line from models that have not seen its fold, and whether it was right to answer."""
    folds = np.array([line.fold for line in table.lines])
    seen: list[Sequence[float]] = [()] * len(folds)
    right = np.zeros(len(folds), np.bool_)
    for fold in range(FOLDS):
        (form, form_bias), (matter, matter_bias) = table.heads(folds != fold)
        kept = [line for line in table.lines if line.fold != fold and line.asks and not line.copy]
        ranker = Ranker([line.key for line in kept], [line.text for line in kept], encoder)
        asked, answerable = table.form @ form + form_bias, table.matter @ matter + matter_bias
        for at in np.flatnonzero(folds == fold).tolist():
            ranking = ranker.rank(table.lines[at].text)
            seen[at] = evidence((float(asked[at]), float(answerable[at])), ranking, table.lines[at].text)
            right[at] = ranker.keys[int(ranking.scores.argmax())] == table.lines[at].key
    return np.array(seen), right


def unseen_odds(table: Table, seen: Doubles, right: Bools, keep: Bools) -> Doubles:
    """Return the log odds of each line from a forest that has not seen its fold."""
    folds = np.array([line.fold for line in table.lines])
    odds = np.zeros(len(folds))
    for fold in range(FOLDS):
        rows = keep & (folds != fold)
        forest = grown(seen[rows], right[rows], table.weight[rows])
        for at in np.flatnonzero(folds == fold).tolist():
            odds[at] = forest.odds(seen[at])
    return odds


def fit(encoder: EncoderLike | None) -> Gate:
    """Return the gate for books with *encoder*."""
    table = Table.of(samples(encoder), encoder)
    seen, right = out_of_fold(table, encoder)
    keep = right | ~table.keyed
    odds = unseen_odds(table, seen, right, keep)
    quiet = np.array([bool(line.kind) for line in table.lines]) & ~table.keyed
    limit = float(np.quantile(odds[quiet], 1 - QUIET))
    _tell(table, right, odds >= limit)
    (form, form_bias), (matter, matter_bias) = table.heads(np.ones(len(keep), np.bool_))
    forest = grown(seen[keep], right[keep], table.weight[keep])
    name = "" if encoder is None else encoder.name
    return Gate(form, form_bias, matter, matter_bias, forest, float(1 / (1 + np.exp(-limit))), name)


def _tell(table: Table, right: Bools, answered: Bools) -> None:
    kinds = np.array([bool(line.kind) for line in table.lines])
    copied = np.array([line.copy for line in table.lines])
    groups = {
        "asks": table.keyed & ~kinds & ~copied,
        "voices": table.keyed & kinds & ~copied,
        "near": table.asks & ~table.keyed & ~kinds & ~copied,
        "quiet": ~table.keyed & kinds & ~copied,
        "telling": ~table.asks & ~kinds & ~copied,
        "asks in kana": table.keyed & copied,
        "other lines in kana": ~table.keyed & copied,
    }
    for name, rows in groups.items():
        if rows.any():
            figures = f"first {right[rows].mean():.3f}, answered and right {(right & answered)[rows].mean():.3f}"
            sys.stdout.write(f"out of fold, {name} ({rows.sum()}): {figures}, answered {answered[rows].mean():.3f}\n")


def save(gate: Gate, path: Path) -> None:
    """Write *gate* to *path*."""
    path.parent.mkdir(exist_ok=True)
    heads = {"form": gate.form, "matter": gate.matter}
    biases = {"form_bias": gate.form_bias, "matter_bias": gate.matter_bias, "threshold": gate.threshold}
    arrays: dict[str, Any] = {name: values.astype(np.float32) for name, values in heads.items()}
    np.savez_compressed(path, **(arrays | biases | gate.forest.arrays() | {"encoder": np.array(gate.encoder)}))


def train(encoder: EncoderLike | None, folder: Path = WEIGHTS) -> None:
    """Fit and write the gate without an encoder and, with *encoder*, the one that goes with it."""
    if encoder is not None:
        save(fit(encoder), folder / "gate_encoder.npz")
    save(fit(None), folder / "gate_plain.npz")


def main(arguments: Sequence[str] = (), folder: Path = WEIGHTS) -> None:
    """Fit the gate of the FAQ and write it; an unknown word, or --help, ends before anything is fitted or written."""
    asked = ArgumentParser(prog="python -m faq.train", description=main.__doc__)
    asked.add_argument("encoder", nargs="?", help="module:function that makes the encoder; without it, the plain gate")
    asked.add_argument("values", nargs="*", help="what is given to that function")
    said = asked.parse_args(arguments)
    train(_made(asked, said.encoder, said.values) if said.encoder else None, folder)


def _made(asked: ArgumentParser, name: str, values: Sequence[str]) -> EncoderLike:
    module, _, function = name.partition(":")
    try:
        make = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError):
        asked.error(f"no encoder at {name}")
    made: EncoderLike = make(*values)
    return made


if __name__ == "__main__":
    main(sys.argv[1:])
