"""Requests at once are kept by one write, and each is answered for its own letters only."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.base.errors import Unavailable
from bot.entry.together import Together
from bot.store.mailbox import Letter, MailboxFull

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def letter(name: str) -> Letter:
    return Letter(name, "lane", b"", NOW)


class SlowBox:
    """Keeps letters; the first write waits until it is let go."""

    def __init__(self, limit: int = 1000) -> None:
        self.writes: list[list[str]] = []
        self.begun, self.go = threading.Event(), threading.Event()
        self.limit, self.known, self.error = limit, set[str](), None  # type: ignore[var-annotated]

    def put(self, letters: list[Letter], now: datetime) -> int:
        self.begun.set()
        self.go.wait(10)
        if self.error:
            raise self.error
        if len(self.known) + len(letters) > self.limit:
            raise MailboxFull("full")
        self.writes.append([one.event_id for one in letters])
        fresh = {one.event_id for one in letters} - self.known
        self.known |= fresh
        return len(fresh)

    def depth(self) -> int:
        return len(self.known)


def crowd(box: SlowBox, names: list[str]) -> dict[str, Any]:
    """One request opens a slow write; the others come while it is under way."""
    mailbox: Any = Together(box)  # type: ignore[arg-type]

    def put(name: str) -> Any:
        try:
            return mailbox.put([letter(name)], NOW)
        except Unavailable as error:
            return error

    with ThreadPoolExecutor(len(names)) as pool:
        first = pool.submit(put, names[0])
        assert box.begun.wait(10)
        rest = [pool.submit(put, name) for name in names[1:]]
        while len(mailbox._waiting) < len(names) - 1:
            threading.Event().wait(0.002)
        box.go.set()
        return {name: done.result(10) for name, done in zip(names, [first, *rest], strict=True)}


def test_those_who_wait_are_written_at_once() -> None:
    box = SlowBox()
    told = crowd(box, [f"e{number}" for number in range(12)])
    assert set(told.values()) == {1}
    assert [len(write) for write in box.writes] == [1, 11]


def test_what_is_known_already_is_counted_once_in_all() -> None:
    box = SlowBox()
    box.known = {"b", "c"}
    assert sum(crowd(box, ["a", "b", "c", "d"]).values()) == 2


def test_a_full_mailbox_refuses_those_that_do_not_fit_and_takes_the_others() -> None:
    box = SlowBox(limit=3)
    told = crowd(box, ["a", "b", "c", "d", "e"])
    assert sorted(map(str, told.values())) == ["1", "1", "1", "full", "full"]
    assert len(box.known) == 3


def test_a_mailbox_that_is_away_is_told_to_all_and_found_again_afterwards() -> None:
    box = SlowBox()
    box.error = Unavailable("away")
    mailbox: Any = Together(box)  # type: ignore[arg-type]
    assert {str(told) for told in crowd(box, ["a", "b", "c"]).values()} == {"away"}
    box.go.set()
    with pytest.raises(Unavailable):
        mailbox.put([letter("x")], NOW)
    box.error = None
    assert mailbox.put([letter("x")], NOW) == 1
    assert mailbox.depth() == 1


def test_many_threads_lose_nothing() -> None:
    box = SlowBox(limit=10_000)
    box.go.set()
    mailbox: Any = Together(box)  # type: ignore[arg-type]
    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(lambda number: mailbox.put([letter(str(number))], NOW), range(2000))) == 2000
    assert len(box.known) == 2000
