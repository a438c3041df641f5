"""Figures with intervals: a rate is never shown without how sure it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

_Z = 1.959964  # 95 %


@dataclass(frozen=True)
class Figure:
    """One figure: `value` between `low` and `high` (95 %), from `count` cases; `wanted` is what issue or rule asks."""

    name: str
    value: float
    low: float
    high: float
    count: int
    wanted: float | None = None
    less_is_better: bool = False

    @property
    def reached(self) -> bool | None:
        """Whether the wanted value is reached; None where none is asked."""
        if self.wanted is None:
            return None
        return self.value <= self.wanted if self.less_is_better else self.value >= self.wanted


@dataclass(frozen=True)
class Report:
    """What one set gave: figures, ids of misses (never the words), and tables such as confusion pairs."""

    name: str
    figures: tuple[Figure, ...]
    misses: tuple[str, ...] = ()
    tables: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)


def rate(name: str, hits: int, count: int, wanted: float | None = None, *, less_is_better: bool = False) -> Figure:
    """A proportion with its Wilson interval (Wilson 1927); an empty count gives 0 with the widest interval."""
    if count == 0:
        return Figure(name, 0.0, 0.0, 1.0, 0, wanted, less_is_better)
    share = hits / count
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2)) / (1 + _Z**2 / count)
    return Figure(name, share, max(0.0, middle - half), min(1.0, middle + half), count, wanted, less_is_better)


def f_score(name: str, right: int, found: int, there: int, wanted: float | None = None) -> Figure:
    """F1 of sets summed over all cases; its interval is that of a proportion with the same weight."""
    value = 2 * right / (found + there) if found + there else 0.0
    near = rate(name, round(value * there), there, wanted)
    return Figure(name, value, near.low, near.high, there, wanted)
