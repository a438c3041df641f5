"""What a prefecture needs on an ordinary day and on the day of a disaster, from what one turn costs.

Every assumption is a field with a reason; deploy/decisions/scale.md says where the numbers come from.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from bot.entry.bench.queueing import Outcome, Simulation, World
from bot.entry.bench.report import table
from bot.entry.bench.turns_kept import Cost

PEOPLE = 14_000_000
_BUSY = 0.6
"""So much of a processor is planned for; the rest is for peaks and for what dies."""
_YEN_A_CORE = 6_000
_YEN_A_GIB = 800
"""A month of one virtual core and of 1 GiB in a Japanese region, rounded up; check the offers."""
_SHARE = 0.9
"""A worker alone on a core is busy with Python for so much of the time; the rest is waiting for disk and network."""
_POOL = 3
"""Connections to PostgreSQL that a worker really uses: letters, sends, the periodic table."""

_SLICE = 10
_LIMIT = 200_000
"""TSUNAGU_MAILBOX_LIMIT for a prefecture: a letter takes about 1 KB of Redis."""


@dataclass(frozen=True)
class Day:
    """One kind of day: talks, turns of each, and how the hours and minutes stand out."""

    name: str
    talks: float
    turns: float
    hour: float
    """Share of the day in its fullest hour."""
    burst: float
    """How much the fullest ten minutes stand above that hour."""

    @property
    def average(self) -> float:
        """Turns per second in the fullest hour."""
        return self.talks * self.turns * self.hour / 3600

    @property
    def peak(self) -> float:
        """Turns per second in the fullest ten minutes."""
        return self.average * self.burst


ORDINARY = Day("ふだんの日", PEOPLE * 0.05 * 0.3 / 30, 12, 0.15, 1.5)
"""5% are friends of the account, three in ten of them talk once a month, in twelve turns; evenings hold 15% an hour."""
DISASTER = Day("災害の日", PEOPLE * 0.10, 8, 0.30, 2.0)
"""One in ten writes on that day, in eight turns; 30% within the first hour, its first minutes twice as thick."""


@dataclass(frozen=True)
class Need:
    """Whole numbers of what one kind of day asks for."""

    workers: int
    cores: int
    memory: float
    connections: int
    partitions: int
    """Pairs of Redis and PostgreSQL, each for some of the municipalities: Redis runs its scripts in one thread."""
    yen: int


def need(rate: float, cost: Cost) -> Need:
    """What so many turns per second ask for."""
    workers = max(math.ceil(rate * cost.worker / 1000 / (_BUSY * _SHARE)), 2)
    cores = max(math.ceil(rate * cost.whole / 1000 / _BUSY), 2)
    webhooks = max(math.ceil(rate * cost.webhook / 1000 / _BUSY), 2)
    memory = math.ceil(workers / 2) * 0.55 + webhooks * 0.2 + 8
    partitions = max(math.ceil(rate * cost.redis / 1000 / _BUSY), 1)
    yen = cores * _YEN_A_CORE + math.ceil(memory) * _YEN_A_GIB
    return Need(workers, cores, memory, workers * _POOL, partitions, yen)


def reckon(cost: Cost) -> str:
    """Both days as tables, with the simulation of the disaster's first hour."""
    rows = []
    for day in (ORDINARY, DISASTER):
        found = need(day.peak, cost)
        rows.append((
            day.name, f"{day.talks:,.0f}", f"{day.talks * day.turns:,.0f}", f"{day.average:,.1f}", f"{day.peak:,.1f}",
            str(found.workers), str(found.cores), f"{found.memory:.0f}", str(found.connections), str(found.partitions),
            f"{found.yen:,}",
        ))  # fmt: skip
    heads = ("", "相談", "往復", "多い1時間(毎秒)", "その10分(毎秒)", "worker", "コア", "GiB", "接続", "組", "円/月")
    return table(heads, rows) + "\n" + first_hour(cost)


def first_hour(cost: Cost) -> str:
    """Three ways to meet the first twenty minutes of the disaster day, on a tenth of the residents and workers."""
    full = need(DISASTER.peak, cost).workers
    usual = need(ORDINARY.peak, cost).workers
    ways = {
        "はじめから全部": (full, full),
        "自動で増やす(20秒ごとに倍まで)": (max(full // 8, _SLICE), full),
        "ふだんのまま": (max(usual, _SLICE), max(usual, _SLICE)),
    }
    rows = []
    for name, (begin, most) in ways.items():
        rows.append((name, str(begin), str(most), *_told(Simulation(_slice(cost, begin, most)).run())))
    heads = ("形", "はじめのworker", "上限", "ふつう 中央値秒", "ふつう 99%秒", "危険 99%秒", "断った%", "最も深い")
    return table(heads, rows)


def _slice(cost: Cost, begin: int, most: int) -> World:
    """A tenth of the people with a tenth of the workers: waits are those of the whole, or a little longer."""
    return World(
        rate=_first_minutes(DISASTER.average / _SLICE, DISASTER.burst),
        highest=DISASTER.peak / _SLICE,
        seconds=20 * 60.0,
        service=cost.worker / 1000 / _SHARE,
        limit=_LIMIT // _SLICE,
        workers=max(begin // _SLICE, 1),
        most=max(most // _SLICE, 1),
    )


def _first_minutes(average: float, burst: float) -> Callable[[float], float]:
    """Twice as thick for ten minutes, then as on average."""
    return lambda at: average * (burst if at < 600 else 1.0)


def _told(found: Outcome) -> tuple[str, ...]:
    events = len(found.ordinary) + len(found.urgent) + found.refused
    return (
        f"{found.wait(50):.1f}",
        f"{found.wait(99):.1f}",
        f"{found.wait(99, urgent=True):.1f}",
        f"{100 * found.refused / max(events, 1):.1f}",
        f"{found.deepest * _SLICE:,}",
    )
