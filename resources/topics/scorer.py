"""The linear model behind the topics: hashed clues and a dense vector in, raw scores out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resources.errors import ModelError
from resources.topics.features import BLOCKS, Ints

Floats = npt.NDArray[np.float32]

FORMAT = 2


@dataclass(frozen=True)
class Weights:
    """What train.py ships: one row of int8 weights for each column in use, and the dense part.

    `columns` (c,) sorted hashed columns; `idf` (c,); `table` (c, outputs) int8 with `scale` (outputs,);
    `missing` is the idf that a clue without a row counts with in the length of a block;
    `dense` (d, outputs); `bias` (outputs,); `block` weight by name; `dense_weight` of the vector.
    """

    columns: npt.NDArray[np.int32]
    idf: Floats
    missing: float
    table: npt.NDArray[np.int8]
    scale: Floats
    dense: Floats
    bias: Floats
    block: Mapping[str, float]
    dense_weight: float


class LinearScorer:
    """Scores messages with fixed weights; finds a clue's row by halving in the sorted columns."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    @property
    def outputs(self) -> int:
        """Number of raw scores."""
        return len(self._weights.bias)

    @property
    def dimension(self) -> int:
        """Length of the dense vector that raw() expects; 0 when none is used."""
        return len(self._weights.dense)

    def raw(self, columns: Mapping[str, Ints], dense: Floats | None = None) -> Floats:
        """Return the raw scores (outputs,) of one message given its columns by block and its vector."""
        total = self._weights.bias.astype(np.float32, copy=True)
        for block in BLOCKS:
            total += self.block(block, columns.get(block))
        if dense is not None and self.dimension:
            total += self._weights.dense_weight * (dense @ self._weights.dense)
        return total

    def block(self, name: str, columns: Ints | None) -> Floats:
        """Return what one block of clues adds to the scores."""
        weights = self._weights
        wanted = np.empty(0, np.int64) if columns is None else columns
        rows = known_rows(weights.columns, wanted)
        if not len(rows) or not weights.block.get(name):
            return np.zeros(self.outputs, np.float32)
        idf = weights.idf[rows]
        unknown = (len(wanted) - len(rows)) * weights.missing**2
        unit = idf * np.float32(weights.block[name] / float(np.sqrt(idf @ idf + unknown)))
        added: Floats = (unit @ weights.table[rows].astype(np.float32)) * weights.scale
        return added


def known_rows(columns: npt.NDArray[np.int32], wanted: Ints) -> Ints:
    """Return the positions in the sorted *columns* of those *wanted* that are there."""
    if not len(columns):
        return np.empty(0, np.int64)
    at = np.minimum(np.searchsorted(columns, wanted.astype(columns.dtype)), len(columns) - 1)
    return np.asarray(at[columns[at] == wanted], dtype=np.int64)


def save(path: Path, weights: Weights, extra: Mapping[str, Any]) -> None:
    """Write weights and further arrays to one compressed .npz without pickles."""
    names = np.array(sorted(weights.block))
    np.savez_compressed(
        path,
        format=FORMAT,
        columns=weights.columns,
        idf=weights.idf.astype(np.float16),
        missing=np.float32(weights.missing),
        table=weights.table,
        scale=weights.scale,
        dense=weights.dense.astype(np.float16),
        bias=weights.bias,
        block_names=names,
        block_weights=np.array([weights.block[name] for name in names], dtype=np.float32),
        dense_weight=np.float32(weights.dense_weight),
        **extra,
    )


def load(path: Path) -> tuple[Weights, dict[str, npt.NDArray[Any]]]:
    """Read what save() wrote; raises ModelError when the file is missing, broken or of another format."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError) as error:
        raise ModelError(path, "読み込めません。python -m resources.model.train で作り直してください") from error
    if int(arrays.get("format", -1)) != FORMAT:
        raise ModelError(path, "形式が違います。python -m resources.model.train で作り直してください")
    names = [str(name) for name in arrays["block_names"]]
    weights = Weights(
        columns=arrays["columns"],
        idf=arrays["idf"].astype(np.float32),
        missing=float(arrays["missing"]),
        table=arrays["table"],
        scale=arrays["scale"],
        dense=arrays["dense"].astype(np.float32),
        bias=arrays["bias"],
        block=dict(zip(names, map(float, arrays["block_weights"]), strict=True)),
        dense_weight=float(arrays["dense_weight"]),
    )
    return weights, arrays
