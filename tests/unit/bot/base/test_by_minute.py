"""Counts by address: bounded in memory, from nothing in each new minute."""

from __future__ import annotations

from bot.base.by_minute import ByMinute


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_one_address_has_too_many_and_begins_anew_in_the_next_minute() -> None:
    clock = Clock()
    counted = ByMinute(2, clock)
    assert [counted.too_many("192.0.2.1") for _ in range(4)] == [False, False, True, True]
    assert not counted.too_many("192.0.2.2")
    clock.now += 60
    assert not counted.too_many("192.0.2.1")


def test_memory_is_bounded_however_many_addresses_come() -> None:
    counted = ByMinute(3, Clock(), remembered=10)
    answers = [counted.too_many(f"2001:db8::{number:x}") for number in range(100)]
    assert answers[:10] == [False] * 10
    assert answers[-1]
    assert len(counted) <= 11
