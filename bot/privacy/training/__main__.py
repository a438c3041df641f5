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


def main(target: Path = DATA / "tagger.npz") -> None:
    """Train on dev.jsonl, own.jsonl and the clean lines; takes some minutes on one core."""
    lines: list[Labelled] = [*labelled(DATA / "dev.jsonl"), *labelled(DATA / "own.jsonl"), *clean(DATA / "clean.txt")]
    save(fit(lines, Featuriser(Lexicon.load(), SudachiMorphology()), Plan()), target)
    sys.stdout.write(json.dumps({"lines": len(lines), "bytes": target.stat().st_size}) + "\n")


if __name__ == "__main__":
    main()
