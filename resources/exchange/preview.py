"""What an import would change, shown before it changes anything; all or nothing for each file unless told otherwise."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from math import cos, hypot, radians
from typing import Literal

from resources.errors import ExchangeError, Problem
from resources.exchange.tables import Imported
from resources.records import Place

State = Literal["new", "changed", "unchanged", "ask", "refused"]

SAME_PLACE_METRES = 50.0
"""Two records of one name are one facility only within this distance; a name alone never joins two."""

_TOLD = ("description", "phone", "hours_text", "operator", "target", "url", "kind", "topics")

_METRES_PER_DEGREE = 111_320.0
_KEPT = ("id", "provenance", "topics", "kind")
"""Fields in which a person's choice stands against a table's default."""


@dataclass(frozen=True)
class Change:
    """One field before and after, for the preview and for the history."""

    place_id: str
    field: str
    old: str
    new: str
    at: datetime | None = None
    by: str = ""
    person: bool = False
    """True when a person made the change by hand, so that an import asks before it changes the place."""


@dataclass(frozen=True)
class Item:
    """One row of the preview; `ask`: a person edited this place, so a change needs their word."""

    state: State
    row: int
    place: Place | None = None
    changes: tuple[Change, ...] = ()
    problem: Problem | None = None

    @property
    def label(self) -> str:
        """Return the state in Japanese."""
        return _LABELS[self.state]


_LABELS: dict[State, str] = {
    "new": "新しい",
    "changed": "変わる",
    "unchanged": "同じ",
    "ask": "確認が必要(人が直した行)",
    "refused": "取りこめない",
}


@dataclass(frozen=True)
class Preview:
    """The whole of what one file would do."""

    file: str
    items: tuple[Item, ...]
    warnings: tuple[Problem, ...]
    unused_columns: tuple[str, ...] = ()
    """Columns of the file that nothing of ours takes."""

    def of(self, state: State) -> tuple[Item, ...]:
        """Return the items of one state."""
        return tuple(item for item in self.items if item.state == state)


def preview_import(existing: Sequence[Place], imported: Imported, edited: Collection[str] = ()) -> Preview:
    """Return what would happen to each row; `edited` are ids of places that a person has edited by hand."""
    by_id = {place.id: place for place in existing}
    by_name: dict[str, list[Place]] = {}
    for place in existing:
        by_name.setdefault(_name_key(place.name), []).append(place)
    items = []
    known = set(by_id)
    for place in imported.places:
        same = _same(place, by_id, by_name)
        if same is not None and same.id not in known and not _says_the_same(same, place):
            same = None  # two services in one house, each with its own row
        item = _item(place, same, imported.rows.get(place.id, 0), edited)
        items.append(item)
        if item.state in ("new", "changed") and item.place:  # a second row of the same facility joins this one
            _remember(item.place, by_id, by_name)
    items += [Item("refused", problem.row, problem=problem) for problem in imported.refused]
    warnings = tuple(problem for problem in imported.problems if problem.level == "warning")
    ordered = tuple(sorted(items, key=lambda item: item.row))
    return Preview(imported.file, ordered, warnings, imported.unknown_columns)


def apply_preview(
    existing: Sequence[Place], preview: Preview, *, at: datetime, partial: bool = False, accepted: Collection[str] = ()
) -> tuple[tuple[Place, ...], tuple[Change, ...]]:
    """Return the catalogue after the import and its history.

    Raises ExchangeError when rows are refused and `partial` is not set: then nothing changes. Places that a person
    edited change only when their id is in `accepted`.
    """
    refused = preview.of("refused")
    if refused and not partial:
        raise ExchangeError(
            f"{preview.file}: 取りこめない行が{len({item.row for item in refused})}件あるので、何も変えていません。"
            "直して取りこみ直すか、「取りこめる行だけ」を選んでください"
        )
    places = {place.id: place for place in existing}
    history: list[Change] = []
    for item in preview.items:
        wanted = item.state in ("new", "changed") or (
            item.state == "ask" and item.place is not None and item.place.id in accepted
        )
        if item.place is None or not wanted:
            continue
        places[item.place.id] = item.place
        history += [replace(change, at=at, by=preview.file) for change in item.changes]
    return tuple(places.values()), tuple(history)


def _item(place: Place, old: Place | None, row: int, edited: Collection[str]) -> Item:
    """Return the preview of one place."""
    if old is None:
        return Item("new", row, place, (Change(place.id, "id", "", place.id),))
    merged = _merged(old, place)
    changes = _changes(old, merged)
    if not changes:
        return Item("unchanged", row, old)
    return Item("ask" if old.id in edited else "changed", row, merged, changes)


def _says_the_same(one: Place, other: Place) -> bool:
    """Return True when two rows of a file contradict each other in nothing but their id and coordinates."""
    told = ((getattr(one, name), getattr(other, name)) for name in _TOLD)
    return all(mine == theirs or mine in ("", None, ()) or theirs in ("", None, ()) for mine, theirs in told)


def _remember(place: Place, by_id: dict[str, Place], by_name: dict[str, list[Place]]) -> None:
    """Put a place as it will be in the place of what it was."""
    by_id[place.id] = place
    others = [old for old in by_name.get(_name_key(place.name), ()) if old.id != place.id]
    by_name[_name_key(place.name)] = [*others, place]


def _same(place: Place, by_id: dict[str, Place], by_name: dict[str, list[Place]]) -> Place | None:
    """Return the record that a place is: by id, or by name within 50 m (never by name alone)."""
    if place.id in by_id:
        return by_id[place.id]
    near = [old for old in by_name.get(_name_key(place.name), ()) if _metres(old, place) <= SAME_PLACE_METRES]
    return near[0] if len(near) == 1 else None


def _merged(old: Place, new: Place) -> Place:
    """Return the old record with everything that the new one states; what it leaves empty stays as it was."""
    own_format = new.id == old.id and not new.id.startswith("od-")
    stated = {
        field.name: getattr(new, field.name)
        for field in fields(Place)
        if (own_format or field.name not in _KEPT) and getattr(new, field.name) not in ("", None, ())
    }
    fresher = new.provenance.verified_on is not None and (
        old.provenance.verified_on is None or new.provenance.verified_on > old.provenance.verified_on
    )
    return replace(old, **(stated | {"provenance": new.provenance if fresher or own_format else old.provenance}))


def _changes(old: Place, new: Place) -> tuple[Change, ...]:
    """Return the fields that differ."""
    return tuple(
        Change(old.id, field.name, str(getattr(old, field.name)), str(getattr(new, field.name)))
        for field in fields(Place)
        if getattr(old, field.name) != getattr(new, field.name)
    )


def _name_key(name: str) -> str:
    """Return a name without width, blanks and brackets' shape."""
    return re.sub(r"[\s・()（）「」]+", "", unicodedata.normalize("NFKC", name)).lower()


def _metres(one: Place, other: Place) -> float:
    """Return the distance of two places in metres, infinite when one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    scale = cos(radians(one.lat))
    return _METRES_PER_DEGREE * hypot(one.lat - other.lat, (one.lon - other.lon) * scale)


def summary(items: Iterable[Item]) -> dict[str, int]:
    """Return how many rows there are of each state, by its Japanese label; a row with two faults counts once."""
    counts: dict[str, int] = {}
    refused: set[int] = set()
    for item in items:
        if item.state != "refused" or item.row not in refused:
            counts[item.label] = counts.get(item.label, 0) + 1
        if item.state == "refused":
            refused.add(item.row)
    return counts
