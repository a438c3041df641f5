"""The loops of a worker: letters, sends, danger; each in a thread, each told from outside when to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable

from bot.base.errors import Unavailable
from bot.base.logs import Log
from bot.entry.pulse import Pulse

_IDLE = 0.05
"""Seconds until an empty mailbox is looked at again: what a resident waits at most for nothing."""
_LOOK = 0.2
"""Seconds until the outbox is looked at unasked: a coordinator's words, a danger's answer, another worker's rows."""
_AWAY = 1.0
log = Log(__name__)


class Loops:
    """Runs steps until `stop` is set; a turn that ended rings, so that its answer goes out at once."""

    def __init__(self, stop: threading.Event, pulse: Pulse) -> None:
        self._stop = stop
        self._pulse = pulse
        self._bell = threading.Event()

    def letters(self, step: Callable[[], object]) -> threading.Thread:
        """A loop over the mailbox; each letter rings."""

        def ring() -> object:
            worked = step()
            if worked:
                self._bell.set()
            return worked

        return self._thread("events", ring, lambda: self._stop.wait(_IDLE))

    def sends(self, step: Callable[[bool], object]) -> threading.Thread:
        """A loop over the outbox; the step is told whether the bell has rung: then there is something to send."""

        def send() -> object:
            rung = self._bell.is_set()
            self._bell.clear()
            return step(rung)

        return self._thread("delivery", send, lambda: self._bell.wait(_LOOK))

    def danger(self, step: Callable[[], object]) -> threading.Thread:
        """A loop over what is urgent in the outbox: a second way for it, beside the first."""
        return self._thread("danger", step, lambda: self._stop.wait(_LOOK))

    def _thread(self, name: str, step: Callable[[], object], idle: Callable[[], object]) -> threading.Thread:
        return threading.Thread(target=self._loop, args=(name, step, idle), name=name)

    def _loop(self, name: str, step: Callable[[], object], idle: Callable[[], object]) -> None:
        """Repeat a step; pause when there was nothing to do, and longer when a store is away."""
        while not self._stop.is_set():
            self._pulse.beat(name)
            try:
                if not step():
                    idle()
            except Unavailable as error:
                log.warning("worker.store_away", error=type(error).__name__)
                self._stop.wait(_AWAY)
            except Exception as error:  # noqa: BLE001 - a loop that ends would leave people unanswered
                log.error("worker.step_failed", trace=True, error=type(error).__name__)
                self._stop.wait(_AWAY)
