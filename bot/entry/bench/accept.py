"""Taking events in: our webhook (verify, dedupe, seal, keep on disk) against a bare one, in turns in the same run."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from bot.entry.bench import processes
from bot.entry.bench.crowd import Crowd
from bot.entry.bench.double import LineDouble
from bot.entry.bench.servers import free_port, wait_for_port
from bot.entry.bench.stack import SECRET, Shape, standing

_AT_ONCE = 64
"""Requests under way at any time: twice as many as each side has threads, so that both do all they can."""


@dataclass(frozen=True)
class Accepted:
    """Requests per second and milliseconds of one side, over all rounds; `ratio` to the bare one.

    `cpu` is what one request costs the server's own process (ms): it hardly depends on what else the machine does.
    """

    name: str
    rate: float
    p50: float
    p99: float
    ratio: float = 1.0
    cpu: float = 0.0


@dataclass
class _Side:
    """One server under measurement, and what its rounds brought."""

    name: str
    port: int
    pid: int
    rates: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    spent: float = 0.0

    def accepted(self) -> Accepted:
        p50, p99 = np.percentile(np.array(self.taken) * 1000, (50, 99))
        cpu = self.spent * 1000 / len(self.taken)
        return Accepted(self.name, float(np.median(self.rates)), float(p50), float(p99), cpu=cpu)


def measure(stores: str, folder: Path, rounds: int = 5, seconds: float = 3.0) -> list[Accepted]:
    """Bare and ours by turns; raises Unavailable when one does not start."""
    with standing(Shape(stores, workers=0), folder) as stack:
        stack.start(free_port())
        port = free_port()
        bare = subprocess.Popen([sys.executable, "-m", "bot.entry.bench.bare", str(port)], start_new_session=True)
        stack.children.append(bare)
        wait_for_port(port, bare, "bare")
        sides = (
            _Side("bare", port, bare.pid),
            _Side("tsunagu", stack.ports["webhook"], stack.parts["webhook"]),
        )
        return asyncio.run(_measure(sides, rounds, seconds))


async def _measure(sides: tuple[_Side, _Side], rounds: int, seconds: float) -> list[Accepted]:
    for number in range(rounds + 1):
        for side in sides:
            before = processes.cpu(processes.family(side.pid))
            found = await _round(side.port, number, seconds if number else 1.0)
            if number:  # the first warms up
                side.rates.append(len(found) / seconds)
                side.taken += found
                side.spent += processes.cpu(processes.family(side.pid)) - before
    bare, ours = sides
    ratios = [mine / theirs for mine, theirs in zip(ours.rates, bare.rates, strict=True)]
    return [bare.accepted(), replace(ours.accepted(), ratio=float(np.median(ratios)))]


async def _round(port: int, number: int, seconds: float) -> list[float]:
    """Seconds of each request of one round with so many always under way."""
    double = LineDouble(SECRET, Crowd(number + 1, 64, f"U{number}{port}"))
    double.send_to(port)
    until, taken, over = time.perf_counter() + seconds, list[float](), asyncio.Event()
    under_way = 0

    def go() -> None:
        nonlocal under_way
        under_way += 1
        begun = time.perf_counter()
        double.say(told=again(begun))

    def again(begun: float) -> Callable[[int], None]:
        def told(status: int) -> None:
            nonlocal under_way
            under_way -= 1
            now = time.perf_counter()
            if status == 200:
                taken.append(now - begun)
            if now < until:
                go()
            elif not under_way:
                over.set()

        return told

    for _ in range(_AT_ONCE):
        go()
    await asyncio.wait_for(over.wait(), seconds + 30)
    double.close()
    return [one for one in taken if one]
