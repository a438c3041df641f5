"""How much each place is worth besides its topics: nearness, hours, channels, freshness, meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from resources.hours.calendar import JST
from resources.index import Entry
from resources.matcher.filters import ADULT as ADULT_AGE
from resources.matcher.wish import Scope, Wish
from resources.records import Place

NEAR: Mapping[Scope, float] = {"area": 0.26, "municipality": 0.22, "tokyo": 0.0, "japan": -0.1}
OPEN_NOW = 0.05
OPEN_SOON = 0.03
SOON = timedelta(days=7)
PHONELESS = 0.05
BOOKING = -0.04
LINE = -0.35
"""A national line is for when no place fits: it knows nobody here."""
UNVERIFIED = -0.5
"""R47: a row that nobody has confirmed comes after every one that somebody has."""
AGED = -0.02
"""For each year beyond the first since the facts were confirmed, and for what is past its own period at least once."""
MEANING = 0.25
SPEAKS = 0.15
HELPERS = 0.2
"""R44: for who wants to help, a place that says it looks for helpers; others only have something to take part in."""
_WELCOMES = re.compile("ボランティア|担い手|支え手|サポーター|協力してくれる|手伝(?:い|う|って)|養成講座")
NARROW = -0.05
"""For a place of the young while the person's age is not known."""


def worth(entry: Entry, wish: Wish, scope: Scope, meaning: float) -> float:
    """Return what is added to a place's topic gain; *meaning* is the cosine of text and description."""
    total = NEAR[scope] + MEANING * max(meaning, 0.0)
    total += LINE if entry.line else 0.0
    total += _for_helpers(entry.place) if wish.wants == "help_out" else 0.0
    return total + _practical(entry, wish) + _fresh(entry, wish) + _speaks(entry, wish)


def _for_helpers(place: Place) -> float:
    """A centre for volunteers knows more places than any one of them."""
    return (HELPERS if welcomes_helpers(place) else 0.0) + (HELPERS if "ボランティア" in place.name else 0.0)


def welcomes_helpers(place: Place) -> bool:
    """Return True for a place whose own words look for people who help."""
    return "participation" in place.topics and bool(_WELCOMES.search(f"{place.name} {place.description}"))


def _practical(entry: Entry, wish: Wish) -> float:
    place = entry.place
    total = BOOKING if place.booking == "required" else 0.0
    total += NARROW if wish.age is None and place.age_max is not None and place.age_max < ADULT_AGE else 0.0
    if wish.no_phone and any(channel in ("line", "online", "mail", "visit") for channel in place.channels):
        total += PHONELESS
    if entry.hours.is_open(wish.at):
        return total + OPEN_NOW
    soon = entry.hours.next_opening(wish.at) if entry.hours.is_known else None
    return total + (OPEN_SOON if soon and soon - wish.at <= SOON else 0.0)


def _fresh(entry: Entry, wish: Wish) -> float:
    if entry.place.verified == "no":
        return UNVERIFIED
    today, seen = wish.at.astimezone(JST).date(), entry.place.verified_on
    if seen is None:
        return AGED
    years = (today - seen).days / 365
    return AGED * min(max(years - 1, float(entry.place.is_stale(today)), 0.0), 4.0)


def _speaks(entry: Entry, wish: Wish) -> float:
    if wish.language in (None, "", "ja", "easy"):
        return 0.0
    told = " ".join(entry.place.languages)
    if wish.language in told or "multi" in told or "多言語" in told:
        return SPEAKS
    return SPEAKS / 2 if "foreign_residents" in entry.place.topics else 0.0
