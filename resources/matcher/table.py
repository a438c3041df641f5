"""All places as arrays, so that filters are a look-up and ranks a product, from 10² to 10⁶ records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resources.encoder import Encoder
from resources.matcher.wish import Wish
from resources.records import Place

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_FALLING = (1.0, 0.9, 0.82, 0.75, 0.7)
_LATER = 0.62
_YOUNGEST, _OLDEST = 0, 200
SPECIAL = frozenset(
    {"addiction", "disability", "dementia", "young_carer", "school_refusal", "divorce", "dv", "abuse", "parenting",
     "foreign_residents", "guardianship", "fraud", "hoarding", "eighty_fifty", "education_cost"}
)  # fmt: skip


@dataclass(frozen=True)
class PlaceTable:
    """`fit` is (n, topics): how much a place is about a topic; `vectors` (n, d) unit rows; `rows` by municipality."""

    places: tuple[Place, ...]
    topics: tuple[str, ...]
    fit: Floats
    vectors: Floats
    rows: dict[str, Ints]
    ages: npt.NDArray[np.int16]
    primary: Ints
    """Column of each place's first topic."""
    special: npt.NDArray[np.bool_]
    """Whether that topic names the people the place is made for."""

    @classmethod
    def build(
        cls, places: Sequence[Place], topics: Sequence[str], names: dict[str, str], encoder: Encoder
    ) -> PlaceTable:
        """Encode all places in one batch."""
        texts = [_text(place, names) for place in places]
        rows: dict[str, list[int]] = {}
        for row, place in enumerate(places):
            rows.setdefault(place.municipality, []).append(row)
        ages = [(place.age_min or _YOUNGEST, place.age_max or _OLDEST) for place in places]
        column = {topic: number for number, topic in enumerate(topics)}
        first = [place.topics[0] if place.topics else topics[0] for place in places]
        return cls(
            primary=np.asarray([column.get(topic, 0) for topic in first], dtype=np.int64),
            special=np.asarray([topic in SPECIAL for topic in first], dtype=np.bool_),
            places=tuple(places),
            topics=tuple(topics),
            fit=_fit(places, topics),
            vectors=encoder.passages(texts),
            rows={name: np.asarray(found, dtype=np.int64) for name, found in rows.items()},
            ages=np.asarray(ages, dtype=np.int16).reshape(-1, 2),
        )

    def of(self, municipality: str) -> Ints:
        """Rows of one municipality (or of 東京都全域, 全国)."""
        return self.rows.get(municipality, np.zeros(0, dtype=np.int64))

    def old_enough(self, rows: Ints, wish: Wish) -> npt.NDArray[np.bool_]:
        """Which rows serve a person of that age; all where it is not known."""
        if wish.age is None:
            return np.ones(len(rows), dtype=np.bool_)
        low, high = self.ages[rows, 0], self.ages[rows, 1]
        return np.asarray((low <= wish.age) & (wish.age <= high))


def _fit(places: Sequence[Place], topics: Sequence[str]) -> Floats:
    """A place's first topic counts most; a desk for everything is a little less about each thing."""
    column = {topic: number for number, topic in enumerate(topics)}
    fit = np.zeros((len(places), len(topics)), dtype=np.float32)
    for row, place in enumerate(places):
        broad = 1.0 - 0.015 * max(len(place.topics) - 4, 0)
        for position, topic in enumerate(place.topics):
            if topic in column:
                weight = _FALLING[position] if position < len(_FALLING) else _LATER
                fit[row, column[topic]] = weight * broad
    return fit


def _text(place: Place, names: dict[str, str]) -> str:
    told = "、".join(names.get(topic, "") for topic in place.topics[:4])
    return f"{place.name}。{place.description} {place.target} {told}"
