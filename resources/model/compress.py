"""Turn the dual solution into explicit weights for each clue, small enough to ship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from resources.model import design_matrix
from resources.model.ridge import Fit
from resources.topics.features import BLOCKS, Ints
from resources.topics.scorer import Weights

Floats = npt.NDArray[np.float32]

KEEP = 400_000
"""Clues kept; the weakest fall away."""

MISSING = 0.75
"""Share of the median idf that a clue without weights counts with in the length of a message."""


def primal(fit: Fit, messages: Sequence[Mapping[str, Ints]], dense: Floats, block: Mapping[str, float]) -> Weights:
    """Return the shipped weights: rows of the clues with the strongest influence, as int8."""
    vocabulary = design_matrix.learn_vocabulary(messages)
    columns, idf, rows = [], [], []
    for name in BLOCKS:
        if not block.get(name) or not len(vocabulary.columns[name]):
            continue
        matrix = design_matrix.block_matrix(messages, name, vocabulary)
        columns.append(vocabulary.columns[name])
        idf.append(vocabulary.idf[name])
        rows.append(block[name] * np.asarray(matrix.T @ fit.dual, dtype=np.float32))
    found, table, rarity = np.concatenate(columns), np.concatenate(rows), np.concatenate(idf)
    return _pack(found, table, rarity, (fit, dense, block))


def _pack(found: Ints, table: Floats, idf: Floats, rest: tuple[Fit, Floats, Mapping[str, float]]) -> Weights:
    fit, dense, block = rest
    influence = np.linalg.norm(table, axis=1) * idf
    kept = np.sort(np.argsort(-influence, kind="stable")[:KEEP])
    kept = kept[np.argsort(found[kept], kind="stable")]
    unique = np.unique(found[kept], return_index=True)[1]
    kept = kept[unique]
    scale = np.maximum(np.quantile(np.abs(table[kept]), 0.9999, axis=0), 1e-9) / 127
    return Weights(
        columns=found[kept].astype(np.int32),
        idf=idf[kept],
        missing=MISSING * float(np.median(idf[kept])),
        table=np.clip(np.round(table[kept] / scale), -127, 127).astype(np.int8),
        scale=scale.astype(np.float32),
        dense=np.asarray(dense.T @ fit.dual, dtype=np.float32),
        bias=fit.mean,
        block=dict(block),
        dense_weight=1.0,
    )
