"""Faults at moments drawn from a seed, counted by what people did: never by the clock of the machine that runs the tests."""

from __future__ import annotations

import random
import resource
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from fault_cluster import Cluster, Part
from fault_engines import OwnPostgres, OwnRedis

Do = Callable[[], "Undo | None"]


@dataclass(frozen=True)
class Undo:
    """What ends a fault that lasts, after so many seconds."""

    seconds: float
    do: Callable[[], object]


@dataclass
class Storm:
    """Faults in the order of the acts after which they strike."""

    dice: random.Random
    acts: int
    done: Counter[str] = field(default_factory=Counter)
    _planned: list[tuple[int, str, Do]] = field(default_factory=list)
    _ending: list[tuple[float, Undo]] = field(default_factory=list)

    def plan(self, name: str, times: int, do: Do) -> Storm:
        """So many times, spread over the talks; none at the very end, where nobody would feel it."""
        self._planned += [(self.dice.randrange(5, int(self.acts * 0.9)), name, do) for _ in range(times)]
        self._planned.sort(key=lambda one: one[0])
        return self

    def plan_at(self, name: str, share: float, do: Do) -> Storm:
        """Once, after this share of all acts."""
        self._planned.append((int(self.acts * share), name, do))
        self._planned.sort(key=lambda one: one[0])
        return self

    def __call__(self, acts: int) -> None:
        """Between two acts: what is due begins, what has lasted long enough ends."""
        self._end(time.monotonic())
        while self._planned and self._planned[0][0] <= acts:
            if self._ending:  # one lasting fault at a time: two stores away at once are one outage
                return
            _, name, do = self._planned.pop(0)
            undo = do()
            self.done[name] += 1
            if undo is not None:
                self._ending.append((time.monotonic() + undo.seconds, undo))

    def finish(self) -> None:
        """Nothing lasts beyond the storm."""
        self._end(float("inf"))

    def _end(self, now: float) -> None:
        for moment, undo in [one for one in self._ending if one[0] <= now]:
            undo.do()
            self._ending.remove((moment, undo))


class Line:
    """What LINE does: refuses, hangs, loses, repeats."""

    def __init__(self, cluster: Cluster, dice: random.Random) -> None:
        self._platform = cluster.platform
        self._dice = dice

    def answers(self, kind: str, **more: object) -> Do:
        """The next call that sends something ends like this."""

        def do() -> None:
            self._platform.faults.plan({"kind": kind, "path": "message/", **more})

        return do

    def loses(self, what: str) -> Do:
        """The next webhook is `lost`, or its `answer_lost`: it will be sent again."""
        return lambda: self._platform.endpoint.mishaps.append(what)

    def repeats(self) -> None:
        """A webhook that was delivered comes once more."""
        known = [one.id for one in list(self._platform.courier.deliveries) if one.state == "delivered"]
        if known:
            chosen = self._dice.choice(known)
            threading.Thread(target=self._platform.courier.redeliver, args=(chosen,), daemon=True).start()

    def shuffles(self) -> Undo:
        """For a moment webhooks are kept back, then all come in one POST, the last first."""
        courier = self._platform.courier
        courier.hold()

        def release() -> None:
            threading.Thread(target=courier.release, args=("reversed",), kwargs={"together": True}, daemon=True).start()

        return Undo(0.5, release)


def plan_processes(storm: Storm, cluster: Cluster, workers: int = 14, webhooks: int = 6) -> None:
    """kill -9: of one worker (events, delivery and alarms are its threads), of all, of one webhook, of all."""
    storm.plan("worker killed", workers, lambda: _kill_one(cluster.worker, storm.dice))
    storm.plan("all workers killed at once", 2, partial(cluster.worker.all, signal.SIGKILL))
    storm.plan("webhook killed", webhooks, lambda: _kill_one(cluster.webhook, storm.dice))
    storm.plan("all webhooks killed with their parent", 1, partial(_start_anew, cluster.webhook))


def plan_line(storm: Storm, line: Line) -> None:
    """Everything that LINE may answer while nobody has done wrong, and every way in which webhooks come."""
    for name, times, do in (
        ("LINE 500", 6, line.answers("500")),
        ("LINE 500 though sent", 6, line.answers("500", after=True)),
        ("LINE 429", 4, line.answers("429_rate")),
        ("LINE 401", 3, line.answers("401")),
        ("LINE silent", 2, line.answers("timeout", seconds=6)),
        ("LINE silent though sent", 2, line.answers("timeout", seconds=6, after=True)),
        ("LINE slow", 8, line.answers("slow", seconds=2)),
        ("webhook lost", 8, line.loses("lost")),
        ("webhook answer lost", 8, line.loses("answer_lost")),
        ("webhook repeated", 20, line.repeats),
        ("webhooks held, turned round, together", 6, line.shuffles),
    ):
        storm.plan(name, times, do)


def plan_redis(storm: Storm, redis: OwnRedis) -> None:
    """Killed and started, hanging longer than our patience, full, away for half a minute."""

    def killed(seconds: float) -> Undo:
        redis.kill()
        return Undo(seconds, redis.start)

    def hanging() -> Undo:
        redis.hang()
        return Undo(6.5, redis.wake)

    def full() -> Undo:
        redis.fill()
        return Undo(2.0, redis.empty)

    storm.plan("Redis killed", 2, lambda: killed(0.5)).plan("Redis away for 30 s", 1, lambda: killed(30))
    storm.plan("Redis hanging", 1, hanging).plan("Redis full", 2, full)


def plan_flushes(storm: Storm, redis: OwnRedis) -> None:
    """Redis forgets all that it had, letters and talks."""
    storm.plan("Redis flushed", 3, redis.flush)


def plan_clocks(storm: Storm, cluster: Cluster) -> None:
    """The clock of every process jumps ahead and back by twenty minutes."""
    for number, seconds in enumerate((1200, -1200, 600, -900, 0)):
        storm.plan_at("clock jumped", (number + 1) / 7, partial(cluster.clock.jump, seconds))


def plan_disk(storm: Storm, cluster: Cluster) -> None:
    """No file of the worker or of the webhook may grow: to them the disk is full."""

    def full() -> Undo:
        pids = [*cluster.worker.children, *cluster.webhook.children]
        for pid in pids:
            _limit_files(pid, 16_384)
        return Undo(2.0, lambda: [_limit_files(pid, resource.RLIM_INFINITY) for pid in pids])

    storm.plan("disk full", 3, full)


def _limit_files(pid: int, most: int) -> None:
    with suppress(ProcessLookupError):  # killed meanwhile; the next one has no limit
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def plan_postgres(storm: Storm, postgres: OwnPostgres) -> None:
    """Crashed and recovered, every connection cut in its transaction, a deadlock, a disk that is full for a while."""

    def crashed() -> None:
        postgres.crash()
        postgres.start()

    def cut() -> None:
        postgres.cut()

    storm.plan("PostgreSQL crashed", 2, crashed).plan("connections cut", 6, cut)

    def full() -> Undo:
        postgres.fill()
        return Undo(4.0, postgres.empty)

    storm.plan("deadlock", 3, postgres.deadlock).plan("PostgreSQL disk full", 2, full)


def _kill_one(part: Part, dice: random.Random) -> None:
    part.kill_one(dice)


def _start_anew(part: Part) -> None:
    part.kill()
    part.start()
