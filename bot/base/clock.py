"""Time: aware UTC inside, Asia/Tokyo at the edges, from one clock."""

from __future__ import annotations

import threading
import time
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


class JumpWatch:
    """Tells whether the clock jumped lately: leases written by the clock before say nothing by the one after.

    It holds the clock against the seconds that the machine counts, which nobody sets. Safe between threads.
    """

    def __init__(self, rest: timedelta, seconds: Callable[[], float] = time.monotonic) -> None:
        """`rest`: how long after a jump it still counts; steps of up to a tenth of it count as none."""
        self._rest = rest.total_seconds()
        self._seconds = seconds
        self._ahead: float | None = None
        self._until = float("-inf")
        self._lock = threading.Lock()

    def jumped(self, now: datetime) -> bool:
        """Whether the clock, which says *now*, was moved within the rest."""
        with self._lock:
            passed = self._seconds()
            ahead = now.timestamp() - passed
            if self._ahead is not None and abs(ahead - self._ahead) > self._rest / 10:
                self._until = passed + self._rest
            self._ahead = ahead
            return passed < self._until
