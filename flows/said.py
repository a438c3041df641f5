"""What reached the talk: one thing a resident said or did, as the engine understood it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


class SaidKind(enum.StrEnum):
    """The kinds of things that can happen in a talk."""

    text = "text"
    choice = "choice"
    sticker = "sticker"
    media = "media"
    location = "location"
    follow = "follow"
    unfollow = "unfollow"
    comeback = "comeback"
    """The first message after a long silence (R38); `text` may hold it."""
    silence = "silence"
    """The reminder timer fired (R37)."""
    answered = "answered"
    """A coordinator answered or let go of the ticket; `choice` is "answered", "released" or "closed"."""
    followup = "followup"
    """The day came on which the resident wanted to be asked how it went."""


@dataclass(frozen=True)
class Whereabouts:
    """What routing understood of a place; `ask` names what is still needed ("" when nothing is)."""

    municipality: str = ""
    area_id: str = ""
    town: str = ""
    options: tuple[str, ...] = ()
    """Labels to ask with, when one of several is meant."""
    ask: str = ""
    """ "" | municipality | town | chome | banchi | area """
    candidates: tuple[tuple[str, str], ...] = ()
    """(area_id, name of the area) when the place lies near a border."""
    outside: bool = False
    declined: bool = False
    known: bool = False


@dataclass(frozen=True)
class Said:
    """One inbound thing; `now` is aware UTC, `source` an opaque id kept beside words for unsend (R11)."""

    kind: SaidKind
    now: datetime
    text: str = ""
    choice: str = ""
    language: str = ""
    intent: str = ""
    topics: tuple[str, ...] = ()
    """Asserted topics, the main one first."""
    hints: tuple[str, ...] = ()
    """Best guesses, ranked, when nothing is asserted."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    faq: str = ""
    where: Whereabouts | None = None
    danger: str = ""
    """ "" | urgent | emergency """
    kinds: tuple[str, ...] = ()
    source: str = ""
