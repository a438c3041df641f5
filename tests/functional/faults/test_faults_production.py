"""Nothing lost, nothing twice: three workers and two webhooks on PostgreSQL and Redis, killed, cut off and starved.

Every process is a real one, and so are Redis and PostgreSQL; the emulator is the witness: every resident's screen must
be that of a fault-free run, word by word and in order.
"""

from __future__ import annotations

import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.emulator.model import Chat
from bot.entry.stores import make_mailbox
from bot.outbox import Outbox
from bot.store.crypto import Purpose
from bot.store.mailbox import Letter
from bot.store.models import MessageRow, OutboxRow
from tests.servers import find_postgres

sys.path.insert(0, str(Path(__file__).parent))
from fault_cluster import Cluster, eventually
from fault_engines import OwnPostgres, OwnRedis
from fault_people import HANDED_OVER, TALKS, Crowd, Heard, bubbles, drawn
from fault_storms import (
    Line,
    Storm,
    plan_clocks,
    plan_flushes,
    plan_line,
    plan_postgres,
    plan_processes,
    plan_redis,
)
from fault_witness import Witness

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.slow,
    pytest.mark.xdist_group("faults"),
    pytest.mark.timeout(1200),
]
PATIENCE = 240.0
"""Seconds for which one act may stay unanswered: half a minute of outage is among the faults, and machines are slow."""


