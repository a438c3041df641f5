"""A small simulation of the mailbox and its workers: people arrive, danger goes first, workers are added late.

Events of one resident wait for each other in truth; with many residents that changes little and is left out.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class World:
    """What is simulated. `rate` gives events per second at a moment, `highest` its maximum; times in seconds."""

    rate: Callable[[float], float]
    highest: float
    seconds: float
    service: float
    """Mean seconds that one worker spends on one event."""
    spread: float = 0.5
    """Standard deviation of the service time, as a share of its mean (log-normal)."""
    urgent: float = 0.05
    limit: int = 20_000
    workers: int = 2
    most: int = 2
    per_worker: int = 50
    """So many waiting for each worker are aimed at by the autoscaler (deploy/kubernetes/worker.yaml)."""
    look: float = 15.0
    start: float = 20.0
    """Seconds between two looks of the autoscaler, and until a new worker is ready; doubling at most."""


@dataclass
class Outcome:
    """What became of it; waits in seconds from arrival to the end of service."""

    ordinary: list[float] = field(default_factory=list)
    urgent: list[float] = field(default_factory=list)
    refused: int = 0
    deepest: int = 0
    workers: int = 0

    def wait(self, percent: float, *, urgent: bool = False) -> float:
        """A percentile of the waits; 0 when there were none."""
        found = self.urgent if urgent else self.ordinary
        return float(np.percentile(found, percent)) if found else 0.0


class Simulation:
    """One run; the same for the same seed."""

    def __init__(self, world: World, seed: int = 1) -> None:
        self._world = world
        self._random = random.Random(seed)
        self._waiting: tuple[deque[float], deque[float]] = (deque(), deque())
        self._busy: list[float] = []
        self._ready: list[float] = []
        self._workers = world.workers
        self._spread = math.sqrt(math.log(1 + world.spread**2))
        self.outcome = Outcome(workers=world.workers)

    def run(self) -> Outcome:
        """Until everybody has been served."""
        arrival, look = self._next(0.0), self._world.look
        while arrival is not None or self._depth or self._busy:
            now = min(arrival if arrival is not None else math.inf, self._busy[0] if self._busy else math.inf, look)
            while self._ready and self._ready[0] <= now:
                heapq.heappop(self._ready)
                self._workers += 1
            while self._busy and self._busy[0] <= now:
                heapq.heappop(self._busy)
            if now == arrival:
                self._arrives(now)
                arrival = self._next(now)
            if now == look:
                self._scale(now)
                look += self._world.look
            self._serve(now)
        return self.outcome

    @property
    def _depth(self) -> int:
        return len(self._waiting[0]) + len(self._waiting[1])

    def _next(self, now: float) -> float | None:
        """The next arrival by thinning; None when the time is over."""
        while (now := now + self._random.expovariate(self._world.highest)) < self._world.seconds:
            if self._random.random() * self._world.highest < self._world.rate(now):
                return now
        return None

    def _arrives(self, now: float) -> None:
        urgent = self._random.random() < self._world.urgent
        if self._depth >= self._world.limit and not urgent:
            self.outcome.refused += 1  # LINE sends it again later
            return
        self._waiting[0 if urgent else 1].append(now)
        self.outcome.deepest = max(self.outcome.deepest, self._depth)

    def _serve(self, now: float) -> None:
        while len(self._busy) < self._workers and self._depth:
            urgent = bool(self._waiting[0])
            came = self._waiting[0 if urgent else 1].popleft()
            took = self._world.service * math.exp(self._random.gauss(-(self._spread**2) / 2, self._spread))
            heapq.heappush(self._busy, now + took)
            (self.outcome.urgent if urgent else self.outcome.ordinary).append(now + took - came)

    def _scale(self, now: float) -> None:
        planned = self._workers + len(self._ready)
        wanted = min(math.ceil(self._depth / self._world.per_worker), self._world.most, planned * 2)
        for _ in range(max(wanted - planned, 0)):
            heapq.heappush(self._ready, now + self._world.start)
        self.outcome.workers = max(self.outcome.workers, wanted, planned)
