"""`python -m bot.privacy.training`: trains the taggers on the labelled lines and writes their weights.

`--on` trains the weights that ship a little further instead. `--second` grows the forest of the second look, for which
three more taggers are trained, each without a third of the lines.
"""

import json
import multiprocessing
import sys
from argparse import ArgumentParser, Namespace
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bot.privacy.lexicon import DATA
from bot.privacy.training.job import second, train, train_on

_SEEDS = (5, 7)
_SEEDS_ON = (15, 17)


def main(folder: Path = DATA, on: bool = False) -> None:
    """Train every tagger, one process each; some minutes, one thread a process."""
    work, seeds = (train_on, _SEEDS_ON) if on else (train, _SEEDS)
    with ProcessPoolExecutor(len(seeds), mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(work, number, seed, folder) for number, seed in enumerate(seeds, start=1)]
        for job in jobs:
            sys.stdout.write(json.dumps(job.result()) + "\n")


def _asked() -> Namespace:
    """What was asked for; an unknown word, or --help, ends here before anything is trained or written."""
    asked = ArgumentParser(prog="python -m bot.privacy.training", description=main.__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=DATA, help="where the weights go")
    asked.add_argument("--on", action="store_true", help="train the weights that ship a little further instead")
    asked.add_argument("--second", action="store_true", help="grow the forest of the second look instead")
    return asked.parse_args()


if __name__ == "__main__":
    wanted = _asked()
    if wanted.second:
        sys.stdout.write(json.dumps(second(wanted.folder)) + "\n")
    else:
        main(wanted.folder, wanted.on)