class Engines:
    """What the cluster stands on."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tsunagu-faults-"))
        self.folder.chmod(0o755)
        self.redis, self.postgres = OwnRedis(self.folder / "redis"), OwnPostgres(self.folder)

    def start(self) -> dict[str, str]:
        self.redis.start()
        self.postgres.start()
        return {"TSUNAGU_DATABASE_URL": self.postgres.url, "TSUNAGU_REDIS_URL": self.redis.url}

    def stop(self) -> None:
        self.redis.stop()
        self.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    if find_postgres() is None or shutil.which("redis-server") is None:
        pytest.skip("PostgreSQL or Redis is not installed")
    made = Engines()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def cluster(engines: Engines) -> Iterator[Cluster]:
    made = Cluster(engines.folder, engines.start(), workers=3)
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def heard(cluster: Cluster) -> dict[str, Heard]:
    """The fault-free run of every talk."""
    crowd = Crowd(cluster.platform)
    return {name: crowd.rehearse(name) for name in TALKS}


Report = Callable[[str, object], None]


def acts_of(people: list[tuple[str, Heard]]) -> int:
    return sum(len(one.steps) + 1 for _, one in people)


def storm_over(
    cluster: Cluster, heard: dict[str, Heard], count: int, plans: Callable[[Storm], None], seed: int = 20261120
) -> str:
    """So many people talk while the planned faults strike; the witness looks; returns the report."""
    dice = random.Random(seed)
    people = drawn(dice, count, heard)
    storm = Storm(dice, acts_of(people))
    plans(storm)
    done = Crowd(cluster.platform).talk(people, storm, PATIENCE)
    storm.finish()
    report = Witness(cluster, done).looks()
    return f"{sum(storm.done.values())} faults {dict(storm.done)} -> {report}"


def newcomer(cluster: Cluster, heard: dict[str, Heard]) -> Chat:
    """Somebody who has agreed to talk."""
    (person,) = Crowd(cluster.platform).talk([("begins", heard["begins"])], lambda acts: None, PATIENCE)
    return person.chat


def says(cluster: Cluster, chat: Chat, text: str) -> int:
    """Say something; returns how many bubbles were there before."""
    before = len(bubbles(chat))
    cluster.platform.residents.message(chat, "text", {"text": text})
    return before


def hears(cluster: Cluster, chat: Chat, before: int) -> None:
    eventually(lambda: len(bubbles(chat)) > before, 120, cluster.what_was_said)


def test_three_hundred_talks_in_a_storm(
    cluster: Cluster, engines: Engines, heard: dict[str, Heard], record_property: Report
) -> None:
    def plans(storm: Storm) -> None:
        plan_processes(storm, cluster)
        plan_line(storm, Line(cluster, storm.dice))
        plan_redis(storm, engines.redis)
        plan_postgres(storm, engines.postgres)

    record_property("faults", f"production: {storm_over(cluster, heard, 300, plans)}")


def test_redis_loses_its_memory_and_nobody_notices(
    cluster: Cluster, engines: Engines, heard: dict[str, Heard], record_property: Report
) -> None:
    told = storm_over(cluster, heard, 60, lambda storm: plan_flushes(storm, engines.redis))
    record_property("faults", f"Redis flushed: {told}")


def test_the_clock_jumps_ahead_and_back(cluster: Cluster, heard: dict[str, Heard], record_property: Report) -> None:
    told = storm_over(cluster, heard, 60, lambda storm: plan_clocks(storm, cluster))
    cluster.clock.jump(0)
    record_property("faults", f"clock: {told}")


def test_a_reply_token_that_is_refused_is_followed_by_one_push(cluster: Cluster, heard: dict[str, Heard]) -> None:
    chat = newcomer(cluster, heard)
    cluster.platform.faults.plan({"kind": "400_token", "path": "message/reply"})
    before = says(cluster, chat, "お金はかかりますか")
    hears(cluster, chat, before)
    answers = chat.entries[-1]
    assert answers.via == "push"
    assert len({entry.message["text"] for entry in chat.entries[-2:]}) == 2, "once"


def test_what_line_refuses_for_good_is_visible_and_the_next_message_goes_on(
    cluster: Cluster, heard: dict[str, Heard]
) -> None:
    chat = newcomer(cluster, heard)
    cluster.platform.faults.plan({"kind": "400", "path": "message/reply"})
    before = says(cluster, chat, "お金はかかりますか")

    def failed() -> Sequence[OutboxRow]:
        with cluster.database.reading() as session:
            return Outbox(session, cluster.clock).failed()

    eventually(failed, 60, cluster.what_was_said)
    (row,) = failed()
    assert (row.state, row.reason) == ("failed", "rejected")
    assert len(bubbles(chat)) == before
    hears(cluster, chat, says(cluster, chat, "だれが読みますか"))
    with cluster.database.transaction() as session:
        session.delete(session.get_one(OutboxRow, row.outbox_id))


def test_what_arrived_turned_round_is_read_in_the_order_in_which_it_was_said(
    cluster: Cluster, heard: dict[str, Heard]
) -> None:
    (person,) = Crowd(cluster.platform).talk([(HANDED_OVER, heard[HANDED_OVER])], lambda acts: None, PATIENCE)
    cluster.worker.all(signal.SIGSTOP)
    cluster.platform.courier.hold()
    said = ["月曜なら話せます", "火曜なら話せます", "水曜なら話せます"]
    for words in said:
        says(cluster, person.chat, words)
        time.sleep(0.01)  # LINE's own stamps are of milliseconds
    cluster.platform.courier.release("reversed")
    cluster.worker.all(signal.SIGCONT)

    def read() -> str:
        with cluster.database.reading() as session:
            inbound = select(MessageRow).where(MessageRow.direction == "inbound").order_by(MessageRow.created_at)
            return "\n".join(row.text or "" for row in session.scalars(inbound))

    eventually(lambda: all(words in read() for words in said), 60, cluster.what_was_said)
    places = [read().index(words) for words in said]
    assert places == sorted(places)


def test_a_full_mailbox_answers_503_and_danger_is_heard_before_the_backlog(
    cluster: Cluster, heard: dict[str, Heard], record_property: Report
) -> None:
    in_danger = newcomer(cluster, heard)
    cluster.worker.all(signal.SIGSTOP)
    others = [cluster.platform.residents.add("ふつうの人") for _ in range(130)]
    deliveries = cluster.platform.courier.deliveries[-130:]

    def refused() -> int:
        return sum(1 for one in deliveries if any(attempt.result.status == 503 for attempt in one.attempts))

    eventually(lambda: refused() >= 10, 60, cluster.what_was_said)
    before = says(cluster, in_danger, "もう死にたい")
    eventually(lambda: cluster.platform.courier.deliveries[-1].state == "delivered", 60, cluster.what_was_said)
    began = time.monotonic()
    cluster.worker.all(signal.SIGCONT)
    hears(cluster, in_danger, before)
    waited, answered = time.monotonic() - began, sum(1 for one in others if bubbles(one))
    assert answered < 50, "danger goes first"
    assert waited < 5
    eventually(lambda: all(bubbles(one) for one in others), 60, cluster.what_was_said)
    told = (
        f"{refused()} webhooks refused with 503, none lost; danger answered after {waited:.1f} s, {answered} before it"
    )
    record_property("faults", f"backlog: {told}")


def test_a_poison_event_is_set_aside_visibly_and_the_residents_next_words_are_answered(
    cluster: Cluster, heard: dict[str, Heard]
) -> None:
    chat, keyring, now = newcomer(cluster, heard), cluster.database_keys, cluster.clock()
    lane = keyring.fingerprint(f"line:{chat.id}")
    poison = Letter("poison", lane, keyring.seal(Purpose.SESSION, b"no event at all"), now)
    make_mailbox(cluster.settings).put([poison], now)
    before = says(cluster, chat, "お金はかかりますか")
    hears(cluster, chat, before)
    told = cluster.run("mailbox", "show")
    assert "脇に置いた手紙: 1通" in told
    assert "poison\tJSONDecodeError" in told
    eventually(lambda: cluster.metric("tsunagu_mailbox_buried") == 1, 60, cluster.what_was_said)
    assert "列に戻しました" in cluster.run("mailbox", "again", "poison")
