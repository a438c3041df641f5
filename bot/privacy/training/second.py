"""Grows the forest of the second look from candidates of taggers that never saw the line.

The lines are cut into three parts by blocks, so that lines that resemble each other stay together; for each part a
tagger is trained from nothing on the other two. What it gives the lines left out is what a tagger gives a new message.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.privacy.document import Document
from bot.privacy.keep import Keeper
from bot.privacy.morphology import SudachiMorphology
from bot.privacy.spans import settle
from bot.privacy.tagger import Network, Reader
from bot.privacy.training.augment import Labelled
from bot.privacy.traits import OFTEN

LIMIT = 0.3
PARTS = 3
_BLOCK = 15
_LEAST = 3
_LONGEST = 9
_SEEDS = range(8)
_GROWN = {"max_iter": 160, "learning_rate": 0.08, "max_leaf_nodes": 12, "min_samples_leaf": 20,
          "l2_regularization": 5.0, "max_features": 0.3}


@dataclass(frozen=True)
class Examples:
    """Traits of candidates, their meanings, whether each is right, what a mistake costs, and its block."""

    rows: Any
    meanings: Any
    right: Any
    weights: Any
    blocks: Any


def part_of(number: int) -> int:
    """Return which part the line with this number belongs to."""
    return int(hashlib.md5(str(number // _BLOCK).encode(), usedforsecurity=False).hexdigest(), 16) % PARTS


def surfaces(text: str, morphology: SudachiMorphology) -> set[str]:
    """Return the words of a text and the runs of two and three of them."""
    words = list(morphology.words(text))
    runs = (text[words[at].start:words[at + more].end]
            for at in range(len(words)) for more in range(3) if at + more < len(words))
    return {run for run in runs if len(run) <= _LONGEST}


def often(lines: Iterable[Labelled]) -> dict[str, int]:
    """Return in how many lines that name nobody each word stands, of those that stand in several."""
    morphology, found = SudachiMorphology(), Counter[str]()
    for line in lines:
        if not line.spans:
            found.update(surfaces(Document(line.text).folded, morphology))
    return {word: count for word, count in found.items() if count >= _LEAST and "\n" not in word}


def is_right(line: Labelled, start: int, end: int) -> bool | None:
    """Tell whether a candidate is (part of) what a label marks; None where it covers too little or too much."""
    for first, last, _ in line.spans:
        shared = min(end, last) - max(start, first)
        if shared > 0:
            much = shared >= 0.6 * (last - first) and end - start < 2 * (last - first)
            return True if shared >= 0.5 * (end - start) or much else None
    return False


@dataclass(frozen=True)
class Gatherer:
    """Collects examples; `others` are the recognisers by rule: what they hide anyway teaches nothing."""

    reader: Reader
    others: Sequence[Any]
    keeper: Keeper

    def gather(self, lines: Sequence[Labelled], network_of: Sequence[Network], talk: int) -> Examples:
        """Return the examples of all lines; from number `talk` on they are the corpora, whose mistakes cost less."""
        found = [one for number, line in enumerate(lines)
                 for one in self._of(line, number, network_of[part_of(number)], number >= talk)]
        rows, meanings, right, weights, blocks = zip(*found, strict=True)
        return Examples(np.array(rows), np.array(meanings), np.array(right), np.array(weights), np.array(blocks))

    def _of(self, line: Labelled, number: int, network: Network, talk: bool) -> Iterator[tuple[Any, ...]]:
        document = Document(line.text)
        hidden = {at for span in settle(self.keeper.clear(document, self._by_rule(document)))
                  for at in range(span.start, span.end)}
        found, rows, meanings = replace(self.reader, networks=(network,)).read(document)
        cost = 3.0 if line.spans else 1.0 if talk else 2.0
        for candidate, row, meaning in zip(found, rows, meanings, strict=True):
            right = is_right(line, candidate.start, candidate.end)
            if right is None or hidden.issuperset(range(candidate.start, candidate.end)):
                continue
            if not line.spans:  # its own line does not count
                count = round(float(np.expm1(row[OFTEN]))) - 1
                row[OFTEN] = np.log1p(count) if count >= _LEAST else 0.0
            yield row, meaning, right, 1.0 if right else cost, number // _BLOCK % 5

    def _by_rule(self, document: Document) -> list[Any]:
        return [span for recogniser in self.others for span in recogniser.find(document)]


def grow(examples: Examples, often: dict[str, int]) -> dict[str, Any]:
    """Return the arrays that `Forest.load` reads."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression

    told, weights, bias = np.zeros(len(examples.right)), [], []
    for block in sorted(set(examples.blocks.tolist())):
        apart = examples.blocks == block
        model = LogisticRegression(C=0.3, max_iter=200).fit(examples.meanings[~apart], examples.right[~apart])
        told[apart] = model.decision_function(examples.meanings[apart])
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    rows = np.concatenate((examples.rows, told[:, None]), axis=1)
    models = [HistGradientBoostingClassifier(**_GROWN, random_state=seed).fit(
        rows, examples.right, sample_weight=examples.weights) for seed in _SEEDS]
    words = sorted(often)
    return {
        **flat(models), "words": np.array("\n".join(words)), "counts": np.array([often[w] for w in words], np.uint16),
        "meaning": np.mean(weights, axis=0).astype(np.float16), "bias": np.array(np.mean(bias)),
        "limit": np.array(LIMIT)}


def flat(models: Sequence[Any]) -> dict[str, npt.NDArray[Any]]:
    """Return the trees of all models as one list of nodes, those that ask first; the models share the vote."""
    trees = [tree.nodes for model in models for (tree,) in model._predictors]
    nodes = np.concatenate(trees)
    starts = np.cumsum([0, *(len(tree) for tree in trees)])
    base = np.repeat(starts[:-1], np.diff(starts))
    leaf = nodes["is_leaf"].astype(bool)
    order = np.argsort(leaf, kind="stable")
    place = np.empty(len(nodes), np.int32)
    place[order] = np.arange(len(nodes))
    asking = order[:int((~leaf).sum())]
    return {"feature": nodes["feature_idx"][asking].astype(np.int16),
            "edge": nodes["num_threshold"][asking].astype(np.float32),
            "left": place[base[asking] + nodes["left"][asking]], "right": place[base[asking] + nodes["right"][asking]],
            "value": (np.where(leaf, nodes["value"], 0)[order] / len(models)).astype(np.float32),
            "roots": place[starts[:-1]], "depth": np.array(int(nodes["depth"].max())),
            "start": np.array(np.mean([model._baseline_prediction.item() for model in models]))}
