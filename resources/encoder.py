"""Text to vectors with sentence-transformers models: the packaged static one, or any other by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from resources.errors import ModelError
from resources.language.normalise import fold
from resources.static_encoder import StaticEncoder

Float32Array = npt.NDArray[np.float32]

PACKAGED = Path(__file__).parent / "model" / "encoder"

BATCH = 64


class Encoder(Protocol):
    """Anything that turns texts into unit vectors of one length."""

    name: str
    dimension: int

    def queries(self, texts: Sequence[str]) -> Float32Array:
        """Return (n, dimension) unit rows for things people say; zero rows for texts with no known word."""

    def passages(self, texts: Sequence[str]) -> Float32Array:
        """Return (n, dimension) unit rows for descriptions to be found."""


@dataclass(frozen=True)
class Prefixes:
    """What a model wants written before a question and before a text to be found."""

    query: str = ""
    passage: str = ""


PREFIXES: tuple[tuple[str, Prefixes], ...] = (
    ("ruri-v3", Prefixes("検索クエリ: ", "検索文書: ")),
    ("ruri-", Prefixes("クエリ: ", "文章: ")),
    ("multilingual-e5", Prefixes("query: ", "passage: ")),
    ("GLuCoSE-base-ja-v2", Prefixes("query: ", "passage: ")),
)
"""The first part that a name holds wins; from the cards of cl-nagoya/ruri-v3-30m and intfloat/multilingual-e5-small."""


def prefixes(name: str) -> Prefixes:
    """Return the prefixes of the model called *name*; none for the packaged one and for unknown models."""
    return next((found for part, found in PREFIXES if part.lower() in name.lower()), Prefixes())


class SentenceEncoder:
    """A sentence-transformers model with its prefixes."""

    def __init__(self, model: Any, name: str, before: Prefixes, folds: bool) -> None:
        """Keep *model*; with *folds* every text is folded first (the packaged model was trained so)."""
        self.name = name
        self.dimension = int(model.get_embedding_dimension())
        self._model, self._before, self._folds = model, before, folds

    def queries(self, texts: Sequence[str]) -> Float32Array:
        """Return (n, dimension) unit rows for things people say."""
        return self._encode(texts, self._before.query)

    def passages(self, texts: Sequence[str]) -> Float32Array:
        """Return (n, dimension) unit rows for descriptions to be found."""
        return self._encode(texts, self._before.passage)

    def _encode(self, texts: Sequence[str], before: str) -> Float32Array:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        ready = [before + (fold(text) if self._folds else text) for text in texts]
        rows = self._model.encode(ready, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)
        return unit_rows(np.asarray(rows, dtype=np.float32))


def unit_rows(rows: Float32Array) -> Float32Array:
    """Return *rows* with length one each; rows of zeros stay zero."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)


def load_encoder(name_or_path: str | None = None) -> Encoder:
    """Return the packaged encoder (None) or the named model of the hub or of a folder.

    Raises ModelError when it cannot be had: the folder is missing or there is no network for a hub name.
    """
    if name_or_path is None:
        return StaticEncoder.load(PACKAGED)
    import torch
    from sentence_transformers import SentenceTransformer

    try:
        with torch.inference_mode():
            model = SentenceTransformer(name_or_path, device="cpu")
    except (OSError, ValueError) as error:
        how = "エンコーダーを読み込めません。TSUNAGU_ENCODER の値を確かめてください"
        raise ModelError(name_or_path, how) from error
    ours = Path(name_or_path) == PACKAGED
    return SentenceEncoder(model, name_or_path, prefixes(name_or_path), folds=ours)
