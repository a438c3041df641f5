"""What processes cost, read from /proc: seconds of CPU and memory, with shared pages counted once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True)
class Memory:
    """Megabytes of one process: all that it maps, its share (PSS), and what is its alone."""

    resident: float
    share: float
    own: float


def family(pid: int) -> list[int]:
    """A process and all that it started, so far as they live."""
    parents: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (parts := _stat(int(entry.name))):
            parents.setdefault(int(parts[1]), []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += parents.get(one, [])
    return found


def cpu(pids: Iterable[int]) -> float:
    """Seconds of CPU that these have used, with children that have ended."""
    return sum(sum(int(parts[index]) for index in (11, 12, 13, 14)) for pid in pids if (parts := _stat(pid))) / _TICK


def memory(pid: int) -> Memory:
    """The memory of one process; zeros when it is gone."""
    try:
        rows = (_PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return Memory(0.0, 0.0, 0.0)
    found = {parts[0].rstrip(":"): int(parts[1]) / 1024 for row in rows[1:] if len(parts := row.split()) > 1}
    return Memory(found["Rss"], found["Pss"], found["Private_Clean"] + found["Private_Dirty"])


def _stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on; empty when the process is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
