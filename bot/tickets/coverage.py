"""Whom a count is about, and in which year; the conditions that every counting query carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement

from bot.base.clock import JST, to_jst
from bot.store.models import TicketRow


@dataclass(frozen=True)
class Coverage:
    """Whom the counts are about: one municipality, all of it or some areas, one fiscal year (April to March)."""

    municipality: str
    areas: frozenset[str] | None
    fiscal_year: int

    @property
    def months(self) -> list[date]:
        """First days of the twelve months."""
        return [date(self.fiscal_year + (m < 4), m, 1) for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Begin and end of the year, aware."""
        return first_moment(self.months[0]), first_moment(date(self.fiscal_year + 1, 4, 1))


def fiscal_year(now: datetime) -> int:
    """The fiscal year (April to March) of a moment in Tokyo."""
    local = to_jst(now)
    return local.year - (local.month < 4)


def first_moment(day: date) -> datetime:
    """Midnight in Tokyo at the begin of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=JST)


def within(cover: Coverage) -> list[ColumnElement[bool]]:
    """Real cases of the covered areas: no drills, nothing counted twice after a merge."""
    return _covered(cover, TicketRow.municipality, TicketRow.area_id)


def of_covered(cover: Coverage, wanted: Any, table: Any) -> Any:
    """A query on what hangs on a case, narrowed to the covered cases.

    The place is compared as an expression, which no index serves: a planner would else start from every case of the
    town instead of from the acts of the year (measured: 320 ms against 40 ms with 100,000 cases on SQLite).
    """
    place = _covered(cover, TicketRow.municipality.concat(""), TicketRow.area_id.concat(""))
    return wanted.join(TicketRow, TicketRow.ticket_id == table.ticket_id).where(*place)


def _covered(cover: Coverage, municipality: Any, area_id: Any) -> list[ColumnElement[bool]]:
    wanted = [municipality == cover.municipality, TicketRow.drill.is_(False), TicketRow.merged_into.is_(None)]
    if cover.areas is not None:
        wanted.append(area_id.in_(sorted(cover.areas)))
    return wanted
