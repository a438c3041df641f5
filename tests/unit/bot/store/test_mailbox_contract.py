"""One contract for every mailbox: at least once, in order for each lane, one reader a lane at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import redis

from bot.store.mailbox import Letter, Mailbox, MailboxFull, Receipt
from bot.store.mailbox.redis import RedisMailbox
from bot.store.mailbox.sqlite import LEASE, SqliteMailbox

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.redis)])
def mailbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Mailbox]:
    if request.param == "sqlite":
        box = SqliteMailbox(tmp_path / "box.sqlite3", limit=50)
        yield box
        box.close()
    else:
        client = redis.Redis.from_url(request.getfixturevalue("redis_url"))
        yield RedisMailbox(client, limit=50)
        client.close()


def letter(event_id: str, lane: str = "a", second: int = 0, *, urgent: bool = False) -> Letter:
    return Letter(event_id, lane, f"body of {event_id}".encode(), NOW + timedelta(seconds=second), urgent)


def drain(mailbox: Mailbox, worker: str = "w", now: datetime = NOW) -> list[str]:
    seen = []
    while (receipt := mailbox.take(worker, now)) is not None:
        seen.append(receipt.letter.event_id)
        assert mailbox.done(receipt, worker)
    return seen


def test_a_letter_is_read_once_with_its_body(mailbox: Mailbox) -> None:
    assert mailbox.put([letter("e1")], NOW) == 1
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    assert (receipt.letter.body, receipt.attempts) == (b"body of e1", 1)
    assert mailbox.done(receipt, "w")
    assert mailbox.take("w", NOW) is None
    assert mailbox.depth() == 0


def test_a_known_event_is_passed_over_even_after_it_was_read(mailbox: Mailbox) -> None:
    mailbox.put([letter("e1")], NOW)
    assert mailbox.put([letter("e1"), letter("e2")], NOW) == 1
    drain(mailbox)
    assert mailbox.put([letter("e1")], NOW) == 0
    assert mailbox.take("w", NOW) is None


def test_a_lane_is_read_in_the_order_in_which_things_happened(mailbox: Mailbox) -> None:
    mailbox.put([letter("late", second=9), letter("first", second=1), letter("mid", second=5)], NOW)
    assert drain(mailbox) == ["first", "mid", "late"]


def test_while_one_works_on_a_lane_nobody_else_gets_its_letters(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1"), letter("a2", second=1), letter("b1", "b", 2)], NOW)
    mine = mailbox.take("one", NOW)
    other = mailbox.take("two", NOW)
    assert mine is not None
    assert other is not None
    assert {mine.letter.lane, other.letter.lane} == {"a", "b"}
    assert mailbox.take("three", NOW) is None
    mailbox.done(mine, "one")
    after = mailbox.take("three", NOW)
    assert after is not None
    assert after.letter.event_id == "a2"


def test_a_dead_workers_letter_is_taken_over_and_its_late_word_does_not_count(mailbox: Mailbox) -> None:
    mailbox.put([letter("e1")], NOW)
    lost = mailbox.take("dead", NOW)
    later = NOW + LEASE + timedelta(seconds=1)
    found = mailbox.take("alive", later)
    assert lost is not None
    assert found is not None
    assert (found.letter.event_id, found.attempts) == ("e1", 2)
    assert found.fence > lost.fence
    assert not mailbox.done(lost, "dead")
    assert mailbox.done(found, "alive")


def test_a_letter_given_back_holds_up_its_lane_and_no_other(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1"), letter("a2", second=1), letter("b1", "b", 2)], NOW)
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    assert receipt.letter.event_id == "a1"
    mailbox.retry(receipt, "w", NOW + timedelta(seconds=10))
    assert drain(mailbox) == ["b1"]
    assert drain(mailbox, now=NOW + timedelta(seconds=11)) == ["a1", "a2"]


def test_a_poison_letter_is_set_aside_visibly_and_the_lane_goes_on(mailbox: Mailbox) -> None:
    mailbox.put([letter("bad"), letter("good", second=1)], NOW)
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    mailbox.bury(receipt, "w", "ValueError")
    assert mailbox.buried() == [("bad", "ValueError")]
    assert drain(mailbox) == ["good"]


def test_danger_passes_a_backlog_but_never_its_own_lane(mailbox: Mailbox) -> None:
    backlog = [letter(f"o{n}", f"lane{n}", n) for n in range(5)]
    mailbox.put([*backlog, letter("u1", "u", 20), letter("u2", "u", 21, urgent=True)], NOW)
    first = mailbox.take("w", NOW)
    assert first is not None
    assert first.letter.event_id == "u1"
    mailbox.done(first, "w")
    second = mailbox.take("w", NOW)
    assert second is not None
    assert second.letter.event_id == "u2"


def test_a_full_mailbox_refuses_all_or_nothing(mailbox: Mailbox) -> None:
    mailbox.put([letter(f"e{n}", f"l{n}") for n in range(49)], NOW)
    with pytest.raises(MailboxFull):
        mailbox.put([letter("x1"), letter("x2")], NOW)
    assert mailbox.depth() == 49
    assert mailbox.put([letter("x1")], NOW) == 1


def test_the_age_of_the_oldest_letter_is_known(mailbox: Mailbox) -> None:
    assert mailbox.oldest() is None
    mailbox.put([letter("e1")], NOW)
    mailbox.put([letter("e2", "b")], NOW + timedelta(minutes=1))
    assert mailbox.oldest() == NOW


def test_of_a_forgotten_resident_what_was_set_aside_goes_and_what_came_since_is_read(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1"), letter("a2", second=1), letter("b1", "b", 2)], NOW)
    first = mailbox.take("w", NOW)
    assert first is not None
    mailbox.bury(first, "w", "ValueError")
    assert mailbox.forget_set_aside("b") == 0
    assert mailbox.forget_set_aside("a") == 1
    assert mailbox.buried() == []
    assert drain(mailbox) == ["a2", "b1"]
    assert mailbox.put([letter("a1")], NOW) == 0


def test_fences_rise_even_after_old_lanes_were_purged(mailbox: Mailbox) -> None:
    mailbox.put([letter("e1")], NOW)
    before = mailbox.take("w", NOW)
    assert before is not None
    mailbox.done(before, "w")
    later = NOW + timedelta(days=30)
    mailbox.purge(later)
    mailbox.put([letter("e2")], later)
    after = mailbox.take("w", later)
    assert after is not None
    assert after.fence > before.fence


def test_the_letters_behind_a_taken_one_are_seen_in_order_without_being_taken(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1"), letter("a3", second=3), letter("a2", second=2), letter("b1", "b", 1)], NOW)
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    assert [one.event_id for one in mailbox.following(receipt, 10)] == ["a2", "a3"]
    assert [one.body for one in mailbox.following(receipt, 1)] == [b"body of a2"]
    mailbox.done(receipt, "w")
    assert sorted(drain(mailbox)) == ["a2", "a3", "b1"]


def test_letters_read_together_are_done_together(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1"), letter("a2", second=1), letter("a3", second=2)], NOW)
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    more = tuple(mailbox.following(receipt, 1))
    assert mailbox.done(Receipt(receipt.letter, receipt.fence, receipt.attempts, more), "w")
    assert drain(mailbox) == ["a3"]
    assert mailbox.put([letter("a2")], NOW) == 0


def test_a_paused_lane_waits_until_its_moment_and_is_not_counted_as_a_try(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1")], NOW)
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    until = NOW + timedelta(seconds=3)
    mailbox.pause(receipt, "w", until, known=1)
    assert mailbox.take("w", NOW + timedelta(seconds=2)) is None
    again = mailbox.take("w", until)
    assert again is not None
    assert (again.letter.event_id, again.attempts) == ("a1", 1)


def test_the_next_letter_ends_a_pause_at_once(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1")], NOW)
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    mailbox.pause(receipt, "w", NOW + timedelta(seconds=30), known=1)
    soon = NOW + timedelta(seconds=1)
    mailbox.put([letter("a2", second=1)], soon)
    again = mailbox.take("w", soon)
    assert again is not None
    assert again.letter.event_id == "a1"
    assert [one.event_id for one in mailbox.following(again, 5)] == ["a2"]


def test_a_letter_that_came_while_the_worker_looked_ends_the_pause_too(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1")], NOW)
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    mailbox.put([letter("a2", second=1)], NOW)
    mailbox.pause(receipt, "w", NOW + timedelta(seconds=30), known=1)
    assert mailbox.take("w", NOW) is not None


def test_a_new_letter_does_not_hurry_one_that_waits_for_its_retry(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1")], NOW)
    receipt = mailbox.take("w", NOW)
    assert receipt is not None
    mailbox.retry(receipt, "w", NOW + timedelta(seconds=10))
    mailbox.put([letter("a2", second=1)], NOW)
    assert mailbox.take("w", NOW + timedelta(seconds=5)) is None


def test_a_worker_that_lost_the_lane_pauses_nothing(mailbox: Mailbox) -> None:
    mailbox.put([letter("a1")], NOW)
    lost = mailbox.take("dead", NOW)
    later = NOW + LEASE + timedelta(seconds=1)
    assert lost is not None
    found = mailbox.take("alive", later)
    assert found is not None
    mailbox.pause(lost, "dead", later + timedelta(seconds=60), known=1)
    assert mailbox.done(found, "alive")
    assert mailbox.depth() == 0
