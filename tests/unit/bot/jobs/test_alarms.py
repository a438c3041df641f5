"""Alarms: soon, again until taken, higher after five minutes, and without a word of the person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.base.clock import SteppedClock
from bot.base.ids import new_id
from bot.jobs.alarms import AlarmParts, Alarms
from bot.store.db import Database
from bot.store.models import AlertRow


class Pager:
    """Keeps what it was told; can be out of order."""

    def __init__(self, *, broken: bool = False) -> None:
        self.told: list[str] = []
        self.broken = broken

    def __call__(self, subject: str, text: str) -> None:
        if self.broken:
            raise OSError
        self.told.append(f"{subject} {text}")


@pytest.fixture
def pagers() -> list[Pager]:
    return [Pager(broken=True), Pager()]


@pytest.fixture
def alarms(database: Database, clock: SteppedClock, pagers: list[Pager]) -> Alarms:
    return Alarms(AlarmParts(database, clock, pagers, "https://desk.example"))


def raise_alert(database: Database, clock: SteppedClock) -> str:
    with database.transaction() as session:
        row = AlertRow(
            alert_id=new_id(), resident_id="r" * 32, municipality="文京区", level="emergency", kinds=["suicide"],
            raised_at=clock(), notices=0,
        )  # fmt: skip
        session.add(row)
        return row.alert_id


def test_it_is_told_at_once_even_when_one_way_is_broken(
    database: Database, clock: SteppedClock, alarms: Alarms, pagers: list[Pager]
) -> None:
    raise_alert(database, clock)
    assert alarms.run_once() == 1
    assert len(pagers[1].told) == 1
    assert "https://desk.example" in pagers[1].told[0]


def test_what_is_told_names_no_topic_and_no_person(
    database: Database, clock: SteppedClock, alarms: Alarms, pagers: list[Pager]
) -> None:
    raise_alert(database, clock)
    alarms.run_once()
    for word in ("suicide", "自殺", "死", "文京区", "r" * 32):
        assert word not in pagers[1].told[0]


def test_it_is_repeated_every_minute_until_somebody_takes_it(
    database: Database, clock: SteppedClock, alarms: Alarms, pagers: list[Pager]
) -> None:
    alert_id = raise_alert(database, clock)
    for _ in range(3):
        alarms.run_once()
        clock.advance(timedelta(seconds=30))
    assert len(pagers[1].told) == 2
    with database.transaction() as session:
        session.get_one(AlertRow, alert_id).taken_at = clock()
    clock.advance(timedelta(minutes=10))
    assert alarms.run_once() == 0


class Killed(BaseException):
    """What ends a process in the middle of telling."""


def test_who_dies_while_telling_costs_seconds_and_no_alert(
    database: Database, clock: SteppedClock, alarms: Alarms, pagers: list[Pager]
) -> None:
    def dies(subject: str, text: str) -> None:
        raise Killed

    raise_alert(database, clock)
    with pytest.raises(Killed):
        Alarms(AlarmParts(database, clock, [dies], "https://desk.example")).run_once()
    assert alarms.run_once() == 0, "left to whoever is telling"
    clock.advance(timedelta(seconds=20))
    assert alarms.run_once() == 1
    assert len(pagers[1].told) == 1


def test_while_no_way_works_it_is_tried_again_soon_and_then_every_minute(
    database: Database, clock: SteppedClock, alarms: Alarms, pagers: list[Pager]
) -> None:
    raise_alert(database, clock)
    pagers[1].broken = True
    alarms.run_once()
    pagers[1].broken = False
    clock.advance(timedelta(seconds=20))
    assert alarms.run_once() == 1
    clock.advance(timedelta(seconds=59))
    assert alarms.run_once() == 0
    clock.advance(timedelta(seconds=1))
    assert alarms.run_once() == 1


def test_higher_up_is_told_only_what_nobody_took_for_five_minutes(database: Database, clock: SteppedClock) -> None:
    duty, supervisor = Pager(), Pager()
    alarms = Alarms(AlarmParts(database, clock, [duty], "https://desk.example", [supervisor]))
    raise_alert(database, clock)
    alarms.run_once()
    assert (len(duty.told), len(supervisor.told)) == (1, 0)
    clock.advance(timedelta(minutes=5))
    alarms.run_once()
    clock.advance(timedelta(minutes=1))
    alarms.run_once()
    assert (len(duty.told), len(supervisor.told)) == (3, 2)


def test_after_five_minutes_it_is_escalated_once(
    database: Database, clock: SteppedClock, alarms: Alarms, pagers: list[Pager]
) -> None:
    alert_id = raise_alert(database, clock)
    alarms.run_once()
    clock.advance(timedelta(minutes=5))
    alarms.run_once()
    with database.reading() as session:
        first = session.get_one(AlertRow, alert_id).escalated_at
    assert first == clock()
    assert "5分以上" in pagers[1].told[-1]
    clock.advance(timedelta(minutes=2))
    alarms.run_once()
    with database.reading() as session:
        assert session.get_one(AlertRow, alert_id).escalated_at == first
