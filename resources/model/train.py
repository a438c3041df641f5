"""Train the topic model: python -m resources.model.train [--encoder NAME] [--out FOLDER].

Deterministic; prints its figures on held-out groups. Takes a quarter of an hour on one core.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resources.encoder import Encoder, load_encoder
from resources.language.tokenise import Tokeniser
from resources.model import augment, calibrate, compress, corpus_reader, design_matrix, grouping, heads, order, ridge
from resources.model.corpus_reader import Line
from resources.model.phrases import read_phrases
from resources.topics import scorer
from resources.topics.features import Features, Ints
from resources.topics.scorer import LinearScorer, Weights
from resources.topics.word_net import WordNet, Words
from resources.words import WordVectors

log = logging.getLogger("train")

TOPICS_TSV = Path(__file__).parent.parent / "data" / "topics.tsv"
OUT = Path(__file__).parent / "topics"

BLOCK_WEIGHTS = {"char": 1.2, "word": 1.0, "read": 0.7, "near": 0.7, "pair": 0.4}
DENSE_WEIGHT = 1.0
PENALTY = 2.0
FOLDS = 4

QUIET_WEIGHT = 2.0
"""Messages without a worry are few; they count double."""

SEVERAL = 1.7
"""Messages with several topics teach which comes first; they count more for the linear heads (measured: 1.7 and 1)."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Prepared:
    """Corpus ready to fit: lines (corpus, phrases, made copies), clues, words, vectors, targets, shares."""

    lines: list[Line]
    clues: list[dict[str, Ints]]
    words: list[Words]
    dense: Floats
    targets: Floats
    weight: Floats

    def linear_weight(self, seen: npt.NDArray[np.int64]) -> Floats:
        """Return how much each of the rows *seen* counts for the linear heads."""
        several = [len(line.topics) > 1 and line.file != augment.JOINED for line in map(self.lines.__getitem__, seen)]
        return np.where(several, SEVERAL, 1.0).astype(np.float32) * self.weight[seen]


def main() -> None:
    """Read, fit, report, save."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default=None, help="hub or local name; the packaged model when left out")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    encoder = load_encoder(chosen.encoder) if chosen.encoder else None
    train(chosen.out, encoder)


def train(out: Path, encoder: Encoder | None) -> None:
    """Fit on the whole corpus and write topics.npz and about.json to *out*."""
    start = time.monotonic()
    topics = read_topics()
    names = heads.Names(topics, heads.INTENTS)
    lines = corpus_reader.read_corpus(known=topics)
    made = augment.copies(lines, Tokeniser())
    prepared = prepare([*lines, *read_phrases(), *(copy.line for copy in made)], names, encoder)
    log.info("%d lines, prepared after %.0f s", len(prepared.lines), time.monotonic() - start)
    folds = _folds(lines, made, len(prepared.lines))
    raw = held_out(prepared, folds, len(lines))
    apart = order.learn_apart(raw, lines, topics, folds[: len(lines), 0])
    decision, figures = calibrate.fit(apart, lines, names)
    log.info("held out by group: %s", json.dumps(figures))
    weights = solve(prepared, np.arange(len(prepared.lines)))
    out.mkdir(parents=True, exist_ok=True)
    scorer.save(out / "topics.npz", weights, decision.arrays() | order.learn(raw, lines, topics).arrays())
    np.savez_compressed(out / "words.npz", **solve_net(prepared, np.arange(len(prepared.lines))))
    about = {"topics": topics, "intents": heads.INTENTS, "lines": len(prepared.lines), "held_out": figures}
    about["encoder"] = encoder.name if encoder else ""
    (out / "about.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    log.info("written after %.0f s", time.monotonic() - start)


def solve(prepared: Prepared, seen: npt.NDArray[np.int64]) -> Weights:
    """Return the weights, small as they are shipped, learnt from the rows *seen* alone."""
    clues, dense = [prepared.clues[row] for row in seen], prepared.dense[seen]
    rows = design_matrix.all_rows(clues, BLOCK_WEIGHTS, dense)
    fitted = ridge.fit(rows, prepared.targets[seen], PENALTY, prepared.linear_weight(seen))
    return compress.primal(fitted, clues, dense, BLOCK_WEIGHTS)


def solve_net(prepared: Prepared, seen: npt.NDArray[np.int64]) -> dict[str, Any]:
    """Return the network over words, small as it is shipped, learnt from the rows *seen* alone."""
    from resources.model import word_net

    words, topics = [prepared.words[row] for row in seen], (prepared.targets.shape[1] - len(heads.INTENTS)) // 2
    labels = prepared.targets[seen], prepared.weight[seen]
    return word_net.train(words, labels, topics, WordVectors.load().vectors)


def held_out(prepared: Prepared, folds: npt.NDArray[np.int64], count: int) -> Floats:
    """Return raw scores of the first *count* rows, each by weights that saw nothing of its fold.

    *folds* (n, k): a row is left out wherever one of its k numbers is the fold (a made copy has those of its sources);
    rows of -1 are always trained on.
    """
    found = np.zeros((count, prepared.targets.shape[1]), dtype=np.float32)
    for fold in range(int(folds.max()) + 1):
        away = (folds == fold).any(axis=1)
        tested = np.flatnonzero(away[:count])
        found[tested] = scores(prepared, np.flatnonzero(~away), tested)
        log.info("fold %d of %d", fold + 1, int(folds.max()) + 1)
    return found


def scores(prepared: Prepared, seen: npt.NDArray[np.int64], tested: npt.NDArray[np.int64]) -> Floats:
    """Return raw scores of the rows *tested* by heads and network learnt from the rows *seen* alone."""
    judge = LinearScorer(solve(prepared, seen))
    net = WordNet(solve_net(prepared, seen), WordVectors.load().vectors)
    rows = [judge.raw(prepared.clues[row], prepared.dense[row]) + net.added(prepared.words[row]) for row in tested]
    return np.stack(rows)


def _folds(lines: list[Line], made: Sequence[augment.Copy], count: int) -> npt.NDArray[np.int64]:
    """Return (count, 2) folds: lines by group, phrases -1, made copies those of their sources."""
    folds = np.full((count, 2), -1, dtype=np.int64)
    numbers = grouping.fold_numbers(grouping.near_copies([line.text for line in lines]), FOLDS)
    folds[: len(lines)] = numbers[:, None]
    for row, copy in enumerate(made, start=count - len(made)):
        folds[row] = numbers[copy.sources[0]], numbers[copy.sources[-1]]
    return folds


def read_topics() -> list[str]:
    """Return the topic ids in the order of topics.tsv."""
    rows = TOPICS_TSV.read_text(encoding="utf-8").splitlines()[1:]
    return [row.split("\t")[0] for row in rows if row.strip()]


def prepare(lines: list[Line], names: heads.Names, encoder: Encoder | None) -> Prepared:
    """Return everything that fitting needs, computed once."""
    features = Features(Tokeniser())
    read = [features.read(line.text) for line in lines]
    texts = [line.text for line in lines]
    dense = DENSE_WEIGHT * encoder.queries(texts) if encoder else np.zeros((len(lines), 0), np.float32)
    weight = np.array([line.weight * (1.0 if line.topics else QUIET_WEIGHT) for line in lines], dtype=np.float32)
    clues, words = [one.columns for one in read], [one.words for one in read]
    return Prepared(lines, clues, words, dense, heads.targets(lines, names), weight)


if __name__ == "__main__":
    main()
