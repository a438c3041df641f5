"""What the mailbox does when things go wrong: clocks set back, a full memory, a lost answer, a lost memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import redis

from bot.base.clock import SteppedClock
from bot.base.errors import Unavailable
from bot.store.mailbox import Letter, Mailbox, MailboxFull
from bot.store.mailbox.redis import RedisMailbox
from bot.store.mailbox.sqlite import SqliteMailbox
from bot.store.mailbox.types import JUMP, LEASE, Receipt
from bot.store.sessions.redis import RedisSessions
from tests.servers import Servers

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.redis)])
def mailbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Mailbox]:
    if request.param == "sqlite":
        box = SqliteMailbox(tmp_path / "box.sqlite3", limit=5)
        yield box
        box.close()
    else:
        client = redis.Redis.from_url(request.getfixturevalue("redis_url"))
        yield RedisMailbox(client, limit=5)
        client.close()


@pytest.fixture(scope="module")
def own_redis() -> Iterator[str]:
    """A Redis that nobody else uses: its memory is limited here."""
    servers = Servers()
    url = servers.start_redis()
    if not url:
        pytest.skip("Redis is not installed")
    yield url
    servers.stop()


@pytest.fixture
def client(redis_url: str) -> Iterator[redis.Redis]:
    made = redis.Redis.from_url(redis_url)
    yield made
    made.close()


def letter(event_id: str, lane: str = "a", second: int = 0, *, urgent: bool = False, size: int = 10) -> Letter:
    return Letter(event_id, lane, b"x" * size, NOW + timedelta(seconds=second), urgent)


def taken(mailbox: Mailbox, now: datetime = NOW, worker: str = "w") -> Receipt:
    receipt = mailbox.take(worker, now)
    assert receipt is not None
    return receipt


def test_danger_finds_room_in_a_full_mailbox(mailbox: Mailbox) -> None:
    mailbox.put([letter(f"e{n}", f"l{n}") for n in range(5)], NOW)
    with pytest.raises(MailboxFull):
        mailbox.put([letter("ordinary", "x")], NOW)
    assert mailbox.put([letter("danger", "x", urgent=True)], NOW) == 1
    assert taken(mailbox).letter.event_id == "danger"


def test_a_letter_set_aside_can_be_put_back_with_its_body(mailbox: Mailbox) -> None:
    mailbox.put([letter("bad"), letter("good", second=1)], NOW)
    mailbox.bury(taken(mailbox), "w", "ValueError")
    assert mailbox.revive("bad", NOW)
    assert not mailbox.revive("bad", NOW)
    assert mailbox.buried() == []
    again = taken(mailbox)
    assert (again.letter.event_id, again.letter.body, again.attempts) == ("bad", b"x" * 10, 1)


def test_a_forgotten_resident_leaves_nothing_among_those_set_aside(mailbox: Mailbox) -> None:
    mailbox.put([letter("bad")], NOW)
    mailbox.bury(taken(mailbox), "w", "ValueError")
    assert mailbox.forget_set_aside("a") == 1
    assert not mailbox.revive("bad", NOW)


def test_a_try_that_was_not_the_letters_fault_is_not_counted(mailbox: Mailbox) -> None:
    mailbox.put([letter("e1")], NOW)
    for step in range(4):
        mailbox.retry(taken(mailbox, NOW + timedelta(seconds=step)), "w", NOW, blameless=True)
    assert taken(mailbox, NOW + timedelta(seconds=9)).attempts == 1


def test_after_the_clock_was_set_back_nothing_waits_for_it_to_catch_up(mailbox: Mailbox) -> None:
    ahead = NOW + timedelta(hours=3)
    mailbox.put([letter("held", "a"), letter("retried", "b", 1), letter("waiting", "c", 2)], ahead)
    first, second = taken(mailbox, ahead, "dead"), taken(mailbox, ahead, "other")
    mailbox.retry(second, "other", ahead + timedelta(seconds=20))
    found = {taken(mailbox, NOW, f"w{n}").letter.event_id for n in range(3)}
    assert found == {"held", "retried", "waiting"}
    assert not mailbox.done(first, "dead")


def test_a_small_difference_between_clocks_takes_no_lane_away(mailbox: Mailbox) -> None:
    mailbox.put([letter("e1")], NOW + JUMP / 2)
    taken(mailbox, NOW + JUMP / 2, "ahead")
    assert mailbox.take("behind", NOW) is None


def test_a_deep_backlog_keeps_nobody_in_danger_waiting(tmp_path: Path) -> None:
    """Asked of the plan, not of the clock: neither question may walk through all that waits."""
    box = SqliteMailbox(tmp_path / "box.sqlite3")
    box.put([letter(f"e{n}", f"l{n % 700}", n) for n in range(3000)], NOW)
    box.put([letter("danger", "x", 9000, urgent=True)], NOW)
    connection = sqlite3.connect(tmp_path / "box.sqlite3")
    steps = [0]
    connection.set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1), 100)
    from bot.store.mailbox import sqlite as module

    moments = {"now": NOW.timestamp(), "odd": (NOW + LEASE + JUMP).timestamp()}
    for question, wanted in ((module._URGENT, "danger"), (module._OLDEST, "e0")):
        steps[0] = 0
        assert connection.execute(question, moments).fetchone()[0] == wanted
        assert steps[0] < 20, f"{steps[0] * 100} steps"
    connection.close()
    box.close()


def test_a_disk_that_is_full_is_unavailable_and_heals(tmp_path: Path) -> None:
    box = SqliteMailbox(tmp_path / "box.sqlite3")
    box.put([letter("before", "b")], NOW)
    pages = box._connection().execute("PRAGMA page_count").fetchone()[0]
    box._connection().execute(f"PRAGMA max_page_count={pages + 1}")
    with pytest.raises(Unavailable, match="ディスク"):
        box.put([letter("big", size=100_000)], NOW)
    assert box.depth() == 1
    box._connection().execute("PRAGMA max_page_count=100000")
    assert box.put([letter("big", size=100_000)], NOW) == 1
    assert box.depth() == 2
    box.close()


@pytest.mark.redis
def test_a_letter_whose_handing_over_was_not_heard_is_handed_over_again_at_once(client: redis.Redis) -> None:
    box = RedisMailbox(client)
    box.put([letter("e1"), letter("e2", second=1)], NOW)
    lost = taken(box)
    again = taken(box)
    assert (again.letter.event_id, again.attempts) == ("e1", 1)
    assert again.fence > lost.fence
    assert not box.done(lost, "w")


@pytest.mark.redis
def test_with_a_full_memory_new_letters_are_refused_and_the_old_ones_go_on(own_redis: str) -> None:
    client = redis.Redis.from_url(own_redis)
    box = RedisMailbox(client)
    box.put([letter("e1"), letter("e2", "b", 1)], NOW)
    client.config_set("maxmemory-policy", "noeviction")
    client.config_set("maxmemory", client.info("memory")["used_memory"] - 100_000)
    with pytest.raises(Unavailable):
        box.put([letter("e3", "c")], NOW)
    RedisSessions(client).put("a", b"sealed", 1, datetime.now(UTC) + timedelta(hours=1))
    for _ in range(2):
        assert box.done(taken(box), "w")
    client.config_set("maxmemory", 0)
    assert box.put([letter("e3", "c")], NOW) == 1
    assert taken(box).letter.event_id == "e3"
    client.close()


@pytest.mark.redis
def test_when_redis_loses_its_memory_letters_and_talks_are_put_back(client: redis.Redis) -> None:
    webhook, worker, sessions = RedisMailbox(client), RedisMailbox(client), RedisSessions(client)
    worker.when_lost(sessions.put_back)
    sessions.check_with(worker.ask)
    until = datetime.now(UTC) + timedelta(hours=1)
    sessions.put("a", b"the talk", 7, until)
    webhook.put([letter("e1"), letter("e2", second=1)], NOW)
    assert worker.done(taken(worker), "w")
    client.flushdb()
    for _ in range(2):
        with pytest.raises(Unavailable):  # a turn that had begun: nobody is taken for a stranger meanwhile
            sessions.get("a", NOW)
        assert worker.take("w", NOW) is None, "nobody reads before what is missing was put back"
    webhook.watch()
    client.delete("tsunagu:mending")  # five seconds pass
    assert sessions.get("a", NOW) == b"the talk"
    found = [taken(worker).letter.event_id for _ in range(1)]
    assert found == ["e1"], "what had its effects is known by its mark in the database"
    assert webhook.depth() == 2


@pytest.mark.redis
def test_what_was_accepted_is_put_back_however_much_it_is(client: redis.Redis) -> None:
    box = RedisMailbox(client, limit=100)
    for number in range(250):  # read as fast as they come: never many at once
        box.put([letter(f"e{number}", f"l{number}", number)], NOW)
        assert box.done(taken(box), "w")
    client.flushdb()
    box.watch()
    assert box.depth() == 250


@pytest.mark.redis
def test_a_talk_that_went_on_elsewhere_is_not_put_back(client: redis.Redis) -> None:
    old, new = RedisSessions(client), RedisSessions(client)
    until = datetime.now(UTC) + timedelta(hours=1)
    old.put("a", b"older", 1, until)
    new.put("a", b"newer", 2, until)
    client.flushdb()
    new.put_back()
    assert old.put_back() == 0
    assert new.get("a", NOW) == b"newer"


@pytest.mark.redis
@pytest.mark.parametrize("hours", [-37, 0, 37])
def test_a_talk_lives_as_long_as_was_said_though_redis_has_another_clock(client: redis.Redis, hours: int) -> None:
    clock = SteppedClock(datetime.now(UTC) + timedelta(hours=hours))
    sessions = RedisSessions(client, clock)
    sessions.put("a", b"the talk", 1, clock() + timedelta(minutes=15))
    assert sessions.get("a", clock()) == b"the talk"
    assert 14 * 60 < client.ttl("tsunagu:session:a") <= 15 * 60
    client.flushdb()
    assert sessions.put_back() == 1
    assert 14 * 60 < client.ttl("tsunagu:session:a") <= 15 * 60


@pytest.mark.redis
def test_a_fresh_redis_is_no_lost_one(client: redis.Redis) -> None:
    box = RedisMailbox(client)
    box.put([letter("e1")], NOW)
    assert taken(box).letter.event_id == "e1"
