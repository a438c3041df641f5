"""Places by topics and meaning, from 10^2 to 10^6 records: filters before vectors, vectors read from disk as needed.

The worth of a record for a need is `fits · weights + MEANING × cosine`. With a town only its rows are looked at, all of
them and exactly. Without one, whole groups of records are left out first: records with the same topics have the same
first part, so a group whose first part is too small cannot reach the best ones, however well its words fit. What is
left is ranked by a short form of the vectors (main directions, float32) and the best of that exactly (float16).
Edited records go into a small part of their own that is always searched exactly, until the index is built anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Rows = npt.NDArray[np.int64]

MEANING = 0.25
"""Weight of the cosine beside the topics, as the matcher weighs it."""

SHORT = 48
"""Directions of the short form; of the 256 of the packaged encoder they hold most of what tells texts apart."""

AGAIN = 600
"""Records that are ranked again exactly."""

_FIRST_LOOK = 4000
_SAMPLE = 20_000
_FILES = ("full", "short", "group_fits", "group_ends", "town_rows", "town_ends", "axes")


@dataclass(frozen=True)
class Query:
    """What is looked for: topic weights (T,), a unit vector (D,), and the towns whose records count (None: all)."""

    weights: Floats
    vector: Floats
    towns: Sequence[str] | None = None


class Vectors:
    """The records as arrays, in memory or mapped from a folder; `ids` of a search are the caller's own row numbers."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]], towns: Sequence[str], order: Rows) -> None:
        """Take the arrays of `build` or `open_folder`."""
        self._full: Halves = arrays["full"]  # type: ignore[assignment]
        self._short: Floats = arrays["short"]  # type: ignore[assignment]
        self._group_fits: Floats = np.asarray(arrays["group_fits"], dtype=np.float32)
        self._group_ends = np.asarray(arrays["group_ends"], dtype=np.int64)
        self._town_rows: Rows = arrays["town_rows"]  # type: ignore[assignment]
        self._town_ends = np.asarray(arrays["town_ends"], dtype=np.int64)
        self._axes: Floats = np.asarray(arrays["axes"], dtype=np.float32)
        self._towns, self._order = {name: at for at, name in enumerate(towns)}, order
        self._gone = np.zeros(len(order), dtype=bool)
        self._place_of: dict[int, int] = {}
        self._fresh: dict[int, tuple[Floats, Floats, str]] = {}

    @classmethod
    def build(cls, fits: Floats, vectors: Floats, towns: Sequence[str]) -> Vectors:
        """Return the index over (n, T) topic fits, (n, D) unit vectors and the n towns of the records."""
        arrays, names, order = _arrays(fits, vectors, towns)
        return cls(arrays, names, order)

    def __len__(self) -> int:
        """Return how many records are there."""
        return len(self._order) - int(self._gone.sum()) + len(self._fresh)

    def save(self, folder: Path) -> None:
        """Write the arrays to a folder, to be mapped by any number of processes."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            np.save(folder / f"{name}.npy", getattr(self, f"_{name}"))
        np.save(folder / "order.npy", self._order)
        (folder / "towns.json").write_text(json.dumps(list(self._towns), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open_folder(cls, folder: Path) -> Vectors:
        """Map what `save` wrote; only the parts that a search touches come into memory."""
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _FILES}
        order = np.load(folder / "order.npy", mmap_mode="r")
        return cls(arrays, json.loads((folder / "towns.json").read_text(encoding="utf-8")), order)

    def put(self, row: int, fits: Floats, vector: Floats, town: str) -> None:
        """Add or replace one record; nothing else is computed anew."""
        self.drop(row)
        self._fresh[row] = (fits, vector, town)

    def drop(self, row: int) -> None:
        """Take one record out."""
        self._fresh.pop(row, None)
        if not self._place_of:
            self._place_of = {int(own): at for at, own in enumerate(self._order)}
        if row in self._place_of:
            self._gone[self._place_of[row]] = True

    def search(self, query: Query, count: int) -> tuple[Rows, Floats]:
        """Return the best rows and their worth, best first."""
        at = self._of_towns(query.towns) if query.towns is not None else self._worth_a_look(query, count)
        at = at[~self._gone[at]]
        rows, worth = self._order[at], self._exact(at, query)
        fresh_rows, fresh_worth = self._of_fresh(query)
        rows, worth = np.concatenate([rows, fresh_rows]), np.concatenate([worth, fresh_worth])
        best = _best(worth, count)
        return rows[best], worth[best]

    def _of_towns(self, towns: Sequence[str]) -> Rows:
        """Return the places in the arrays of all records of some towns."""
        known = [self._towns[town] for town in towns if town in self._towns]
        parts = [self._town_rows[self._start(self._town_ends, at) : self._town_ends[at]] for at in known]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    def _worth_a_look(self, query: Query, count: int) -> Rows:
        """Return the places of the records that may be among the best, by groups and the short form."""
        topical: Floats = self._group_fits @ query.weights
        groups = np.argsort(-topical, kind="stable")
        sizes = np.diff(self._group_ends, prepend=0)[groups]
        first = int(np.searchsorted(np.cumsum(sizes), _FIRST_LOOK)) + 1
        short: Floats = self._axes @ query.vector
        near = self._shortlist(groups[:first], topical, short)
        worth = np.sort(self._exact(near, query))
        least = float(worth[-count]) if len(worth) >= count else -1.0
        may = groups[first:][topical[groups[first:]] + MEANING > least]
        if not len(may):
            return near
        return np.concatenate([near, self._shortlist(may, topical, short)])

    def _shortlist(self, groups: Rows, topical: Floats, short: Floats) -> Rows:
        """Return the best of some groups by topics and the short form, AGAIN of them."""
        bounds = [(self._start(self._group_ends, int(g)), int(self._group_ends[g]), float(topical[g])) for g in groups]
        bounds.sort()
        places, worth = [], []
        for start, end, base in _joined(bounds):
            worth.append(MEANING * (self._short[start:end] @ short) + _spread(base))
            places.append(np.arange(start, end))
        if not places:
            return np.zeros(0, np.int64)
        return np.concatenate(places)[_best(np.concatenate(worth), AGAIN)]

    def _exact(self, at: Rows, query: Query) -> Floats:
        """Return the worth of records, from the whole vectors."""
        group = np.searchsorted(self._group_ends, at, side="right")
        topical = self._group_fits @ query.weights
        meaning = np.asarray(self._full[at], dtype=np.float32) @ query.vector
        return np.asarray(topical[group] + MEANING * meaning, dtype=np.float32)

    def _of_fresh(self, query: Query) -> tuple[Rows, Floats]:
        """Return rows and worth of the records put in since the index was built."""
        found = [
            (row, float(fits @ query.weights) + MEANING * float(vector @ query.vector))
            for row, (fits, vector, town) in self._fresh.items()
            if query.towns is None or town in query.towns
        ]
        rows = np.array([row for row, _ in found], dtype=np.int64)
        return rows, np.array([worth for _, worth in found], dtype=np.float32)

    @staticmethod
    def _start(ends: Rows, at: int) -> int:
        return int(ends[at - 1]) if at else 0


def _best(worth: Floats, count: int) -> Rows:
    """Return the places of the largest values, largest first."""
    if len(worth) > count:
        part = np.argpartition(worth, -count)[-count:]
        return part[np.argsort(-worth[part], kind="stable")]
    return np.argsort(-worth, kind="stable")


def _joined(bounds: list[tuple[int, int, float]]) -> list[tuple[int, int, list[tuple[int, float]]]]:
    """Return neighbouring slices as one: start, end, and the length and base of each part."""
    found: list[tuple[int, int, list[tuple[int, float]]]] = []
    for start, end, base in bounds:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end, [*found[-1][2], (end - start, base)])
        else:
            found.append((start, end, [(end - start, base)]))
    return found


def _spread(parts: list[tuple[int, float]]) -> Floats:
    """Return the base of each record of a joined slice."""
    return np.repeat([base for _, base in parts], [length for length, _ in parts]).astype(np.float32)


def _arrays(
    fits: Floats, vectors: Floats, towns: Sequence[str]
) -> tuple[dict[str, npt.NDArray[np.generic]], list[str], Rows]:
    """Return the arrays, ordered by groups of equal topics, with the rows of each town."""
    kinds, group = np.unique(fits, axis=0, return_inverse=True)
    group = group.reshape(-1)
    order = np.argsort(group, kind="stable")
    names, town = np.unique(np.asarray(towns, dtype=np.str_), return_inverse=True)
    axes = _main_directions(vectors)
    by_town = np.argsort(town[order], kind="stable")
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "full": vectors[order].astype(np.float16),
        "short": (vectors @ axes.T)[order].astype(np.float32),
        "group_fits": kinds.astype(np.float32),
        "group_ends": np.cumsum(np.bincount(group, minlength=len(kinds))),
        "town_rows": by_town,
        "town_ends": np.cumsum(np.bincount(town, minlength=len(names))),
        "axes": axes,
    }
    return arrays, [str(name) for name in names], order


def _main_directions(vectors: Floats) -> Floats:
    """Return the (SHORT, D) directions that keep most of the inner products of the records."""
    step = max(len(vectors) // _SAMPLE, 1)
    sample = vectors[::step].astype(np.float32)
    values, directions = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(directions[:, np.argsort(-values)[:SHORT]].T, dtype=np.float32)
