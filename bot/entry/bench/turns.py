"""Full turns per second: from LINE's webhook to the answer that reaches LINE, at rising load until it breaks."""

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

_DRAIN = 10.0
"""Seconds to wait for answers under way at the end of a step."""
_BROKEN_P99 = 2.0
_BROKEN_SHARE = 0.95
_BEHIND_P99 = 1.0
"""Seconds: below, what is missing at the end of a short step is merely still under way."""


@dataclass(frozen=True)
class Load:
    """How much is offered, for how long, by how many residents."""

    rates: Sequence[float]
    seconds: float = 10.0
    residents: int = 1500
    seed: int = 1


@dataclass(frozen=True)
class Step:
    """One load: turns per second offered and reached, milliseconds of the whole turn and of the webhook's answer."""

    shape: str
    offered: float
    reached: float
    p50: float
    p95: float
    p99: float
    accept_p99: float
    lost: int
    refused: int
    cpu: dict[str, float]
    """Milliseconds of CPU for one turn, by part."""

    @property
    def broke(self) -> bool:
        """Whether this load was too much."""
        behind = self.reached < self.offered * _BROKEN_SHARE and self.p99 > _BEHIND_P99 * 1000
        return behind or self.p99 > _BROKEN_P99 * 1000


def measure(shape: Shape, load: Load, folder: Path) -> list[Step]:
    """Steps of rising load on one stack, ending with the first that breaks."""
    with standing(shape, folder) as stack:
        return asyncio.run(_measure(stack, load))


async def _measure(stack: Stack, load: Load) -> list[Step]:
    double = LineDouble(SECRET, Crowd(load.seed, load.residents))
    stack.start(await double.listen())
    double.send_to(stack.ports["webhook"])
    await run(double, stack, min(load.rates) / 2, 3.0)  # caches, connections, prepared statements
    steps: list[Step] = []
    for rate in load.rates:
        steps.append(await run(double, stack, rate, load.seconds))
        if steps[-1].broke:
            break
    double.close()
    return steps


async def run(double: LineDouble, stack: Stack, rate: float, seconds: float) -> Step:
    """Offer one load, wait for what is under way, and count."""
    draw, first, before = random.Random(rate), len(double.seen.turns), stack.cpu()
    begun = time.perf_counter()
    await offer(double.say, lambda: draw.expovariate(rate), seconds)
    ended = time.perf_counter()
    spent = {name: value - before[name] for name, value in stack.cpu().items()}
    answered = sum(1 for turn in double.seen.turns[first:] if turn.answered)
    await drained(double.seen.turns[first:])
    return _step(stack, double.seen.turns[first:], (answered, ended - begun), spent)


async def drained(turns: Sequence[Turn], patience: float = _DRAIN) -> None:
    """Wait until every accepted turn was answered, or for so many seconds."""
    until = time.perf_counter() + patience
    while time.perf_counter() < until:
        if all(turn.answered or turn.status not in (0, 200) for turn in turns):
            return
        await asyncio.sleep(0.05)


def _step(stack: Stack, turns: Sequence[Turn], counted: tuple[int, float], spent: dict[str, float]) -> Step:
    answered, seconds = counted
    whole = np.array([turn.answered - turn.said for turn in turns if turn.answered] or [9.999]) * 1000
    taken = np.array([turn.accepted - turn.said for turn in turns if turn.accepted] or [9.999]) * 1000
    p50, p95, p99 = np.percentile(whole, (50, 95, 99))
    return Step(
        shape=str(stack.shape),
        offered=len(turns) / seconds,
        reached=answered / seconds,
        p50=float(p50),
        p95=float(p95),
        p99=float(p99),
        accept_p99=float(np.percentile(taken, 99)),
        lost=sum(1 for turn in turns if turn.status == 200 and not turn.answered),
        refused=sum(1 for turn in turns if turn.accepted and turn.status != 200),
        cpu={name: value * 1000 / max(answered, 1) for name, value in spent.items()},
    )
