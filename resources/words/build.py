"""Make `words.npz` from the wheel of ja-ginza: `python -m resources.words.build ja_ginza-5.2.0-py3-none-any.whl`.

Run once by whoever trains; the product itself needs neither the wheel nor msgpack (`pip download ja-ginza==5.2.0
--no-deps`, `pip install msgpack`).
"""

from __future__ import annotations

import io
import json
import re
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resources.words.vectors import PACKAGED, key_of

DIMENSION = 160
GROUPS = (256, 1024, 4096)
_VOCAB = "ja_ginza/ja_ginza-5.2.0/vocab/"
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿々]")
_MULTIPLIER = 0xC6A4A7935BD1E995
_MASK = (1 << 64) - 1


def murmur64a(data: bytes, seed: int = 1) -> int:
    """MurmurHash64A (Austin Appleby, public domain), under which spaCy files its strings."""
    state = (seed ^ (len(data) * _MULTIPLIER)) & _MASK
    end = len(data) // 8 * 8
    for (block,) in struct.iter_unpack("<Q", data[:end]):
        block = block * _MULTIPLIER & _MASK
        block = (block ^ (block >> 47)) * _MULTIPLIER & _MASK
        state = (state ^ block) * _MULTIPLIER & _MASK
    if data[end:]:
        state = (state ^ int.from_bytes(data[end:], "little")) * _MULTIPLIER & _MASK
    state = (state ^ (state >> 47)) * _MULTIPLIER & _MASK
    return state ^ (state >> 47)


def words_in(wheel: zipfile.ZipFile) -> Iterator[tuple[str, int]]:
    """Each Japanese word of the wheel with the number of its vector."""
    import msgpack  # type: ignore[import-untyped,import-not-found,unused-ignore]  # only the build needs it

    rows = msgpack.unpackb(wheel.read(_VOCAB + "key2row"), strict_map_key=False)
    for word in json.loads(wheel.read(_VOCAB + "strings.json")):
        row = rows.get(murmur64a(word.encode()))
        if row is not None and len(word) <= 16 and _JAPANESE.search(word):
            yield word, row


def smaller(vectors: npt.NDArray[Any]) -> npt.NDArray[np.int8]:
    """Principal axes of the unit vectors, as int8 with one scale for all: (n, 300) → (n, DIMENSION)."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    centred = unit - unit.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    projected = centred @ axes[:DIMENSION].T
    projected /= np.maximum(np.linalg.norm(projected, axis=1, keepdims=True), 1e-9)
    scale = 127 / np.quantile(np.abs(projected), 0.9995)
    return np.asarray(np.clip(np.round(projected * scale), -127, 127), np.int8)


def grouped(vectors: npt.NDArray[np.int8], count: int) -> npt.NDArray[np.int16]:
    """The group of each vector among *count*, by k-means with a fixed seed."""
    from sklearn.cluster import MiniBatchKMeans

    rows = vectors.astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    means = MiniBatchKMeans(count, random_state=0, n_init=3, batch_size=4096, max_iter=60).fit(rows)
    return np.asarray(means.labels_, np.int16)


def build(path: Path, target: Path = PACKAGED) -> int:
    """Write *target*; returns how many words it knows."""
    with zipfile.ZipFile(path) as wheel:
        found = {key_of(word): row for word, row in words_in(wheel)}
        vectors = smaller(np.load(io.BytesIO(wheel.read(_VOCAB + "vectors"))))
    keys = np.array(sorted(found), np.uint32)
    groups = {f"group{count}": grouped(vectors, count) for count in GROUPS}
    rows = np.array([found[int(key)] for key in keys], np.uint16)
    np.savez_compressed(target, keys=keys, rows=rows, vectors=vectors, **groups)  # type: ignore[arg-type]
    return len(keys)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]))} words\n")
