"""Taking events in: our webhook (verify, dedupe, seal, keep on disk) against a bare one, in turns in the same run."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.entry.bench.crowd import Crowd
from bot.entry.bench.double import LineDouble
from bot.entry.bench.servers import free_port, wait_for_port
from bot.entry.bench.stack import SECRET, Shape, standing

_AT_ONCE = 8
"""Requests under way at any time: as many as each side has threads."""


@dataclass(frozen=True)
class Accepted:
    """Requests per second and milliseconds of one side, over all rounds; `ratio` to the bare one."""

    name: str
    rate: float
    p50: float
    p99: float
    ratio: float = 1.0


def measure(stores: str, folder: Path, rounds: int = 5, seconds: float = 3.0) -> list[Accepted]:
    """Bare and ours by turns; raises Unavailable when one does not start."""
    with standing(Shape(stores, workers=0), folder) as stack:
        stack.start(free_port())
        port = free_port()
        bare = subprocess.Popen([sys.executable, "-m", "bot.entry.bench.bare", str(port)], start_new_session=True)
        stack.children.append(bare)
        wait_for_port(port, bare, "bare")
        sides = {"bare": port, "tsunagu": stack.ports["webhook"]}
        return asyncio.run(_measure(sides, rounds, seconds))


async def _measure(sides: dict[str, int], rounds: int, seconds: float) -> list[Accepted]:
    rates: dict[str, list[float]] = {name: [] for name in sides}
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, port in sides.items():
            found = await _round(port, number, seconds if number else 1.0)
            if number:  # the first warms up
                rates[name].append(len(found) / seconds)
                taken[name] += found
    made = {name: _accepted(name, rates[name], taken[name]) for name in sides}
    ratios = [ours / bare for ours, bare in zip(rates["tsunagu"], rates["bare"], strict=True)]
    return [made["bare"], replace(made["tsunagu"], ratio=float(np.median(ratios)))]


def _accepted(name: str, rates: list[float], taken: list[float]) -> Accepted:
    p50, p99 = np.percentile(np.array(taken) * 1000, (50, 99))
    return Accepted(name, float(np.median(rates)), float(p50), float(p99))


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
