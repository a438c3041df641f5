"""The second look: many small decision trees weigh the traits of a candidate; here only numpy is needed.

Grown by `bot.privacy.training.second`; weights: resources/data/privacy/second.npz.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.privacy.errors import PrivacyDataError
from bot.privacy.features import Matrix
from bot.privacy.lexicon import DATA


@dataclass(frozen=True)
class Forest:
    """Trees as flat arrays: `roots` is where each begins, the leaves stand behind all nodes that ask something.

    `meaning` and `bias` turn meanings into one more trait, `often` belongs to the traits; `limit` is the probability
    that a candidate must reach.
    """

    roots: npt.NDArray[np.int64]
    feature: npt.NDArray[np.int64]
    edge: Matrix
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    value: Matrix
    depth: int
    start: float
    often: dict[str, int]
    meaning: Matrix
    bias: float
    limit: float

    @classmethod
    def load(cls, path: Path = DATA / "second.npz") -> "Forest":
        """Read the trees; raises PrivacyDataError when the file is missing or does not fit."""
        try:
            with np.load(path, allow_pickle=False) as data:
                return cls.of(dict(data))
        except (OSError, KeyError, ValueError) as error:
            raise PrivacyDataError(f"{path.name} が読めません。resources/data/privacy/ を元に戻してください") from error

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Forest":
        """Build from the arrays that training writes."""
        often = dict(zip(str(data["words"]).split("\n"), data["counts"].tolist(), strict=True))
        whole = {name: data[name].astype(np.int64) for name in ("roots", "feature", "left", "right")}
        real = {name: data[name].astype(np.float32) for name in ("edge", "value", "meaning")}
        return cls(**whole, **real, depth=int(data["depth"]), start=float(data["start"]), often=often,
                   bias=float(data["bias"]), limit=float(data["limit"]))

    def probabilities(self, traits: Matrix, meanings: Matrix) -> npt.NDArray[np.float64]:
        """Return for each candidate how likely it is a name, an institution or a building."""
        rows = np.concatenate((traits, (meanings @ self.meaning + self.bias)[:, None]), axis=1)
        asking = len(self.feature)
        follows = np.arange(len(self.value))  # a leaf follows itself
        votes = np.empty(len(rows))
        for number, row in enumerate(rows):  # to answer every node at once is quicker than to walk
            follows[:asking] = np.where(row.take(self.feature) <= self.edge, self.left, self.right)
            at = self.roots
            for _ in range(self.depth):
                at = follows.take(at)
            votes[number] = self.value.take(at).sum(dtype=np.float64)
        result: npt.NDArray[np.float64] = 1 / (1 + np.exp(-(self.start + votes)))
        return result
