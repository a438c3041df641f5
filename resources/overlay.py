"""Records with edits over the data files: each edit is a cell of the table, read by the same rules as the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from resources.errors import DataFileError, Problem
from resources.load import DATA, load_topics
from resources.load_checks import check_one_hotline, check_one_place
from resources.load_hotlines import HOTLINE_COLUMNS, hotline_row
from resources.load_places import PLACE_COLUMNS, place_row
from resources.load_table import Cells, Table, read_table
from resources.records import Hotline, Place

Row = dict[str, str]
Rows = dict[str, Row]
Record = TypeVar("Record")
HIDDEN = "hidden"
"""A cell of our own: "1" keeps a record from residents without losing it."""


def place_rows(path: Path | None = None) -> Rows:
    """The cells of the catalogue by id; raises DataFileError."""
    return {row["id"]: row for _, row in read_table(path or DATA / "catalogue.csv", PLACE_COLUMNS).rows}


def hotline_rows(path: Path | None = None) -> Rows:
    """The cells of the lines by id; raises DataFileError."""
    return {row["id"]: row for _, row in read_table(path or DATA / "hotlines.csv", HOTLINE_COLUMNS).rows}


def place_of(row: Mapping[str, str]) -> Place:
    """The place of one row; raises DataFileError with all its faults."""
    return _built(row, place_row, check_one_place)


def hotline_of(row: Mapping[str, str]) -> Hotline:
    """The line of one row; raises DataFileError with all its faults."""
    return _built(row, hotline_row, check_one_hotline)


def with_edits(
    rows: Rows, edits: Mapping[str, Mapping[str, str]], build: Callable[[Mapping[str, str]], Record]
) -> tuple[Record, ...]:
    """All records with the edits over them, hidden ones left out.

    An edit that no longer fits (the file was replaced meanwhile) leaves the record as the file has it.
    """
    found: list[Record] = []
    for key, row in rows.items():
        edited = row | dict(edits.get(key, {}))
        if edited.get(HIDDEN) == "1":
            continue
        try:
            found.append(build(edited))
        except DataFileError:
            found.append(build(row))
    return tuple(found)


def _built(
    row: Mapping[str, str],
    make: Callable[[Cells, Sequence[str]], Record],
    check: Callable[[Record], list[Problem]],
) -> Record:
    table = Table("編集", [])
    record = make(Cells(table, 0, dict(row)), _topic_ids())
    problems = table.problems or check(record)
    if problems:
        raise DataFileError(problems)
    return record


@cache
def _topic_ids() -> tuple[str, ...]:
    return tuple(topic.id for topic in load_topics())
