"""What the mailbox holds and what every implementation promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.base.errors import Unavailable


class MailboxFull(Unavailable):
    """More letters wait than the limit allows; the webhook answers 503 and LINE redelivers."""


@dataclass(frozen=True)
class Letter:
    """One event on its way to the engine. `lane` orders: letters of one lane are read one after another.

    `body` is sealed (Purpose.SESSION) before it gets here. `occurred_at` orders late arrivals within a lane (LINE:
    redelivered events may arrive out of order; use the timestamp). `urgent` letters are never behind ordinary ones.
    """

    event_id: str
    lane: str
    body: bytes
    occurred_at: datetime
    urgent: bool = False


@dataclass(frozen=True)
class Receipt:
    """A letter taken by one worker: `fence` rises with each taking of the lane, `attempts` counts this letter's."""

    letter: Letter
    fence: int
    attempts: int


class Mailbox(Protocol):
    """At-least-once queue with one reader a lane at a time."""

    def put(self, letters: list[Letter], now: datetime) -> int:
        """Keep letters durably, all or none; known event ids are passed over. Returns how many are new.

        Raises MailboxFull when too many wait.
        """

    def take(self, worker: str, now: datetime) -> Receipt | None:
        """The next letter of a lane nobody holds (urgent first, then oldest), with a lease; None when idle."""

    def done(self, receipt: Receipt, worker: str) -> bool:
        """The letter's effects are committed; False when the lease was lost to another worker meanwhile."""

    def retry(self, receipt: Receipt, worker: str, at: datetime) -> None:
        """Give the letter back; it, and with it its lane, waits until `at`."""

    def bury(self, receipt: Receipt, worker: str, reason: str) -> None:
        """Set a poison letter aside, visible, so that the lane's later letters go on."""

    def depth(self) -> int:
        """Letters that wait or are being worked on."""

    def oldest(self) -> datetime | None:
        """When the oldest waiting letter was put in; None when empty."""

    def buried(self) -> list[tuple[str, str]]:
        """(event id, reason) of the letters set aside."""

    def forget_lane(self, lane: str) -> int:
        """Remove every letter of a resident who asked to be forgotten; returns how many."""

    def purge(self, before: datetime) -> int:
        """Drop remembered ids and buried letters older than `before`; returns how many."""
