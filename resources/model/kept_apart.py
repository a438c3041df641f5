"""Measure a model on messages that nothing is trained on: python -m resources.model.kept_apart [FOLDER].

They lie in held_out/, were written in whole groups beside the corpus, and serve for figures only.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from resources.model import corpus_reader
from resources.model.corpus_reader import Line
from resources.topics import TopicJudgement, TopicModel

log = logging.getLogger("kept_apart")

FOLDER = Path(__file__).parent / "held_out"


def main() -> None:
    """Report the figures of the shipped model, or of the one in a folder."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=None)
    model = TopicModel.load(parser.parse_args().folder)
    lines = [line for line in corpus_reader.read_corpus(FOLDER, model.topics) if line.topics]
    judged = list(zip(lines, model.judge_many([line.text for line in lines]), strict=True))
    for file in sorted({line.file for line in lines}):
        for name, some in parts([pair for pair in judged if pair[0].file == file]).items():
            if some:
                log.info("%s, %s (%d): %s", file, name, len(some), json.dumps(figures(some)))


def parts(judged: Sequence[tuple[Line, TopicJudgement]]) -> dict[str, list[tuple[Line, TopicJudgement]]]:
    """Return all of *judged*, and by name those with one topic, with several, and the talks."""
    return {
        "all": list(judged),
        "one topic": [pair for pair in judged if len(pair[0].topics) == 1],
        "several topics": [pair for pair in judged if len(pair[0].topics) > 1],
        "talks": [pair for pair in judged if pair[0].turns],
    }


def figures(judged: Sequence[tuple[Line, TopicJudgement]]) -> dict[str, float]:
    """Return first, three, told (the first is at least told), set_f1 and silent as shares of *judged*."""
    ranked = [(line, [topic for topic, _ in found.ranked]) for line, found in judged]
    both = sum(len(set(found.asserted) & set(line.topics)) for line, found in judged)
    named = sum(len(found.asserted) + len(line.topics) for line, found in judged)
    count = max(1, len(judged))
    shares = {
        "first": sum(line.topics[0] == order[0] for line, order in ranked) / count,
        "three": sum(line.topics[0] in order[:3] for line, order in ranked) / count,
        "told": sum(order[0] in line.topics for line, order in ranked) / count,
        "set_f1": 2 * both / max(1, named),
        "silent": sum(not found.asserted for _, found in judged) / count,
    }
    return {name: round(share, 4) for name, share in shares.items()}


if __name__ == "__main__":
    main()
