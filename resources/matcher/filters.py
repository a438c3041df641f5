"""Hard filters: what may be suggested at all. Nothing from a wrong area, age, language or channel gets through."""

from __future__ import annotations

import re
from collections.abc import Iterable

from resources.index import Entry
from resources.lines import WHOLE_JAPAN
from resources.matcher.wish import Scope, Wish
from resources.records import WHOLE_TOKYO, Place

_SUFFIX = re.compile("(圏域|地区|住区)$")

ADULT = 18

_ORDINARY = frozenset({None, "", "ja", "easy"})
_CODE = re.compile("[a-z]{2}")


class AreaNames:
    """Which areas are the same place under another spelling (富坂地区, 富坂圏域)."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Learn ids and names of areas from the catalogue."""
        self._stems: dict[str, str] = {}
        self._towns: dict[str, str] = {}
        for place in places:
            if place.area_id:
                self._stems.setdefault(place.area_id, _stem(place.area))
                self._towns.setdefault(place.area_id, place.municipality)

    def municipality(self, area_id: str | None) -> str | None:
        """Return the municipality an area lies in, None when unknown."""
        return self._towns.get(area_id or "")

    def same(self, place: Place, area: str) -> bool:
        """Return True when the place's area is *area* (an id or a name) or the larger district around it."""
        if place.area_id:
            return area in (place.area_id, place.area) or _stem(area) == _stem(place.area)
        wanted = self._stems.get(area, _stem(area))
        return _stem(place.area) in wanted


def scope_of(place: Place, wish: Wish, areas: AreaNames) -> Scope | None:
    """Return how near a place is, None when it does not serve the person's area.

    While the person's area is unknown a desk of one area counts as its municipality's (see one_area_desk).
    """
    if place.municipality == WHOLE_JAPAN:
        return "japan"
    if place.municipality == WHOLE_TOKYO:
        return "tokyo"
    if place.municipality != (wish.municipality or areas.municipality(wish.area_id)):
        return None
    if place.citywide:
        return "municipality"
    if wish.area_id:
        return "area" if areas.same(place, wish.area_id) else None
    return "municipality"


def one_area_desk(place: Place, wish: Wish) -> bool:
    """Return True for a desk of one area while the person's area is unknown: a last resort, it may be another's."""
    return not place.citywide and not wish.area_id and place.kind == "madoguchi"


def allowed(entry: Entry, wish: Wish) -> bool:
    """Return True when nothing but the area could speak against a place."""
    place = entry.place
    return (
        place.id not in wish.seen
        and _fits_age(place, wish.age)
        and _fits_language(entry, wish.language)
        and _fits_channel(place, wish.no_phone)
        and _fits_kind(place, wish)
    )


GROWN = 40
"""Age from which nobody is 若者 any more (子ども・若者育成支援推進大綱: up to 39)."""
_THE_YOUNG = frozenset({"children", "youth", "family"})


def _fits_age(place: Place, age: int | None) -> bool:
    if age is None:
        return True
    if (place.age_min is not None and age < place.age_min) or (place.age_max is not None and age > place.age_max):
        return age >= ADULT and "parents" in place.audience
    only = set(place.audience)
    if age >= ADULT and only == {"children"}:
        return False
    if age >= GROWN and "youth" in only and only <= _THE_YOUNG:
        return False
    return not (age < ADULT and only == {"elders"})


def _fits_language(entry: Entry, language: str | None) -> bool:
    """A line that speaks only other languages is of no use to someone who writes Japanese."""
    codes = {code for part in entry.place.languages for code in _CODE.findall(part)}
    if not entry.line or not codes or any("multi" in part for part in entry.place.languages):
        return True
    return "ja" in codes if language in _ORDINARY else language in codes or "ja" in codes


def _fits_channel(place: Place, no_phone: bool) -> bool:
    if not no_phone or place.kind == "ibasho" or not place.channels:
        return True
    return any(channel != "phone" for channel in place.channels)


def _fits_kind(place: Place, wish: Wish) -> bool:
    if wish.wants == "help_out":
        return "participation" in place.topics
    return wish.wants == "any" or place.kind == wish.wants


def _stem(area: str) -> str:
    return _SUFFIX.sub("", area)
