"""Reports kept for a while: counting a large town takes a moment, a page must not.

A report younger than ten minutes is shown as it is; an older one is shown with its time while it is counted anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.store.models import FiguresRow
from bot.tickets.coverage import Coverage
from bot.tickets.tables import Table

FRESH = timedelta(minutes=10)
OLDEST = timedelta(days=2)
"""What is older than this is counted while the page waits."""
_SHAPE = 4
"""Raised when tables change, so that an older report is not shown in a newer form."""


@dataclass(frozen=True)
class Report:
    """The tables of a year and when they were counted; `raw` counts are left out of what was kept."""

    tables: tuple[Table, ...]
    counted_at: datetime

    def is_fresh(self, now: datetime) -> bool:
        """Whether it need not be counted anew yet."""
        return now - self.counted_at <= FRESH


def kept_report(session: Session, cover: Coverage, now: datetime) -> Report | None:
    """The report that was counted last, None when there is none that may still be shown."""
    row = session.get(FiguresRow, _key(cover))
    if row is None or now - row.counted_at > OLDEST:
        return None
    return Report(tuple(_table(given) for given in json.loads(row.body)), row.counted_at)


def keep_report(session: Session, cover: Coverage, report: Report) -> None:
    """Put a report in the place of the one before."""
    body = json.dumps([_plain(table) for table in report.tables], ensure_ascii=False)
    session.merge(FiguresRow(figures_id=_key(cover), body=body, counted_at=report.counted_at))


def _key(cover: Coverage) -> str:
    areas = None if cover.areas is None else sorted(cover.areas)
    said = json.dumps([_SHAPE, cover.municipality, areas, cover.fiscal_year], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _plain(table: Table) -> dict[str, object]:
    return {
        "key": table.key, "title": table.title, "columns": table.columns, "rows": table.rows, "cells": table.cells,
        "note": table.note,
    }  # fmt: skip


def _table(given: dict[str, object]) -> Table:
    cells = tuple(tuple(row) for row in given["cells"])  # type: ignore[attr-defined]
    return Table(
        str(given["key"]), str(given["title"]), tuple(given["columns"]), tuple(given["rows"]),  # type: ignore[arg-type]
        (), cells, str(given["note"]),
    )  # fmt: skip
