"""The reader of the mailbox: done, again, set aside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.base.clock import SteppedClock
from bot.base.errors import Unavailable
from bot.base.metrics import Metrics
from bot.jobs.events import MOST_TRIES, EventWorker
from bot.store.mailbox import Letter, Receipt
from bot.store.mailbox.sqlite import SqliteMailbox


class Turns:
    """Processes letters, or fails as it was told."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.faults: dict[str, Exception] = {}

    def __call__(self, receipt: Receipt) -> None:
        if receipt.letter.event_id in self.faults:
            raise self.faults[receipt.letter.event_id]
        self.done.append(receipt.letter.event_id)


@pytest.fixture
def turns() -> Turns:
    return Turns()


@pytest.fixture
def box(tmp_path: Path) -> SqliteMailbox:
    return SqliteMailbox(tmp_path / "box.sqlite3")


@pytest.fixture
def worker(box: SqliteMailbox, turns: Turns, clock: SteppedClock) -> EventWorker:
    return EventWorker(box, turns, "w", clock, Metrics())


def put(box: SqliteMailbox, clock: SteppedClock, *ids: str, lane: str = "a") -> None:
    box.put([Letter(one, lane, b"x", clock() + timedelta(milliseconds=n)) for n, one in enumerate(ids)], clock())


def run(worker: EventWorker, clock: SteppedClock, times: int) -> None:
    for _ in range(times):
        worker.run_once()
        clock.advance(timedelta(seconds=30))


def test_letters_are_processed_and_gone(
    worker: EventWorker, box: SqliteMailbox, turns: Turns, clock: SteppedClock
) -> None:
    put(box, clock, "e1", "e2")
    assert worker.run_once()
    assert worker.run_once()
    assert not worker.run_once()
    assert turns.done == ["e1", "e2"]


def test_a_poison_letter_is_set_aside_and_later_ones_go_on(
    worker: EventWorker, box: SqliteMailbox, turns: Turns, clock: SteppedClock
) -> None:
    turns.faults["bad"] = ValueError("a word of the resident")
    put(box, clock, "bad", "good")
    run(worker, clock, MOST_TRIES + 1)
    assert box.buried() == [("bad", "ValueError")]
    assert turns.done == ["good"]


def test_a_store_that_is_away_never_costs_a_letter(
    worker: EventWorker, box: SqliteMailbox, turns: Turns, clock: SteppedClock
) -> None:
    turns.faults["e1"] = Unavailable("away")
    put(box, clock, "e1")
    run(worker, clock, MOST_TRIES * 4)
    assert box.buried() == []
    turns.faults.clear()
    run(worker, clock, 2)
    assert turns.done == ["e1"]
