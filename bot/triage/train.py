"""Train the screen from `resources/data/triage/lines/` and report how well it does: `python -m bot.triage.train`.

The figures come from four-fold cross-validation, in which each line is judged by models that have not seen its fold;
with `--by-writer` a fold is a set of files instead, nothing is written, and the figures tell of writers never read.
The slices kept apart (`heldout*.txt`) are judged by the files just written, and told in totals.
About ten minutes on one core.
"""

from __future__ import annotations

import sys
import zlib
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.triage.blend import Blend, Opinions, inputs
from bot.triage.classifier import HEADS, Classifier, Floats, save_classifier
from bot.triage.examples import Examples, read_examples
from bot.triage.linear import calibrate, fit, whole
from bot.triage.net import Net
from bot.triage.report import figures, judged_lines, kept_apart, misses
from bot.triage.screen import DATA, Reading, Triage
from bot.triage.second import Second, Weights, save_second
from bot.triage.train_net import train_net

FOLDS = 4
NETS = 2
"""Nets that are shipped; the held-out figures come from one, which is a little worse."""
BLEND_STRENGTH = 1.0
LIGHT = {"any": 0.3, "calm": 0.5, "strict": 0.5, "joined": 0.9, "settled": 0.9, "emergency": 0.12, "kind": 0.12}
"""Limits of the light classifier alone: for the webhook, where an alarm only lets a message overtake others."""
LIMITS = {"any": 0.25, "calm": 0.4, "strict": 0.6, "joined": 0.9, "settled": 0.9, "emergency": 0.085, "kind": 0.07}
"""Limits of all opinions together, chosen on held-out scores."""
WRITERS = ("base", "voices", "gaps", "late", "fifth", "sixth", "seventh", "eighth")
"""How the files of one hand and time begin: left out together by `--by-writer`; other lines are shared out."""


@dataclass(frozen=True)
class Scores:
    """Scores by models that have not seen the line: (n, heads) three times, and its strongest clause (n,)."""

    light: Floats
    letters: Floats
    meaning: Floats
    clause: Floats


def folds_of(examples: Examples, by_writer: bool) -> npt.NDArray[np.int64]:
    """The fold of each line: by its text, or by the set of files it stands in."""
    count = len(WRITERS) if by_writer else FOLDS
    shared = [zlib.crc32(" // ".join(line.turns).encode("utf-8")) % count for line in examples.lines]
    if not by_writer:
        return np.asarray(shared, dtype=np.int64)
    for at, line in enumerate(examples.lines):
        shared[at] = next((i for i, name in enumerate(WRITERS) if line.source.startswith(name)), shared[at])
    return np.asarray(shared, dtype=np.int64)


def held_out(examples: Examples, folds: npt.NDArray[np.int64]) -> Scores:
    """Scores of every line by models that have not seen its fold."""
    shape = examples.labels.shape
    scores = Scores(np.zeros(shape), np.zeros(shape), np.zeros(shape), np.full(shape[0], -np.inf))
    for fold in np.unique(folds):
        held = folds == fold
        known, new = np.flatnonzero(~held), np.flatnonzero(held)
        y, weight = examples.labels[known], examples.weight[known]
        light = fit(examples.light[known], y, weight)
        scores.light[new] = light.scores(examples.light[new])
        scores.letters[new] = fit(examples.wide[known], y, weight).scores(examples.wide[new])
        inside = held[examples.owner]
        best = light.scores(examples.parts[np.flatnonzero(inside)])[:, 0]
        np.maximum.at(scores.clause, examples.owner[inside], best)
        net = train_net(examples.samples.take(known), examples.vectors, examples.concepts)
        scores.meaning[new] = net_scores([net], examples, new)
    whole_text = np.isneginf(scores.clause)
    scores.clause[whole_text] = scores.light[whole_text, 0]
    return scores


def net_scores(nets: Sequence[Net], examples: Examples, chosen: npt.NDArray[np.int64]) -> Floats:
    """Mean scores of the nets for some lines."""
    rows = [
        np.mean(
            [net.scores(examples.samples.words[i].rows, examples.vectors, examples.heard[i].places) for net in nets],
            axis=0,
        )
        for i in chosen
    ]
    return np.asarray(rows, dtype=np.float64)


def opinions(examples: Examples, scores: Scores, i: int) -> Opinions:
    """What was said of one line by models that have not seen it."""
    return Opinions(
        scores.letters[i],
        scores.meaning[i],
        float(scores.clause[i]),
        examples.rules[i],
        examples.heard[i].text,
        len(examples.lines[i].turns),
    )


def fit_blend(examples: Examples, scores: Scores) -> Blend:
    """One logistic regression a head on held-out scores."""
    from sklearn.linear_model import LogisticRegression

    seen = np.stack([inputs(opinions(examples, scores, i)) for i in range(len(examples.lines))])
    weights, bias = np.zeros(seen.shape[1:]), np.zeros(len(HEADS))
    for head in range(len(HEADS)):
        model = LogisticRegression(C=BLEND_STRENGTH, max_iter=2000)
        model.fit(seen[:, head], examples.labels[:, head], sample_weight=examples.weight)
        weights[head], bias[head] = model.coef_[0], model.intercept_[0]
    return Blend(weights, bias)


def ship(examples: Examples, scores: Scores, blend: Blend, root: Path) -> None:
    """Train on all lines and write the light classifier and the second opinion."""
    own = examples.own
    slope, offset = calibrate(scores.light[own], examples.labels[own])
    light = whole(fit(examples.light, examples.labels, examples.weight))
    save_classifier(Classifier(*light, slope, offset, dict(LIGHT)), root / "weights.npz")
    wide = whole(fit(examples.wide, examples.labels, examples.weight))
    nets = [train_net(examples.samples, examples.vectors, examples.concepts, seed) for seed in range(NETS)]
    save_second(Second(Weights(*wide), nets, blend, dict(LIMITS)), root / "meaning.npz")


def _by_writer(arguments: Sequence[str]) -> bool:
    """What was asked for; an unknown word, or --help, ends here before anything is trained or written."""
    asked = ArgumentParser(prog="python -m bot.triage.train", description=main.__doc__)
    asked.add_argument("--by-writer", action="store_true", help="leave whole sets of files out; write nothing")
    return bool(asked.parse_args(arguments).by_writer)


def main(arguments: Sequence[str] = (), root: Path = DATA) -> None:
    """Train, calibrate, write weights and `figures.txt`, print the figures and every miss."""
    by_writer = _by_writer(arguments)
    examples = read_examples(root)
    scores = held_out(examples, folds_of(examples, by_writer))
    blend = fit_blend(examples, scores)
    if not by_writer:
        ship(examples, scores, blend, root)
    readings: list[tuple[Any, Reading]] = [
        (line, Reading(tuple(examples.rules[i]), blend.probabilities(opinions(examples, scores, i))))
        for i, line in enumerate(examples.lines)
    ]
    judged = judged_lines(readings, LIMITS)
    told = figures(judged)
    if not by_writer:
        told += kept_apart(Triage.load(root), root)
        (root / "figures.txt").write_text(told, encoding="utf-8")
    sys.stdout.write(told + misses(judged))


if __name__ == "__main__":
    main(sys.argv[1:])
