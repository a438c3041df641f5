"""Figures of the screen on labelled lines: recall by level and kind with 95% intervals, false alarms, every miss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from pathlib import Path

from bot.triage.lines import Line, read_file
from bot.triage.screen import Reading, Triage, decide
from bot.triage.verdict import Kind, Level, Verdict

Judged = tuple[Line, Verdict]


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95% interval of a proportion after Wilson."""
    if total == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    below = 1 + z * z / total
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def _row(name: str, hits: int, total: int) -> str:
    if not total:
        return ""
    low, high = wilson(hits, total)
    return f"{name:<28}{hits:>5}/{total:<5} {hits / total:.3f}  [{low:.3f}, {high:.3f}]\n"


def _share(name: str, judged: Sequence[Judged], right: Callable[[Judged], bool]) -> str:
    return _row(name, sum(right(item) for item in judged), len(judged))


def _alarm(item: Judged) -> bool:
    return item[1].level is not Level.NONE


def _figures(judged: Sequence[Judged]) -> str:
    danger = [item for item in judged if item[0].level is not Level.NONE]
    now = [item for item in danger if item[0].level is Level.EMERGENCY]
    seen = [item for item in danger if _alarm(item)]
    rows = [
        _share("any alarm on danger", danger, _alarm),
        _share("emergency as emergency", now, lambda item: item[1].level is Level.EMERGENCY),
        _share(
            "urgent as emergency",
            [i for i in danger if i not in now],
            lambda i: i[1].level is Level.EMERGENCY,
        ),
        _share("false alarms", [item for item in judged if item[0].level is Level.NONE], _alarm),
        _share("kinds: first one named", seen, lambda i: not i[0].kinds or i[0].kinds[0] in i[1].kinds),
        _share("kinds: all named", seen, lambda item: set(item[0].kinds) <= set(item[1].kinds)),
        _share("kinds: the same set", seen, lambda item: set(item[0].kinds) == set(item[1].kinds)),
    ]
    for kind in Kind:
        rows.append(_share(f"  alarm, {kind}", [i for i in danger if kind in i[0].kinds], _alarm))
    return "".join(rows)


def judged_lines(readings: Sequence[tuple[Line, Reading]], limits: dict[str, float]) -> list[Judged]:
    """Each line with the verdict at these limits."""
    return [(line, decide(reading, limits)) for line, reading in readings]


def family(source: str) -> str:
    """The hand and time a file comes from: what stands before the first `_` of its name."""
    return source.partition("_")[0]


def figures(judged: Sequence[Judged]) -> str:
    """The figures for each family of files; empty rows are left out."""
    names = sorted({family(line.source) for line, _ in judged})
    return "".join(f"== {name}\n{_figures([i for i in judged if family(i[0].source) == name])}" for name in names)


def kept_apart(triage: Triage, folder: Path) -> str:
    """The figures on every slice no training reads (`heldout*.txt`): totals only, so that nobody tunes to a line."""
    rows = []
    for path in sorted(folder.glob("heldout*.txt")):
        judged = [(line, triage.weigh(line.turns)) for line in read_file(path)]
        rows.append(f"== {path.name}, kept apart\n{_figures(judged)}")
    return "".join(rows)


def misses(judged: Sequence[Judged]) -> str:
    """Every miss and every false alarm, one a line, with the rules that spoke."""
    rows = []
    for line, verdict in judged:
        if (line.level is Level.NONE) is _alarm((line, verdict)):
            mark = "FALSE" if _alarm((line, verdict)) else "MISS "
            text = " // ".join(line.turns).replace("\n", "\\n")
            rows.append(f"{mark} {line.source} {','.join(verdict.matched) or '-'} {text}\n")
    return "".join(rows)
