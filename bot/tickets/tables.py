"""Tables of counts: built with their totals, small cells hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bot.base.clock import to_jst
from bot.tickets import codes
from bot.tickets.masking import SMALLEST_SHOWN, mask, mask_list

_HOURS = ("0〜5時", "6〜8時", "9〜11時", "12〜16時", "17〜20時", "21〜23時")
_STARTS = (0, 6, 9, 12, 17, 21)
_DAYS = "月火水木金土日"


FEW = {"0": "0", "1": "1つ", "2": "2つ", "3": "3つ", "4": "4つ", "5": "5つ以上"}


@dataclass(frozen=True)
class Table:
    """One table; `raw` are the true counts (never shown), `cells` what may be shown: None is hidden."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    raw: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[int | None, ...], ...]
    note: str = ""


def few(count: int) -> str:
    """How many issues, five or more as one."""
    return str(min(count, 5))


def column(counts: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
    """One count a row."""
    return tuple((count,) for count in counts)


@dataclass(frozen=True)
class Frame:
    """What a table is called, and its headings."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    note: str = ""


def table(frame: Frame, raw: Sequence[Sequence[int]]) -> Table:
    """A two-way table with its totals added and small cells hidden."""
    full = [[*row, sum(row)] for row in raw]
    full.append([sum(column) for column in zip(*full, strict=True)])
    shown = mask(full)
    return Table(
        frame.key,
        frame.title,
        (*frame.columns, "合計"),
        (*frame.rows, "合計"),
        tuple(map(tuple, full)),
        tuple(map(tuple, shown)),
        frame.note,
    )


def single(key: str, title: str, counts: Counter[str], names: Mapping[str, str]) -> Table:
    """One answer a case: codes in their order, unknown ones by their own name, with a total."""
    order = [code for code in names if counts[code]] + sorted(code for code in counts if code not in names)
    raw = [counts[code] for code in order]
    full = [*raw, sum(raw)]
    shown = mask([full])[0]
    labels = tuple(names.get(code, code) for code in order)
    return Table(key, title, ("件数",), (*labels, "合計"), column(full), column(shown))


def several(key: str, title: str, counts: Counter[str], names: Mapping[str, str]) -> Table:
    """Several answers a case: most frequent first, no total."""
    order = [code for code, _ in counts.most_common()]
    raw = [counts[code] for code in order]
    return Table(
        key, title, ("件数",), tuple(names.get(code, code) for code in order), column(raw), column(mask_list(raw))
    )


def plain(key: str, title: str, counts: Mapping[str, int]) -> Table:
    """Counts by name, without a total."""
    raw = list(counts.values())
    return Table(key, title, ("件数",), tuple(counts), column(raw), column(mask_list(raw)))


def hours(rows: Sequence[Any]) -> Table:
    """When cases came in: time of day by day of the week, Tokyo time."""
    grid = [[0] * 7 for _ in _HOURS]
    for row in rows:
        local = to_jst(row.opened_at)
        band = max(i for i, start in enumerate(_STARTS) if local.hour >= start)
        grid[band][local.weekday()] += 1
    return table(Frame("hours", "届いた時間", tuple(_DAYS), _HOURS), grid)


def risks(rows: Sequence[Any]) -> Table:
    """Kinds of danger, and the median minutes until a person took the case."""
    labels, raw, shown = [], [], []
    for kind, name in codes.KINDS.items():
        found = [r for r in rows if kind in r.kinds]
        waits = [(r.claimed_at - r.opened_at).total_seconds() / 60 for r in found if r.claimed_at]
        minutes = round(median(waits)) if waits else None
        labels.append(name)
        raw.append((len(found), minutes or 0))
        small = 0 < len(found) < SMALLEST_SHOWN
        shown.append((None, None) if small else (len(found), minutes if found else 0))
    columns = ("件数", "人が対応するまで(分・中央値)")
    return Table("risks", "危機の種類", columns, tuple(labels), tuple(raw), tuple(shown))
