"""Time: aware UTC inside, Asia/Tokyo at the edges, from one clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")

Clock = Callable[[], datetime]
"""Returns the present moment as aware UTC."""


def system_clock() -> datetime:
    """The machine's time, aware UTC."""
    return datetime.now(UTC)


def to_jst(moment: datetime) -> datetime:
    """The same moment as people in Tokyo read it."""
    return moment.astimezone(JST)


class SteppedClock:
    """A clock that stands still until it is moved; for tests, replays and drills."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        """The moment at which it stands."""
        return self.moment

    def advance(self, by: timedelta) -> None:
        """Move the clock by a span, forwards or backwards."""
        self.moment += by
