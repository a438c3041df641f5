"""One tagger from the lines to the file; its own module so that a fresh process can import it."""

from pathlib import Path

from bot.privacy.features import Featuriser
from bot.privacy.lexicon import DATA, Lexicon
from bot.privacy.morphology import SudachiMorphology
from bot.privacy.training.fit import Plan, fit, save
from bot.privacy.training.lines import training_lines
from resources.words import WordVectors


def train(number: int, seed: int, folder: Path) -> dict[str, object]:
    """Fit one tagger and write it; the same lines and seed give the same weights."""
    lines = training_lines(DATA)
    target = folder / f"tagger{number}.npz"
    featuriser = Featuriser(Lexicon.load(), SudachiMorphology(), WordVectors.load())
    save(fit(lines, featuriser, Plan(seed=seed)), target)
    return {"lines": len(lines), "file": target.name, "bytes": target.stat().st_size}
