"""Doing something about a turn that takes long, by one thread for all turns: most end before anything is due."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence

_TICK = 0.1
"""Seconds between two looks: what is due may be so late, and a turn costs no thread of its own."""

Due = tuple[float, Callable[[], None]]


class Watch:
    """Keeps what is due for the turns that run; its thread starts with the first of them."""

    def __init__(self, tick: float = _TICK) -> None:
        self._tick = tick
        self._numbers = itertools.count()
        self._running: dict[int, list[Due]] = {}
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, after: Sequence[Due]) -> int:
        """A turn begins: do these when so many seconds have passed and it still runs; returns its number."""
        number, now = next(self._numbers), time.monotonic()
        self._running[number] = [(now + seconds, do) for seconds, do in after]
        if self._thread is None:
            self._start()
        return number

    def end(self, number: int) -> None:
        """The turn has ended: what was not due is dropped."""
        self._running.pop(number, None)

    def close(self) -> None:
        """Watch no more."""
        self._stop.set()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="watch", daemon=True)
                self._thread.start()

    def _look(self) -> None:
        while not self._stop.wait(self._tick):
            now = time.monotonic()
            for waiting in list(self._running.values()):
                for due in [one for one in waiting if one[0] <= now]:
                    waiting.remove(due)
                    due[1]()
