"""What one turn costs, read back from the figures of a run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bot.base.errors import InvalidInput


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU for one turn, by part; what stands in for LINE is left out."""

    webhook: float
    worker: float
    postgres: float
    redis: float

    @property
    def whole(self) -> float:
        """All parts together."""
        return self.webhook + self.worker + self.postgres + self.redis


def best_cost(path: Path) -> Cost:
    """The cost at the highest load on PostgreSQL and Redis that did not break; raises InvalidInput without figures."""
    try:
        steps = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInput(f"測った値がありません: {path}。先に `tsunagu bench turns` を動かしてください。") from error
    fit = [step for step in steps if "postgres" in step["cpu"]]
    if not fit:
        raise InvalidInput(f"{path} にPostgreSQLとRedisの値がありません。")
    held = [step for step in fit if step["reached"] >= step["offered"] * 0.95] or fit
    found = max(held, key=lambda step: step["reached"])["cpu"]
    return Cost(*(float(found.get(part, 0.0)) for part in ("webhook", "worker", "postgres", "redis")))
