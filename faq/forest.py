"""A few hundred small trees whose leaves are added up: a judgement from numbers that count only together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

DEPTH = 4
NODES = (1 << (DEPTH + 1)) - 1


@dataclass(frozen=True)
class Forest:
    """Arrays of (trees, NODES): which value a node looks at, where it cuts, where it sends one on, what a leaf adds.

    A leaf sends one on to itself.
    """

    looks: npt.NDArray[np.int16]
    cuts: npt.NDArray[np.float32]
    below: npt.NDArray[np.int16]
    above: npt.NDArray[np.int16]
    adds: npt.NDArray[np.float32]

    def odds(self, values: npt.ArrayLike) -> float:
        """Return the log odds for one row of values."""
        row = np.asarray(values, np.float32)
        trees = np.arange(len(self.looks))
        node = np.zeros(len(self.looks), np.int16)
        for _ in range(DEPTH):
            lower = row[self.looks[trees, node]] <= self.cuts[trees, node]
            node = np.where(lower, self.below[trees, node], self.above[trees, node])
        return float(self.adds[trees, node].sum(dtype=np.float64))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return the arrays by name, to be written."""
        return {f"tree_{name}": value for name, value in vars(self).items()}

    @classmethod
    def of(cls, kept: Mapping[str, npt.NDArray[Any]]) -> Forest:
        """Return the forest of written arrays; raises KeyError or ValueError when one is missing or misshapen."""
        parts = {name: kept[f"tree_{name}"] for name in cls.__dataclass_fields__}
        if any(part.ndim != 2 or part.shape[1] != NODES for part in parts.values()):
            raise ValueError("trees")
        return cls(**parts)


def grown(rows: npt.NDArray[np.float64], wanted: npt.NDArray[np.bool_], weight: npt.NDArray[np.float64]) -> Forest:
    """Return a forest that tells *wanted* rows from the others (gradient boosting, the same rows give the same)."""
    from sklearn.ensemble import GradientBoostingClassifier

    share = float(wanted @ weight / weight.sum())
    even = weight * np.where(wanted, 0.5 / share, 0.5 / (1 - share))
    boosted = GradientBoostingClassifier(
        n_estimators=300, learning_rate=0.04, max_depth=DEPTH, subsample=0.6, min_samples_leaf=20, max_features=8,
        init="zero", random_state=0,
    )  # fmt: skip
    trees = [tree.tree_ for tree in boosted.fit(rows, wanted, even).estimators_[:, 0]]
    return _of_trees(trees, boosted.learning_rate)


def _of_trees(trees: list[Any], rate: float) -> Forest:
    shape = (len(trees), NODES)
    looks, adds = np.zeros(shape, np.int16), np.zeros(shape, np.float32)
    cuts = np.full(shape, np.inf, np.float32)
    below = np.tile(np.arange(NODES, dtype=np.int16), (len(trees), 1))
    above = below.copy()
    for at, tree in enumerate(trees):
        inner = np.flatnonzero(tree.children_left >= 0)
        looks[at, inner] = tree.feature[inner]
        cuts[at, inner] = _not_above(tree.threshold[inner])
        below[at, inner], above[at, inner] = tree.children_left[inner], tree.children_right[inner]
        adds[at, : tree.node_count] = rate * tree.value[:, 0, 0]
    return Forest(looks, cuts, below, above, adds)


def _not_above(cuts: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """Return the greatest single-precision numbers no greater than *cuts*, so that rows fall as they did in fitting."""
    near = cuts.astype(np.float32)
    return np.where(near > cuts, np.nextafter(near, np.float32(-np.inf)), near).astype(np.float32)
