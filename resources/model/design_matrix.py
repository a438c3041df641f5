"""Clues of many messages as sparse matrices: one block each for characters, words, sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from resources.topics.features import BLOCKS, Ints

Floats = npt.NDArray[np.float32]

LEAST = 1
"""Clues seen in fewer messages than this fall away; many that were seen once are the very word for a topic."""


@dataclass(frozen=True)
class Vocabulary:
    """Columns in use by block, with their inverse document frequency."""

    columns: Mapping[str, Ints]
    idf: Mapping[str, Floats]


def learn_vocabulary(messages: Sequence[Mapping[str, Ints]]) -> Vocabulary:
    """Return the clues that occur in at least LEAST of *messages*."""
    columns: dict[str, Ints] = {}
    idf: dict[str, Floats] = {}
    for block in BLOCKS:
        every = np.concatenate([message[block] for message in messages])
        found, seen = np.unique(every, return_counts=True)
        columns[block] = found[seen >= LEAST]
        rarity = np.log((1 + len(messages)) / (1 + seen[seen >= LEAST])) + 1
        idf[block] = rarity.astype(np.float32)
    return Vocabulary(columns, idf)


def block_matrix(messages: Sequence[Mapping[str, Ints]], block: str, vocabulary: Vocabulary) -> Any:
    """Return (n, columns of the block) unit rows, sparse; a message without known clues is a zero row."""
    columns = vocabulary.columns[block]
    wanted = np.concatenate([message[block] for message in messages]).astype(np.int64)
    row = np.repeat(np.arange(len(messages)), [len(message[block]) for message in messages])
    at = np.minimum(np.searchsorted(columns, wanted), max(0, len(columns) - 1))
    known = columns[at] == wanted if len(columns) else np.zeros(0, dtype=bool)
    values = vocabulary.idf[block][at[known]]
    shape = (len(messages), len(vocabulary.columns[block]))
    matrix = sp.csr_matrix((values, (row[known], at[known])), shape=shape)
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (sp.diags(1 / np.maximum(length, 1e-6)) @ matrix).astype(np.float32).tocsr()


def all_rows(messages: Sequence[Mapping[str, Ints]], weights: Mapping[str, float], dense: Floats) -> Any:
    """Return (n, clues) sparse rows: the blocks side by side, each times its weight, and the dense vector."""
    vocabulary = learn_vocabulary(messages)
    parts = [weights[block] * block_matrix(messages, block, vocabulary) for block in BLOCKS if weights.get(block)]
    return sp.hstack([*parts, sp.csr_matrix(dense)]).tocsr()
