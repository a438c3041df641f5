"""Whether the loops of a worker still turn."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST = 300.0
"""Seconds: a batch of sends to a LINE that times out takes up to 140."""


class Pulse:
    """When each loop came round last, by a clock that never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: dict[str, float] = {}

    def beat(self, name: str) -> None:
        """This loop has come round."""
        self._last[name] = self._clock()

    def missing(self, name: str) -> str:
        """What an operator should know of a loop; "" when it turns, or has not begun yet."""
        silent = self._clock() - self._last.get(name, self._clock())
        return f"{silent:.0f}秒のあいだ動いていません" if silent > LONGEST else ""
