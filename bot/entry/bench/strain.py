"""What happens when there is too much, and over time: a surge that must lose nothing, a soak that must not grow."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.entry.bench.crowd import Crowd
from bot.entry.bench.double import LineDouble, Turn, offer
from bot.entry.bench.stack import SECRET, Shape, Stack, standing
from bot.entry.bench.turns import drained, run

_PATIENCE = 600.0
"""Seconds in which a surge must have been answered."""


@dataclass(frozen=True)
class Surge:
    """Ten times the usual for a minute: what became of it."""

    usual: float
    seconds: float
    events: int
    refused: int
    unanswered: int
    twice: int
    accept_p50: float
    accept_p99: float
    emptied_after: float
    """Seconds after the surge until everybody had an answer."""
    depth: Sequence[tuple[float, int]]
    """Seconds since the start, and events under way then."""


@dataclass(frozen=True)
class Sample:
    """One moment of a soak: minutes, megabytes of each worker's own memory, turns done, milliseconds at the end."""

    minute: float
    own: tuple[float, ...]
    turns: int
    p99: float


def surge(shape: Shape, folder: Path, usual: float, seconds: float = 60.0) -> Surge:
    """Offer ten times `usual` for so many seconds, then wait until all is answered."""
    with standing(shape, folder) as stack:
        return asyncio.run(_surge(stack, usual, seconds))


async def _surge(stack: Stack, usual: float, seconds: float) -> Surge:
    double = LineDouble(SECRET, Crowd(3, 3000))
    stack.start(await double.listen())
    double.send_to(stack.ports["webhook"])
    await run(double, stack, usual, 3.0)
    draw, first, begun = random.Random(5), len(double.seen.turns), time.perf_counter()
    depth: list[tuple[float, int]] = []
    watching = asyncio.create_task(_watch(double, first, depth))
    await offer(double.say, lambda: draw.expovariate(usual * 10), seconds)
    over = time.perf_counter()
    turns = double.seen.turns[first:]
    await drained(turns, _PATIENCE)
    watching.cancel()
    emptied = max([turn.answered for turn in turns] + [over]) - over
    return _surged((usual, over - begun, emptied), double, turns, depth)


async def _watch(double: LineDouble, first: int, depth: list[tuple[float, int]]) -> None:
    begun = time.perf_counter()
    while True:
        waiting = sum(1 for turn in double.seen.turns[first:] if turn.status in (0, 200) and not turn.answered)
        depth.append((time.perf_counter() - begun, waiting))
        await asyncio.sleep(0.5)


def _surged(
    times: tuple[float, float, float], double: LineDouble, turns: Sequence[Turn], depth: list[tuple[float, int]]
) -> Surge:
    usual, seconds, emptied = times
    taken = np.array([turn.accepted - turn.said for turn in turns if turn.accepted]) * 1000
    p50, p99 = np.percentile(taken, (50, 99))
    return Surge(
        usual=usual,
        seconds=seconds,
        events=len(turns),
        refused=sum(1 for turn in turns if turn.status != 200),
        unanswered=sum(1 for turn in turns if turn.status == 200 and not turn.answered),
        twice=double.seen.twice,
        accept_p50=float(p50),
        accept_p99=float(p99),
        emptied_after=emptied,
        depth=depth,
    )


def soak(shape: Shape, folder: Path, rate: float, minutes: float) -> list[Sample]:
    """Steady load; a sample each half minute, or ten in all when it is short."""
    with standing(shape, folder) as stack:
        return asyncio.run(_soak(stack, rate, minutes))


async def _soak(stack: Stack, rate: float, minutes: float) -> list[Sample]:
    double = LineDouble(SECRET, Crowd(7, 2000))
    stack.start(await double.listen())
    double.send_to(stack.ports["webhook"])
    await run(double, stack, rate, 5.0)
    begun, samples, step = time.perf_counter(), list[Sample](), min(30.0, minutes * 6)
    while (elapsed := time.perf_counter() - begun) < minutes * 60:
        found = await run(double, stack, rate, step)
        own = tuple(memory.own for memory in stack.memory("worker"))
        samples.append(Sample((elapsed + step) / 60, own, len(double.seen.turns), found.p99))
    double.close()
    return samples
