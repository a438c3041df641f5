"""How often something came from one address within a minute, for all threads of a process.

Addresses live in this process's memory for a minute and nowhere else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

REMEMBERED = 10_000
"""Addresses that are told apart; more than these share one count, so that memory is bounded."""


class ByMinute:
    """Counts by address; a new minute begins from nothing."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic, remembered: int = REMEMBERED) -> None:
        self._most = most
        self._now = now
        self._remembered = remembered
        self._minute = 0
        self._seen: dict[str, int] = {}
        self._lock = threading.Lock()

    def too_many(self, address: str) -> bool:
        """Count one more; whether this address has had more than it may in this minute."""
        minute = int(self._now() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._seen = minute, {}
            if address not in self._seen and len(self._seen) >= self._remembered:
                address = ""
            self._seen[address] = self._seen.get(address, 0) + 1
            return self._seen[address] > self._most

    def __len__(self) -> int:
        """Addresses remembered in this minute."""
        return len(self._seen)
