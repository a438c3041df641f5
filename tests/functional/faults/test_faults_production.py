"""Nothing lost, nothing twice: three workers and two webhooks on PostgreSQL and Redis, killed, cut off and starved.

Every process is a real one, and so are Redis and PostgreSQL; the emulator is the witness: every resident's screen must
be that of a fault-free run, word by word and in order.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers import find_postgres

sys.path.insert(0, str(Path(__file__).parent))
from fault_cluster import Cluster
from fault_engines import OwnPostgres, OwnRedis
from fault_people import TALKS, Crowd, Heard, drawn
from fault_storms import Line, Storm, plan_line, plan_postgres, plan_processes, plan_redis
from fault_witness import Witness

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.slow,
    pytest.mark.xdist_group("faults"),
    pytest.mark.timeout(600),
]
PATIENCE = 100.0
"""Seconds for which one act may stay unanswered while half a minute of outage is among the faults."""


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


def test_three_hundred_talks_in_a_storm(
    cluster: Cluster, engines: Engines, heard: dict[str, Heard], record_property: Report
) -> None:
    dice = random.Random(20261120)
    people = drawn(dice, 300, heard)
    storm = Storm(dice, acts_of(people))
    plan_processes(storm, cluster)
    plan_line(storm, Line(cluster, dice))
    plan_redis(storm, engines.redis)
    plan_postgres(storm, engines.postgres)
    done = Crowd(cluster.platform).talk(people, storm, PATIENCE)
    storm.finish()
    report = Witness(cluster, done).looks()
    record_property("faults", f"production: {sum(storm.done.values())} faults {dict(storm.done)} -> {report}")
