"""What is wished for, and what is suggested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from resources.records import Place

Wants = Literal["any", "madoguchi", "ibasho", "help_out"]
Scope = Literal["area", "municipality", "tokyo", "japan"]


@dataclass(frozen=True)
class Wish:
    """A person's wish for a place: their words, what they are about, and what a place must allow.

    `municipality` is a name, `area_id` an id of areas.csv; None where it was not told. `at` is aware.
    `seen` are ids that were shown or refused in this talk.
    """

    text: str
    at: datetime
    topics: tuple[str, ...] = ()
    municipality: str | None = None
    area_id: str | None = None
    age: int | None = None
    language: str | None = None
    no_phone: bool = False
    wants: Wants = "any"
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Suggestion:
    """One place with why it fits in plain words (R45); `open_now` None where the hours are not known."""

    place: Place
    score: float
    reason: str
    open_now: bool | None
    scope: Scope
    stale: bool
