"""The places by topics, meaning and town: hard filters first, then vectors (see resources/vectors.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from resources.encoder import Encoder
from resources.hours.of_records import hours_of_hotline, hours_of_place
from resources.hours.opening import OpeningHours
from resources.lines import line_places
from resources.records import Hotline, Place
from resources.vectors import MEANING, Query, Vectors

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

MAIN_FIT, OTHER_FIT, LEAST_FIT = 1.0, 0.85, 0.6
"""How well a place answers its first topic, its second, and at least every other one it names."""

LOOKED_AT = 2000
"""Records of the towns in question that are looked at; a municipality has a few hundred."""


@dataclass(frozen=True)
class Entry:
    """A place with its hours, read when they are first asked for; `of_line` is the phone line or chat it stands for."""

    place: Place
    of_line: Hotline | None = None

    @property
    def line(self) -> bool:
        """Return True for a phone line or chat that stands in for a place."""
        return self.of_line is not None

    @cached_property
    def hours(self) -> OpeningHours:
        """Return when it is open."""
        return hours_of_hotline(self.of_line) if self.of_line else hours_of_place(self.place)


class PlaceIndex:
    """All places with one row of topic fits and one unit vector each."""

    def __init__(
        self, entries: Sequence[Entry], topics: Sequence[str], encoder: Encoder, before: PlaceIndex | None = None
    ) -> None:
        """Embed the places in one batch; what `before` has embedded in the same words is taken from there."""
        self.entries = tuple(entries)
        self.topics = tuple(topics)
        self.fits: Floats = np.stack([fits_of(entry.place, self.topics) for entry in self.entries])
        self.primary = self.fits.argmax(axis=1)
        self._encoder = encoder
        self._told = tuple(told_of(entry.place) for entry in self.entries)
        self._embedded = self._vectors_of(before if before and before._encoder is encoder else None)
        towns = [entry.place.municipality for entry in self.entries]
        self._store = Vectors.build(self.fits, self._embedded, towns)

    @classmethod
    def build(
        cls,
        places: Sequence[Place],
        lines: Sequence[Hotline],
        topics: Sequence[str],
        encoder: Encoder,
        before: PlaceIndex | None = None,
    ) -> PlaceIndex:
        """Return the index over the catalogue and the lines that may be suggested for a worry."""
        entries = [Entry(place) for place in places]
        entries += [Entry(place, line) for place, line in line_places(lines)]
        return cls(entries, topics, encoder, before)

    def nearest(self, weights: Floats, text: str, towns: Sequence[str]) -> tuple[Rows, Floats]:
        """Return the rows that serve any of the towns, best first by topics and meaning, with their cosines."""
        silent = np.zeros(self._encoder.dimension, np.float32)
        vector = self._encoder.queries([text])[0] if text.strip() else silent
        rows, worth = self._store.search(Query(weights, vector, towns), LOOKED_AT)
        return rows, np.asarray((worth - self.fits[rows] @ weights) / MEANING, dtype=np.float32)

    def _vectors_of(self, before: PlaceIndex | None) -> Floats:
        """Return the vectors of all places; only words that are new are embedded."""
        known = dict(zip(before._told, before._embedded, strict=True)) if before else {}
        fresh = list(dict.fromkeys(told for told in self._told if told not in known))
        known |= dict(zip(fresh, self._encoder.passages(fresh), strict=True))
        return np.stack([known[told] for told in self._told])


def told_of(place: Place) -> str:
    """Return the words of a place that are embedded."""
    return f"{place.name} {place.target} {place.description}"


def fits_of(place: Place, topics: Sequence[str]) -> Floats:
    """Return how well a place answers each topic (T,)."""
    row = np.zeros(len(topics), np.float32)
    for rank, topic in enumerate(place.topics):
        if topic in topics:
            fit = MAIN_FIT if rank == 0 else max(LEAST_FIT, OTHER_FIT - 0.05 * (rank - 1))
            row[topics.index(topic)] = fit
    return row
