"""One resident who writes on and on: gathered, told kindly once, never when there is danger, and nobody else waits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.base.clock import SteppedClock
from bot.base.metrics import Metrics
from bot.jobs import pacing
from bot.jobs.events import EventWorker, Plain
from bot.jobs.pacing import Limit, Paced, Turns, told_key
from bot.store.mailbox import Letter, Receipt
from bot.store.mailbox.sqlite import SqliteMailbox

LIMIT = Limit(turns=3, within=60.0, rest=timedelta(seconds=10))


class Stage:
    """A mailbox with one paced worker on it."""

    def __init__(self, path: Path, clock: SteppedClock) -> None:
        self.box, self.clock = SqliteMailbox(path), clock
        self.done: list[str] = []
        self.told: list[tuple[str, str]] = []
        paced = Paced(Plain(), self.box, self.tell, clock, Turns(LIMIT))
        self.worker = EventWorker(self.box, self.process, "w", clock, Metrics()).with_manner(paced)

    def tell(self, receipt: Receipt, key: str) -> None:
        self.told.append((receipt.letter.lane, key))

    def process(self, receipt: Receipt) -> None:
        self.done.append(receipt.letter.event_id)

    def says(self, *ids: str, lane: str = "a", urgent: bool = False) -> None:
        moments = (self.clock() + timedelta(milliseconds=number) for number, _ in enumerate(ids))
        given = [Letter(one, lane, b"x", at, urgent) for one, at in zip(ids, moments, strict=True)]
        self.box.put(given, self.clock())

    def works(self, steps: int = 50) -> list[str]:
        for _ in range(steps):
            self.worker.run_once()
        return self.done


@pytest.fixture
def stage(tmp_path: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(pacing.time, "monotonic", lambda: clock().timestamp())
    monkeypatch.setattr(pacing.time, "time", lambda: clock().timestamp())
    return Stage(tmp_path / "box.sqlite3", clock)


def test_beyond_the_limit_a_lane_rests_and_is_told_once(stage: Stage) -> None:
    stage.says("1", "2", "3", "4", "5")
    assert stage.works() == ["1", "2", "3"]
    assert [lane for lane, _ in stage.told] == ["a"]
    stage.says("6")  # ends the pause, and is gathered too
    assert stage.works() == ["1", "2", "3"]
    assert len(stage.told) == 1


def test_nothing_is_lost_by_it(stage: Stage) -> None:
    stage.says(*"123456789")
    for _ in range(4):
        stage.works()
        stage.clock.advance(timedelta(seconds=61))
    assert stage.done == list("123456789")
    assert stage.box.depth() == 0


def test_others_are_not_held(stage: Stage) -> None:
    stage.says("1", "2", "3", "4", "5")
    stage.works()
    stage.says("other", lane="b")
    assert stage.works()[-1] == "other"


def test_danger_is_never_held_and_takes_what_is_before_it_along(stage: Stage) -> None:
    stage.says("1", "2", "3", "4", "5")
    stage.works()
    stage.clock.advance(timedelta(seconds=1))
    stage.says("danger", urgent=True)
    assert stage.works() == ["1", "2", "3", "4", "5", "danger"]


def test_all_workers_tell_under_one_key_for_some_minutes(stage: Stage) -> None:
    first = told_key("a")
    assert told_key("a") == first != told_key("b")
    stage.clock.advance(timedelta(minutes=11))
    assert told_key("a") != first


def test_a_lane_of_a_thousand_letters_is_not_looked_at_without_end(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_LOOKED_THROUGH", 4)
    stage.says(*(str(number) for number in range(20)))
    stage.works()
    assert not stage.worker.run_once()


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "_REMEMBERED", 10)
    turns = Turns(LIMIT)
    for number in range(100):
        turns.may(str(number))
        turns.tells(str(number), "key")
    assert len(turns) == 10
    assert len(turns._told) <= 11
