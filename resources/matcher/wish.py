"""What a person needs, and what is suggested to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from resources.records import Place

Wants = Literal["any", "madoguchi", "ibasho", "help_out"]
Scope = Literal["area", "municipality", "tokyo", "japan"]

SCOPES: tuple[Scope, ...] = ("area", "municipality", "tokyo", "japan")
"""The order in which the search widens."""


@dataclass(frozen=True)
class Wish:
    """What is known of a person and their need; `at` is aware, `seen` holds ids already shown or refused.

    `topics` are those the person chose or confirmed, main one first; empty: they are read from `text`.
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
    """A place with the reason in plain Japanese (at most 60 characters, never a score).

    `open_now` is None when the hours are not known; `stale` marks facts that must be confirmed again (R47).
    """

    place: Place
    score: float
    reason: str
    open_now: bool | None
    scope: Scope
    stale: bool
