"""The places in memory: hard filters first, then vectors; brute force in numpy is enough for 10^5 rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resources.encoder import Encoder
from resources.hours.of_records import hours_of_hotline, hours_of_place
from resources.hours.opening import OpeningHours
from resources.lines import line_places
from resources.records import Hotline, Place

Floats = npt.NDArray[np.float32]

MAIN_FIT, OTHER_FIT, LEAST_FIT = 1.0, 0.85, 0.6
"""How well a place answers its first topic, its second, and at least every other one it names."""


@dataclass(frozen=True)
class Entry:
    """A place with its hours; `line` marks a phone line or chat that stands in for a place."""

    place: Place
    hours: OpeningHours
    line: bool = False


class PlaceIndex:
    """All places with one row of topic fits and one unit vector each."""

    def __init__(self, entries: Sequence[Entry], topics: Sequence[str], encoder: Encoder) -> None:
        """Embed every place in one batch; `topics` is the order of the columns of `fits`."""
        self.entries = tuple(entries)
        self.topics = tuple(topics)
        self.fits: Floats = np.stack([_fits(entry.place, self.topics) for entry in self.entries])
        self.primary = self.fits.argmax(axis=1)
        self._by_town: dict[str, list[int]] = {}
        for row, entry in enumerate(self.entries):
            self._by_town.setdefault(entry.place.municipality, []).append(row)
        self._encoder = encoder
        self._vectors = encoder.passages([_told(entry.place) for entry in self.entries])

    @classmethod
    def build(
        cls, places: Sequence[Place], lines: Sequence[Hotline], topics: Sequence[str], encoder: Encoder
    ) -> PlaceIndex:
        """Return the index over the catalogue and the lines that may be suggested for a worry."""
        entries = [Entry(place, hours_of_place(place)) for place in places]
        entries += [Entry(place, hours_of_hotline(line), line=True) for place, line in line_places(lines)]
        return cls(entries, topics, encoder)

    def rows_of(self, *municipalities: str | None) -> list[int]:
        """Return the rows of the places that serve any of the municipalities."""
        return [row for name in municipalities for row in self._by_town.get(name or "", ())]

    def alike(self, text: str, rows: npt.NDArray[np.int64]) -> Floats:
        """Return the cosine (len(rows),) of *text* with the given places."""
        if not text.strip() or not len(rows):
            return np.zeros(len(rows), np.float32)
        return np.asarray(self._vectors[rows] @ self._encoder.queries([text])[0], dtype=np.float32)


def _told(place: Place) -> str:
    return f"{place.name} {place.target} {place.description}"


def _fits(place: Place, topics: Sequence[str]) -> Floats:
    row = np.zeros(len(topics), np.float32)
    for rank, topic in enumerate(place.topics):
        if topic in topics:
            fit = MAIN_FIT if rank == 0 else max(LEAST_FIT, OTHER_FIT - 0.05 * (rank - 1))
            row[topics.index(topic)] = fit
    return row
