"""One tagger from the lines to the file; its own module so that a fresh process can import it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.privacy.features import Featuriser
from bot.privacy.lexicon import DATA, Lexicon
from bot.privacy.morphology import SudachiMorphology
from bot.privacy.training.fit import Plan, fit, save
from bot.privacy.training.lines import training_lines
from resources.words import WordVectors

_FEWER = 20  # of the corpora's lines each 20th is enough to train on
_ON = Plan(copies=0, epochs=1, planted=1_500, rate=1e-3)


def train(number: int, seed: int, folder: Path) -> dict[str, object]:
    """Fit one tagger and write it; the same lines and seed give the same weights."""
    lines = training_lines(DATA)
    return _written(fit(lines, _featuriser(), Plan(seed=seed)), folder / f"tagger{number}.npz", len(lines))


def train_on(number: int, seed: int, folder: Path) -> dict[str, object]:
    """Train the tagger that ships a little further, after new lines or longer lists: 20 seconds in place of 400."""
    lines = training_lines(DATA, every=_FEWER)
    with np.load(DATA / f"tagger{number}.npz", allow_pickle=False) as shipped:
        start = dict(shipped)
    arrays = fit(lines, _featuriser(), replace(_ON, seed=seed), start)
    return _written(arrays, folder / f"tagger{number}.npz", len(lines))


def _featuriser() -> Featuriser:
    return Featuriser(Lexicon.load(), SudachiMorphology(), WordVectors.load())


def _written(arrays: dict[str, Any], target: Path, lines: int) -> dict[str, object]:
    save(arrays, target)
    return {"lines": lines, "file": target.name, "bytes": target.stat().st_size}
