"""Reading of a table file into rows, and of cells into typed values, with every fault collected."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import TypeVar

from resources.errors import DataFileError, Problem
from resources.records import Provenance

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_VERIFIED = ("page", "seed", "yes", "no")


@dataclass
class Table:
    """A table file while it is read; `problems` grows as rows are turned into records."""

    name: str
    rows: list[tuple[int, dict[str, str]]]
    problems: list[Problem] = field(default_factory=list)

    def add(self, row: int, column: str, what: str, mend: str) -> None:
        """Note a fault of this file."""
        self.problems.append(Problem(self.name, row, column, what, mend))


def read_table(path: Path, columns: Iterable[str], delimiter: str = ",") -> Table:
    """Read a UTF-8 table with a header line; a missing file or column raises DataFileError at once."""
    table = Table(path.name, [])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        table.add(0, "", "ファイルを開けません", "場所と読み取りの権限を確かめてください")
        raise DataFileError(table.problems) from None
    except UnicodeDecodeError as error:
        table.add(text_row(path, error.start), "", "UTF-8 ではない文字があります", "UTF-8 で保存し直してください")
        raise DataFileError(table.problems) from None
    _fill(table, text, delimiter, tuple(columns))
    if table.problems:
        raise DataFileError(table.problems)
    return table


def text_row(path: Path, offset: int) -> int:
    """Return the row (from 1) that holds the byte at `offset`."""
    return path.read_bytes()[:offset].count(b"\n") + 1


def _fill(table: Table, text: str, delimiter: str, columns: tuple[str, ...]) -> None:
    """Put the lines of the text into the table, checking the header and the width of each line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            if not header:
                header = [cell.strip() for cell in cells]
                _check_header(table, header, columns)
            elif any(cell.strip() for cell in cells):
                _add_row(table, header, cells, reader.line_num)
    except csv.Error:
        table.add(reader.line_num, "", "引用符の対応が崩れています", '「"」の数を確かめてください')
    if not header:
        table.add(0, "", "中身がありません", "1行目に列の名前を書いてください")


def _check_header(table: Table, header: list[str], columns: tuple[str, ...]) -> None:
    """Note each column that is missing or given twice."""
    for column in columns:
        if column not in header:
            table.add(1, column, "列がありません", "1行目にこの列を足してください")
    for column in sorted({name for name in header if header.count(name) > 1}):
        table.add(1, column, "同じ名前の列が2つあります", "どちらかを消してください")


def _add_row(table: Table, header: list[str], cells: list[str], line: int) -> None:
    """Add one line, or note that its number of cells differs from the header's."""
    if len(cells) != len(header):
        table.add(
            line,
            "",
            f"列が{len(cells)}個あります(見出しは{len(header)}個)",
            "区切りの数を見出しに合わせてください",
        )
        return
    table.rows.append((line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}))


@dataclass(frozen=True)
class Cells:
    """The cells of one row; each method returns a typed value and notes a fault instead of raising."""

    table: Table
    row: int
    values: dict[str, str]

    def bad(self, column: str, what: str, mend: str) -> None:
        """Note a fault of this row."""
        self.table.add(self.row, column, what, mend)

    def text(self, column: str, *, required: bool = False) -> str:
        """Return the cell's text; an empty required cell is a fault."""
        value = self.values.get(column, "")
        if required and not value:
            self.bad(column, "空です", "値を書いてください")
        return value

    def identifier(self, column: str) -> str:
        """Return an id of small letters, digits, hyphen and underscore."""
        value = self.text(column, required=True)
        if value and not _ID.fullmatch(value):
            self.bad(column, f"「{value}」は使えない形です", "英小文字・数字・「-」「_」だけで書いてください")
        return value

    def many(self, column: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the parts of a cell written with ";" between them, each from `allowed` if given."""
        parts = tuple(part.strip() for part in self.text(column).split(";") if part.strip())
        names = None if allowed is None else tuple(allowed)
        for part in parts:
            if names is not None and part not in names:
                self.bad(column, f"「{part}」は知らない値です", f"次のどれかにしてください: {'、'.join(names)}")
        return parts

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """Return the cell if it is one of `allowed`, else note a fault and return the first of them."""
        names = tuple(allowed)
        value = self.text(column)
        if value in names:
            return value
        shown = "、".join(name or "(空)" for name in names)
        self.bad(
            column,
            f"「{value}」は知らない値です" if value else "空です",
            f"次のどれかにしてください: {shown}",
        )
        return names[0]

    def _parsed(self, column: str, parse: Callable[[str], T], what: str, mend: str) -> T | None:
        """Return the parsed cell, None when it is empty or faulty."""
        value = self.text(column)
        if not value:
            return None
        try:
            return parse(value)
        except ValueError:
            self.bad(column, f"「{value}」は{what}", mend)
            return None

    def number(self, column: str) -> int | None:
        """Return a whole number of at least 0, None when empty."""
        return self._parsed(column, _whole, "0以上の整数ではありません", "数字だけで書くか、空にしてください")

    def degrees(self, column: str) -> float | None:
        """Return a latitude or longitude in decimal degrees, None when empty."""
        return self._parsed(column, float, "度として読めません", "35.7067 の形で書くか、空にしてください")

    def day(self, column: str) -> date | None:
        """Return a date written as 2026-04-01, None when empty."""
        return self._parsed(column, date.fromisoformat, "日付として読めません", "2026-04-01 の形で書いてください")

    def clock(self, column: str) -> time | None:
        """Return a time of day written as 09:30, None when empty."""
        return self._parsed(column, _clock, "時刻として読めません", "09:30 の形で書いてください")

    def provenance(self, default_days: int) -> Provenance:
        """Return the row's source, state and date of verification; `default_days` is used when none is given."""
        verified = self.one_of("verified", _VERIFIED)
        return Provenance(
            source=self.text("source", required=True),
            verified=verified,  # type: ignore[arg-type]
            verified_on=self.day("verified_on"),
            verify_every_days=self.number("verify_every_days") or default_days,
        )


def _whole(value: str) -> int:
    """Return a whole number; anything but plain digits raises ValueError."""
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise ValueError(value)
    return int(value)


def _clock(value: str) -> time:
    """Return a time of day; raises ValueError when it is not HH:MM."""
    found = _CLOCK.fullmatch(value)
    if found is None:
        raise ValueError(value)
    return time(int(found[1]), int(found[2]))
