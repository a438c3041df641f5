"""Whoever posts wrong signatures again and again: answered briefly and no longer noted, so that no log fills a disk.

Only refusals are counted, after the signature was checked: LINE, whatever address it comes from, is never held up.
Addresses live in this process's memory for a minute and nowhere else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PER_MINUTE = 60
_REMEMBERED = 10_000


class Strangers:
    """Counts refusals of each address by the minute, for all threads of a process."""

    def __init__(self, most: int = PER_MINUTE, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = now
        self._minute = 0
        self._seen: dict[str, int] = {}
        self._lock = threading.Lock()

    def refuse(self, address: str) -> bool:
        """Count one refusal; whether this address has had too many in this minute."""
        minute = int(self._now() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._seen = minute, {}
            if address not in self._seen and len(self._seen) >= _REMEMBERED:
                address = ""  # more addresses than can be told apart share one count
            self._seen[address] = self._seen.get(address, 0) + 1
            return self._seen[address] > self._most
