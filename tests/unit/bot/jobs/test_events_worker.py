"""The reader of the mailbox: done, again, set aside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DataError

from bot.base.clock import SteppedClock
from bot.base.errors import Unavailable
from bot.base.metrics import Metrics
from bot.jobs.events import MOST_TRIES, EventWorker
from bot.store.crypto import CannotDecrypt, UnknownKey
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


def test_a_letter_over_which_workers_die_is_set_aside_before_it_kills_the_next(
    worker: EventWorker, box: SqliteMailbox, turns: Turns, clock: SteppedClock
) -> None:
    put(box, clock, "deadly", "good")
    for number in range(MOST_TRIES):
        assert box.take(f"dead{number}", clock()) is not None
        clock.advance(timedelta(seconds=30))
    run(worker, clock, 2)
    assert box.buried() == [("deadly", "WorkerDied")]
    assert turns.done == ["good"]


def test_what_the_database_refuses_for_its_content_is_the_letters_fault(
    worker: EventWorker, box: SqliteMailbox, turns: Turns, clock: SteppedClock
) -> None:
    turns.faults["bad"] = DataError("insert", {}, ValueError("a NUL character"))
    put(box, clock, "bad", "good")
    run(worker, clock, MOST_TRIES + 1)
    assert box.buried() == [("bad", "DataError")]
    assert turns.done == ["good"]


def test_a_changed_letter_is_set_aside_but_one_of_a_new_key_waits_for_the_key(
    worker: EventWorker, box: SqliteMailbox, turns: Turns, clock: SteppedClock
) -> None:
    turns.faults["changed"] = CannotDecrypt("changed")
    turns.faults["new key"] = UnknownKey("not yet")
    put(box, clock, "changed", lane="a")
    put(box, clock, "new key", lane="b")
    run(worker, clock, MOST_TRIES * 3)
    assert box.buried() == [("changed", "CannotDecrypt")]
    turns.faults.clear()
    run(worker, clock, 2)
    assert turns.done == ["new key"]


def test_a_key_that_never_comes_does_not_hold_up_a_resident_for_ever(
    worker: EventWorker, box: SqliteMailbox, turns: Turns, clock: SteppedClock
) -> None:
    turns.faults["old key"] = UnknownKey("never")
    put(box, clock, "old key", "good")
    run(worker, clock, 60)
    assert box.buried() == [("old key", "UnknownKey")]
    assert turns.done == ["good"]
