"""Everything a turn needs, built once in bot/entry and passed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from bot.base.clock import Clock
from bot.base.metrics import Metrics
from bot.clients import LineClient
from bot.conversation.understanding import Understanding
from bot.privacy import Masker
from bot.store.crypto import Keyring
from bot.store.db import Database
from bot.store.sessions import SessionStore
from bot.triage.open_lines import OpenLines
from flows.conversation import Conversation
from flows.texts import TextBook
from resources.matcher import Suggestion, Wish


class Answers(Protocol):
    """The FAQ's entries as bubbles."""

    def bubbles(self, key: str, easy: bool) -> tuple[str, ...]:
        """At most three bubbles of the entry with that key."""


class Matching(Protocol):
    """Places that fit a wish (`bot/matching`)."""

    def match(self, wish: Wish, limit: int = 3) -> Sequence[Suggestion]:
        """At most `limit` places, each with its reason."""


@dataclass(frozen=True)
class Office:
    """The team that answers for an area, as a resident is told of it (R53)."""

    name: str
    phone: str = ""
    hours: str = ""
    address: str = ""


class Offices(Protocol):
    """Teams and their desks."""

    def of(self, municipality: str, area_id: str) -> Office:
        """The team of an area; the municipality's duty team where the area is not known (R52)."""

    def answer_by(self, now: datetime, language: str, municipality: str = "", area_id: str = "") -> str:
        """By when an answer comes, in words for the resident."""

    def on_duty(self, now: datetime, municipality: str = "", area_id: str = "") -> bool:
        """Whether a person of the team reads now."""


@dataclass(frozen=True)
class EngineParts:
    """The engine's collaborators."""

    database: Database
    sessions: Callable[[Session], SessionStore]
    keyring: Keyring
    clock: Clock
    understanding: Understanding
    conversation: Conversation
    texts: TextBook
    matching: Matching
    answers: Answers
    masker: Masker
    open_lines: OpenLines
    offices: Offices
    line: LineClient
    area_names: Mapping[str, str]
    municipalities: Sequence[str] = ()
    session_life: timedelta = timedelta(hours=72)
    notice_version: str = "1"
    metrics: Metrics = field(default_factory=Metrics)
    seed: Callable[[], int] = lambda: 0
    forget_letters: Callable[[str], object] = lambda lane: None
    """Removes what the mailbox has set aside of a lane."""
