"""`python -m bot.privacy.training`: trains the tagger on the labelled lines and writes its weights."""

import json
import sys
from pathlib import Path

from bot.privacy.features import Featuriser
from bot.privacy.lexicon import DATA, Lexicon
from bot.privacy.morphology import SudachiMorphology
from bot.privacy.training.augment import Labelled
from bot.privacy.training.fit import Plan, fit, save
from bot.privacy.training.lines import clean, labelled

_SEEDS = (5, 6)


def main(folder: Path = DATA) -> None:
    """Train on dev.jsonl, own.jsonl and the clean lines; takes some minutes on one core."""
    lines: list[Labelled] = [*labelled(DATA / "dev.jsonl"), *labelled(DATA / "own.jsonl"), *clean(DATA / "clean.txt")]
    featuriser = Featuriser(Lexicon.load(), SudachiMorphology())
    for number, seed in enumerate(_SEEDS, start=1):
        target = folder / f"tagger{number}.npz"
        save(fit(lines, featuriser, Plan(seed=seed)), target)
        sys.stdout.write(json.dumps({"lines": len(lines), "file": target.name, "bytes": target.stat().st_size}) + "\n")


if __name__ == "__main__":
    main()
