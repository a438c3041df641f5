"""How often one address may ask: whoever guesses or scrapes is held up, an office with one address is not (ASVS 11.1).

Addresses live in this process's memory for a minute and nowhere else. Signing in has tighter limits of its own
(bot/staff/limits.py); LINE's door counts wrong signatures only (bot/webhook/strangers.py).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from flask import Flask, abort, request

PER_MINUTE = 1200
"""Twenty a second, as the Ingress has it: thirty colleagues behind one address, with pages that look for news."""
_REMEMBERED = 10_000


class Door:
    """Counts requests of each address by the minute, for all threads of a process."""

    def __init__(self, most: int = PER_MINUTE, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = now
        self._minute = 0
        self._seen: dict[str, int] = {}
        self._lock = threading.Lock()

    def opens(self, address: str) -> bool:
        """Whether this address may ask once more in this minute; counts it."""
        minute = int(self._now() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._seen = minute, {}
            if address not in self._seen and len(self._seen) >= _REMEMBERED:
                address = ""  # more addresses than can be told apart share one count
            self._seen[address] = self._seen.get(address, 0) + 1
            return self._seen[address] <= self._most


def install(app: Flask, door: Door) -> None:
    """Answer 429 to whoever asks too often, before anything else is looked at."""

    def look() -> None:
        if not door.opens(request.remote_addr or ""):
            abort(429)

    app.before_request(look)
