"""`python -m bot.privacy.training`: trains the taggers on the labelled lines and writes their weights."""

import json
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bot.privacy.lexicon import DATA
from bot.privacy.training.job import train

_SEEDS = (5, 7)


def main(folder: Path = DATA) -> None:
    """Train every tagger, one process each; some minutes, one thread a process."""
    with ProcessPoolExecutor(len(_SEEDS), mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(train, number, seed, folder) for number, seed in enumerate(_SEEDS, start=1)]
        for job in jobs:
            sys.stdout.write(json.dumps(job.result()) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
