"""The platform's clock: the one it was given, moved on request so that tests need not wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.base.clock import Clock


class ShiftableClock:
    """A clock that runs like another, some way ahead of it or behind."""

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._offset = timedelta()

    def __call__(self) -> datetime:
        """The present moment of this clock, aware UTC."""
        return self._base() + self._offset

    def reset(self) -> None:
        """Run with the other clock again."""
        self._offset = timedelta()

    def shift(self, seconds: float) -> None:
        """Move the clock by a number of seconds, on top of earlier moves."""
        self._offset += timedelta(seconds=seconds)
