"""How much memory each process takes, with shared pages counted once, and how long it takes to start."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.entry.bench.crowd import Crowd
from bot.entry.bench.double import LineDouble
from bot.entry.bench.processes import Memory
from bot.entry.bench.stack import SECRET, Shape, Stack, standing
from bot.entry.bench.turns import run


@dataclass(frozen=True)
class Footprint:
    """Memory after some talk, by part, and seconds until ready. The first of a group is the one that loaded."""

    shape: str
    memory: dict[str, list[Memory]]
    started_in: dict[str, float]

    @property
    def whole(self) -> float:
        """Megabytes of all worker processes together."""
        return sum(one.share for one in self.memory["worker"])


def measure(shape: Shape, folder: Path, seconds: float = 10.0) -> Footprint:
    """Let it talk a little, then look."""
    with standing(shape, folder) as stack:
        return asyncio.run(_measure(stack, seconds))


async def _measure(stack: Stack, seconds: float) -> Footprint:
    double = LineDouble(SECRET, Crowd(11, 500))
    stack.start(await double.listen())
    double.send_to(stack.ports["webhook"])
    await run(double, stack, 20.0, seconds)
    double.close()
    return Footprint(str(stack.shape), {name: stack.memory(name) for name in ("webhook", "worker")}, stack.started_in)
