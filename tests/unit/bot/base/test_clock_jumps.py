"""A clock that is set tells nothing of leases written before; one that runs, or drifts a little, does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.base.clock import JumpWatch

START = datetime(2026, 11, 20, 9, tzinfo=UTC)


class Machine:
    def __init__(self) -> None:
        self.passed, self.ahead = 100.0, 0.0
        self.watch = JumpWatch(timedelta(seconds=15), lambda: self.passed)

    def after(self, seconds: float, set_by: float = 0) -> bool:
        self.passed += seconds
        self.ahead += set_by
        return self.watch.jumped(START + timedelta(seconds=self.passed + self.ahead))


def test_a_clock_that_runs_never_jumps() -> None:
    machine = Machine()
    assert not any(machine.after(seconds) for seconds in (0, 0.01, 5, 3600, 0.5))


def test_a_clock_that_is_put_right_a_little_never_jumps() -> None:
    machine = Machine()
    assert not any(machine.after(1, set_by=by) for by in (0, 0.4, -0.9, 1.0))


@pytest.mark.parametrize("by", [1200, -1200, 20, -20])
def test_a_jump_counts_for_the_rest_and_then_no_more(by: float) -> None:
    machine = Machine()
    assert not machine.after(1)
    assert machine.after(0.1, set_by=by)
    assert machine.after(14)
    assert not machine.after(1.1)


def test_each_jump_counts_anew() -> None:
    machine = Machine()
    machine.after(0)
    assert machine.after(1, set_by=600)
    assert machine.after(10, set_by=-600)
    assert machine.after(10)
    assert not machine.after(6)
