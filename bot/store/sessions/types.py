"""What every session store promises."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Protocol

from bot.base.errors import Unavailable


class Stale(Unavailable):
    """A worker whose lease went to another tried to write: its fence is lower than the one that wrote last."""


class SessionStore(Protocol):
    """One sealed value a lane, with an end of life, written only by the holder of the newest fence."""

    is_of_the_transaction: ClassVar[bool]
    """Whether what is written goes when the turn's transaction is rolled back."""

    def get(self, lane: str, now: datetime) -> bytes | None:
        """The sealed session, None when there is none or it has expired."""

    def put(self, lane: str, sealed: bytes, fence: int, until: datetime) -> None:
        """Keep it until that moment; raises Stale when a higher fence has written."""

    def delete(self, lane: str) -> bool:
        """Forget it; True when there was one."""

    def purge(self, now: datetime) -> int:
        """Drop what has expired; returns how many."""
