"""Train on all corpus files but one writer's and test on those: python -m resources.model.leave_out base chunk_a …

The nearest thing to people nobody here has tuned to. An argument is the beginning of file names to leave out.
"""

from __future__ import annotations

import argparse
import json
import logging

import numpy as np

from resources.model import calibrate, corpus_reader, grouping, heads, train
from resources.model.phrases import read_phrases

log = logging.getLogger("leave_out")


def main() -> None:
    """Report first, three and the other figures for each family of files left out."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="+")
    families: list[str] = parser.parse_args().families
    names = heads.Names(train.read_topics(), heads.INTENTS)
    lines = corpus_reader.read_corpus(known=names.topics)
    prepared = train.prepare(lines + read_phrases(), names, None)
    groups = grouping.near_copies([line.text for line in lines])
    for family in families:
        away = np.zeros(len(prepared.lines), dtype=bool)
        away[: len(lines)] = [line.file.startswith(family) for line in lines]
        copies = np.isin(groups, groups[away[: len(lines)]])
        seen = np.flatnonzero(~away & ~np.pad(copies, (0, len(away) - len(lines))))
        unseen = np.flatnonzero(away)
        raw = train.scores(prepared, seen, unseen)
        tested = [prepared.lines[row] for row in unseen]
        decision, _ = calibrate.fit(raw, tested, names)
        log.info("%s (%d lines): %s", family, len(tested), json.dumps(calibrate.figures(decision, raw, tested, names)))


if __name__ == "__main__":
    main()
