"""The packaged model, read from its sentence-transformers folder without torch.

It is a `StaticEmbedding`: a text's vector is the mean of its tokens' vectors. That takes a tokeniser and a table, and
leaves out 0.4 GB of memory and four seconds of start in every process; a test holds it equal to the library's own
reading of the same folder. Any other model, and all training, goes through sentence-transformers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resources.errors import ModelError
from resources.language.normalise import fold

Float32Array = npt.NDArray[np.float32]

_WEIGHTS = "embedding.weight"

_BATCH = 256
"""Texts whose tokens are held at a time: the tokeniser keeps a kilobyte or more of each."""


class StaticEncoder:
    """Mean of token vectors; texts are folded first, as in training."""

    name = "packaged"

    def __init__(self, tokenizer: Any, table: Float32Array) -> None:
        """Keep a `tokenizers.Tokenizer` and its (tokens, dimension) table."""
        self._tokenizer, self._table = tokenizer, table
        self.dimension = int(table.shape[1])

    @classmethod
    def load(cls, folder: Path) -> StaticEncoder:
        """Read a folder; raises ModelError when a file is missing or is no static model."""
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            if not (folder / "tokenizer.json").exists():
                raise FileNotFoundError(folder / "tokenizer.json")
            table = np.asarray(load_file(folder / "model.safetensors")[_WEIGHTS], np.float32)
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, KeyError, SafetensorError) as error:
            raise ModelError(str(folder), "同梱のエンコーダーを読み込めません。入れ直してください") from error
        tokenizer.no_padding()
        return cls(tokenizer, table)

    def queries(self, texts: Sequence[str]) -> Float32Array:
        """Return (n, dimension) unit rows for things people say; zero rows for texts with no token."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        parts = (texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH))
        rows = np.stack([self._mean(ids) for part in parts for ids in self._tokens(part)])
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)

    def passages(self, texts: Sequence[str]) -> Float32Array:
        """Return (n, dimension) unit rows for descriptions to be found."""
        return self.queries(texts)

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        found = self._tokenizer.encode_batch([fold(text) for text in texts], add_special_tokens=False)
        return [one.ids for one in found]

    def _mean(self, ids: list[int]) -> Float32Array:
        if not ids:
            return np.zeros(self.dimension, np.float32)
        return np.asarray(self._table[ids].mean(axis=0), np.float32)
