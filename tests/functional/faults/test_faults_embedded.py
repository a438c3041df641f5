"""The same promises on the embedded default: two workers, two webhooks, one file, and a disk that is full at times."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from fault_cluster import Cluster
from fault_people import TALKS, Crowd, drawn
from fault_storms import Line, Storm, plan_disk, plan_line, plan_processes
from fault_witness import Witness

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults"), pytest.mark.timeout(900)]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path, {}, workers=2)
    try:
        made.start()
        yield made
    finally:
        made.stop()


def test_sixty_talks_in_a_storm_on_one_file(cluster: Cluster, record_property: Callable[[str, object], None]) -> None:
    dice, crowd = random.Random(20261121), Crowd(cluster.platform)
    heard = {name: crowd.rehearse(name) for name in TALKS}
    people = drawn(dice, 60, heard)
    storm = Storm(dice, sum(len(one.steps) + 1 for _, one in people))
    plan_processes(storm, cluster, workers=5, webhooks=3)
    plan_line(storm, Line(cluster, dice))
    plan_disk(storm, cluster)
    done = Crowd(cluster.platform, at_once=20).talk(people, storm, 240)
    storm.finish()
    report = Witness(cluster, done).looks()
    record_property("faults", f"embedded: {sum(storm.done.values())} faults {dict(storm.done)} -> {report}")
