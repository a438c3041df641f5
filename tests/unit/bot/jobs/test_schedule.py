"""The periodic table: nothing stops it, and no clock that is set back makes it wait."""

from __future__ import annotations

from datetime import timedelta

from bot.base.clock import SteppedClock
from bot.base.errors import Unavailable
from bot.jobs.schedule import Job, Schedule


def test_a_job_runs_when_its_moment_has_come(clock: SteppedClock) -> None:
    ran: list[int] = []
    schedule = Schedule([Job("a", timedelta(seconds=10), lambda: ran.append(1))], clock)
    for _ in range(3):
        schedule.run_due()
        clock.advance(timedelta(seconds=6))
    assert len(ran) == 2


def test_jobs_go_on_after_the_clock_was_set_back(clock: SteppedClock) -> None:
    ran: list[int] = []
    schedule = Schedule([Job("alarms", timedelta(seconds=2), lambda: ran.append(1))], clock)
    schedule.run_due()
    clock.advance(timedelta(hours=-3))
    schedule.run_due()
    assert len(ran) == 2


def test_one_that_fails_in_whatever_way_stops_no_other(clock: SteppedClock) -> None:
    ran: list[int] = []

    def away() -> None:
        raise Unavailable("away")

    def broken() -> None:
        raise KeyError("broken")

    jobs = [Job(name, timedelta(seconds=2), run) for name, run in (("a", away), ("b", broken))]
    schedule = Schedule([*jobs, Job("alarms", timedelta(seconds=2), lambda: ran.append(1))], clock)
    schedule.run_due()
    clock.advance(timedelta(seconds=3))
    schedule.run_due()
    assert len(ran) == 2
