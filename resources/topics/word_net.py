"""A small network over the words of a message in their order, beside the linear heads: numpy only.

Trained by `resources.model.word_net`; what it adds is written in resources/model/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from resources.errors import ModelError
from resources.language.tokenise import Token
from resources.topics.near import Meanings

LONGEST = 72
"""Words of a talk that are read, the last ones."""

MEANING_SCALE = 4.0
"""Word vectors have length one; the network was trained on them times this."""

FARTHEST = 8.0
"""Log odds beyond this say no more."""

SMALL = ("forms", "project", "conv", "attend", "value", "hidden", "out")
"""Arrays kept as int8, one scale each."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def form_number(form: str) -> int:
    """Return the number (31 bits) under which a word's dictionary form is filed."""
    return crc32(form.encode()) & 0x7FFFFFFF


@dataclass(frozen=True)
class Words:
    """The words of a message: `meanings` (n,) rows of the word vectors, -1 for none; `forms` (n,) numbers."""

    meanings: Ints
    forms: Ints


def words_of(tokens: Sequence[Token], meanings: Meanings) -> Words:
    """Return the last LONGEST words of a message."""
    last = tokens[-LONGEST:]
    return Words(
        np.fromiter((meanings.row(token) for token in last), np.int64, len(last)),
        np.fromiter((form_number(token.form) for token in last), np.int64, len(last)),
    )


class WordNet:
    """One convolution over three words, eight heads of attention and the maximum, one hidden layer."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]], vectors: Floats) -> None:
        """Keep the weights (see `resources.model.word_net.arrays`) and the word vectors (meanings, dimension)."""
        self._keys = arrays["keys"].astype(np.int64)
        self._weights = {name: _opened(arrays, name) for name in arrays if name not in ("keys", "share")}
        self._vectors = vectors * np.float32(MEANING_SCALE)
        self.share = arrays["share"].astype(np.float32)
        self.topics = int(self.share[3])

    @classmethod
    def load(cls, path: Path, vectors: Floats) -> WordNet | None:
        """Read the network beside the linear heads; None when there is no such file; raises ModelError when broken."""
        if not path.exists():
            return None
        try:
            with np.load(path, allow_pickle=False) as file:
                return cls({name: file[name] for name in file.files}, vectors)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(path, "読み込めません。python -m resources.model.train で作り直してください") from error

    def added(self, words: Words) -> Floats:
        """Return (outputs,) what the network adds to the raw scores of the linear heads."""
        if not len(words.forms):
            return np.zeros(len(self._weights["out_bias"]), np.float32)
        return weighed(self.logits(words), self.share)

    def logits(self, words: Words) -> Floats:
        """Return (outputs,) logits: main topic, topics told, intent."""
        weight = self._weights
        row = self._project(words)
        padded = np.pad(row, ((1, 1), (0, 0)))
        near = np.hstack([padded[:-2], padded[1:-1], padded[2:]]) @ weight["conv"] + weight["conv_bias"]
        row = _normed(row + _gelu(near)) * weight["norm"] + weight["norm_bias"]
        chance = row @ weight["attend"] + weight["attend_bias"]
        chance = np.exp(chance - chance.max(axis=0))
        value = row @ weight["value"] + weight["value_bias"]
        heads = chance.shape[1]
        parts = value.reshape(len(row), heads, -1)
        told = np.einsum("nh,nhd->hd", chance / chance.sum(axis=0), parts).ravel()
        hidden = _gelu(np.concatenate([told, row.max(axis=0)]) @ weight["hidden"] + weight["hidden_bias"])
        return np.asarray(hidden @ weight["out"] + weight["out_bias"], np.float32)

    def _project(self, words: Words) -> Floats:
        weight = self._weights
        known = words.meanings >= 0
        vectors = np.where(known[:, None], self._vectors[np.maximum(words.meanings, 0)], 0)
        at = np.minimum(np.searchsorted(self._keys, words.forms), len(self._keys) - 1)
        forms = np.where(self._keys[at] == words.forms, at, len(self._keys))  # the last row is for words never met
        return np.asarray(vectors @ weight["project"] + weight["forms"][forms] + weight["project_bias"], np.float32)


def weighed(logits: Floats, share: Floats) -> Floats:
    """Return log chances of the main topic, log odds of the topics told, log chances of the intent, times *share*.

    *logits* (…, outputs); *share* (4,) the three weights and the number of topics.
    """
    count = int(share[3])
    main, told, intent = logits[..., :count], logits[..., count : 2 * count], logits[..., 2 * count :]
    told = np.clip(told, -FARTHEST, FARTHEST)
    parts = (share[0] * _log_chances(main), share[1] * told, share[2] * _log_chances(intent))
    return np.concatenate(parts, axis=-1).astype(np.float32)


def packed(arrays: Mapping[str, Floats]) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays as shipped: the great ones as int8 with a scale, the rest as they are."""
    found: dict[str, npt.NDArray[Any]] = {}
    for name, array in arrays.items():
        if name in SMALL:
            scale = max(float(np.quantile(np.abs(array), 0.9999)), 1e-9) / 127
            found[name] = np.clip(np.round(array / scale), -127, 127).astype(np.int8)
            found[f"{name}_scale"] = np.array(scale, np.float32)
        else:
            found[name] = array
    return found


def _opened(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> Floats:
    array = arrays[name].astype(np.float32)
    return np.asarray(array * arrays[f"{name}_scale"], np.float32) if name in SMALL else array


def _log_chances(logits: Floats) -> Floats:
    lower = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(lower - np.log(np.exp(lower).sum(axis=-1, keepdims=True)), np.float32)


def _normed(rows: Floats) -> Floats:
    centred = rows - rows.mean(axis=1, keepdims=True)
    return np.asarray(centred / np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + 1e-5), np.float32)


def _gelu(values: Floats) -> Floats:
    inner = np.float32(0.7978845608) * (values + np.float32(0.044715) * values**3)
    return np.asarray(0.5 * values * (1 + np.tanh(inner)), np.float32)
