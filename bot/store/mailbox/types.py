"""What the mailbox holds and what every implementation promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.base.errors import Unavailable


class MailboxFull(Unavailable):
    """More letters wait than the limit allows; the webhook answers 503 and LINE redelivers."""


LEASE = timedelta(seconds=15)
"""How long a lane is left to a worker that says nothing more; a turn that lasts longer loses nothing by it."""
JUMP = timedelta(seconds=60)
"""A wait or a lease that ends later than its longest plus this was written before the clock was set back."""
RESERVE = 2
"""Letters of danger are kept until this many times the limit wait: an ordinary backlog never refuses them."""


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
    """A letter taken by one worker: `fence` rises with each taking of the lane, `attempts` counts this letter's.

    `more` are the lane's next letters when they are read together with it, as one (fragments of one message).
    """

    letter: Letter
    fence: int
    attempts: int
    more: tuple[Letter, ...] = ()


class Mailbox(Protocol):
    """At-least-once queue with one reader a lane at a time."""

    def put(self, letters: list[Letter], now: datetime) -> int:
        """Keep letters durably, all or none; known event ids are passed over. Returns how many are new.

        Raises MailboxFull when too many wait; danger still finds room (`RESERVE` times the limit).
        """

    def take(self, worker: str, now: datetime) -> Receipt | None:
        """The next letter of a lane nobody holds (urgent first, then oldest), with a lease; None when idle."""

    def following(self, receipt: Receipt, limit: int) -> list[Letter]:
        """At most `limit` letters that wait behind a taken one in its lane, in order; they are not taken."""

    def pause(self, receipt: Receipt, worker: str, at: datetime, known: int) -> None:
        """Give the letter back uncounted: its lane waits until `at`, or until the next letter comes into it.

        `known` is how many letters of the lane the worker has seen; when there are more already, nothing waits.
        """

    def done(self, receipt: Receipt, worker: str) -> bool:
        """The effects of the letter and of its `more` are committed; False when the lease was lost meanwhile."""

    def retry(self, receipt: Receipt, worker: str, at: datetime, *, blameless: bool = False) -> None:
        """Give the letter back; it, and with it its lane, waits until `at`. A blameless try is not counted."""

    def bury(self, receipt: Receipt, worker: str, reason: str) -> None:
        """Set a poison letter aside, visible and still sealed, so that the lane's later letters go on."""

    def revive(self, event_id: str, now: datetime) -> bool:
        """Put a letter that was set aside back into its lane, its tries forgotten; False when there is none."""

    def depth(self) -> int:
        """Letters that wait or are being worked on."""

    def oldest(self) -> datetime | None:
        """When the oldest waiting letter was put in; None when empty."""

    def buried(self) -> list[tuple[str, str]]:
        """(event id, reason) of the letters set aside."""

    def forget_set_aside(self, lane: str) -> int:
        """Remove what was set aside of a resident who asked to be forgotten; what came since is read. How many."""

    def purge(self, before: datetime) -> int:
        """Drop remembered ids and buried letters older than `before`; returns how many."""

    def watch(self) -> None:
        """Look whether the store still has what this process gave it, and put it back where it has not."""
