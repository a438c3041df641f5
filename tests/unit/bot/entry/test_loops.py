"""The loops of a worker: a turn that ended is sent at once, a failing step does not end its loop."""

from __future__ import annotations

import threading

from bot.base.errors import Unavailable
from bot.entry.loops import Loops
from bot.entry.pulse import Pulse


def test_a_letter_rings_for_its_answer() -> None:
    stop, pulse, letters, sent = threading.Event(), Pulse(), [True, True], list[bool]()

    def send(rung: bool) -> bool:
        sent.append(rung)
        if sum(sent) >= 1 and not letters:
            stop.set()
        return False

    loops = Loops(stop, pulse)
    threads = [loops.letters(lambda: letters and letters.pop()), loops.sends(send)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert stop.is_set()
    assert True in sent
    assert pulse.missing("events") == pulse.missing("delivery") == ""


def test_a_step_that_fails_is_tried_again() -> None:
    told = list[str]()

    class Impatient(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            return super().wait(0.001)

    stop = Impatient()

    def step() -> bool:
        told.append("tried")
        if len(told) == 1:
            raise Unavailable("away")
        if len(told) == 2:
            raise ValueError("odd")
        stop.set()
        return True

    thread = Loops(stop, Pulse()).danger(step)
    thread.start()
    thread.join(10)
    assert told == ["tried"] * 3
