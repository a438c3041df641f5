"""Word vectors and word groups, looked up by Sudachi's normalised form.

Source: chiVe (Works Applications, Apache License 2.0) as packed in `ja-ginza` 5.2.0 (MIT License): 480,000 words that
share 20,000 vectors, made small by `resources.words.build`. See `NOTICE.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from resources.errors import ModelError

Float32Array = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

PACKAGED = Path(__file__).parent / "words.npz"
UNKNOWN = -1


def key_of(word: str) -> int:
    """The 32-bit number under which *word* is filed (one word in some ten thousand shares another's)."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest(), "little")


class WordVectors:
    """20,000 meanings; several words may share one.

    `vectors`: (20000, dimension) float32 unit rows. `groups`: for each granularity, (20000,) group numbers.
    """

    def __init__(self, keys: npt.NDArray[np.uint32], rows: npt.NDArray[np.uint16], parts: WordParts) -> None:
        self._keys, self._rows = keys, rows
        self.vectors, self.groups = parts
        self.dimension = int(self.vectors.shape[1])
        self.row = lru_cache(maxsize=50_000)(self._find)

    @classmethod
    def load(cls, path: Path = PACKAGED) -> WordVectors:
        """Read the packaged file, once a process for all readers. Raises ModelError when it is missing or broken."""
        return _load(path)

    def _find(self, word: str) -> int:
        key = key_of(word)
        at = int(np.searchsorted(self._keys, np.uint32(key)))
        return int(self._rows[at]) if at < len(self._keys) and int(self._keys[at]) == key else UNKNOWN

    def rows(self, words: Sequence[str]) -> IntArray:
        """The meaning of each word, (n,), -1 where it is not known."""
        return np.fromiter((self.row(word) for word in words), np.int64, len(words))

    def mean(self, words: Sequence[str], weights: Sequence[float] | None = None) -> Float32Array:
        """The unit mean of the known words, (dimension,); zeros when none is known."""
        rows = self.rows(words)
        known = rows >= 0
        if not known.any():
            return np.zeros(self.dimension, np.float32)
        weight = np.ones(len(rows), np.float32) if weights is None else np.asarray(weights, np.float32)
        total: Float32Array = (self.vectors[rows[known]] * weight[known, None]).sum(axis=0, keepdims=True)
        return np.asarray(_unit(total)[0])


@lru_cache(maxsize=2)
def _load(path: Path) -> WordVectors:
    try:
        with np.load(path) as file:
            small = file["vectors"].astype(np.float32)
            groups = {int(name[5:]): file[name].astype(np.int64) for name in file.files if name.startswith("group")}
            return WordVectors(file["keys"], file["rows"], (_unit(small), groups))
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(path.name, "単語ベクトルのファイルが読めません") from error


WordParts = tuple[Float32Array, dict[int, IntArray]]


def _unit(rows: Float32Array) -> Float32Array:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)
