"""新規 / 継続 / 相談時対応 / 合計 by month, as 大田区社協 counts them; four queries for a year, whatever its size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, union
from sqlalchemy.orm import Session

from bot.store.models import MessageRow, RecordRow, TicketRow
from bot.store.types import UtcDateTime
from bot.tickets.coverage import Coverage, first_moment, of_covered, within
from bot.tickets.tables import Frame, Table, table

_NOTE = (
    "新規: その月に届いた相談。継続: 前の月までに届き、その月に記録ややりとりがある相談。"
    "相談時対応: 前の月までに届いて続いているが、その月は動きがなく、連絡があれば応じる相談。"
)


def monthly(session: Session, cover: Coverage, now: datetime) -> Table:
    """The table of a year; each case is in exactly one row of a month."""
    begins = [first_moment(month) for month in cover.months]
    opened = _by_month(session, cover, TicketRow.opened_at)
    closed = _by_month(session, cover, TicketRow.closed_at)
    active = _active(session, cover)
    running = _before(session, cover, TicketRow.opened_at) - _before(session, cover, TicketRow.closed_at)
    standing = []
    for month, begin in enumerate(begins):
        standing.append(running - active[month] if begin <= now else 0)
        running += opened[month] - closed[month]
    columns = tuple(f"{month.month}月" for month in cover.months)
    frame = Frame("monthly", "月ごとの件数", columns, ("新規", "継続", "相談時対応"), _NOTE)
    return table(frame, [opened, active, standing])


def _month_of(cover: Coverage, moment: Any) -> ColumnElement[int]:
    """0 for April to 11 for March, of a moment within the year."""
    ends = [first_moment(month) for month in cover.months[1:]]
    return case(*((moment < end, number) for number, end in enumerate(ends)), else_=11)


def _in_year(cover: Coverage, moment: Any) -> ColumnElement[bool]:
    begin, end = cover.span
    return and_(moment >= begin, moment < end)


def _by_month(session: Session, cover: Coverage, moment: Any) -> list[int]:
    month = _month_of(cover, moment).label("month")
    wanted = select(month, func.count()).where(*within(cover), _in_year(cover, moment)).group_by(month)
    return _spread(session.execute(wanted).all())


def _before(session: Session, cover: Coverage, moment: Any) -> int:
    wanted = select(func.count()).select_from(TicketRow).where(*within(cover), moment < cover.span[0])
    return session.scalar(wanted) or 0


def _active(session: Session, cover: Coverage) -> list[int]:
    """Cases opened before a month, still running in it, with a record or a message in it."""
    parts = []
    for rows, moment in ((MessageRow, MessageRow.created_at), (RecordRow, RecordRow.acted_at)):
        month = _month_of(cover, moment).label("month")
        wanted = of_covered(cover, select(month, rows.ticket_id.label("ticket_id")), rows)
        parts.append(wanted.where(_in_year(cover, moment), _held(cover, moment)))
    found = union(*parts).subquery()
    return _spread(session.execute(select(found.c.month, func.count()).group_by(found.c.month)).all())


def _held(cover: Coverage, moment: Any) -> ColumnElement[bool]:
    """Whether the case had been opened before the month of that moment, and had not been closed before it."""
    begins = [first_moment(month) for month in cover.months]
    known = [literal(begin, UtcDateTime()) for begin in begins]
    begin = case(*zip((moment < end for end in begins[1:]), known, strict=False), else_=known[-1])
    return and_(TicketRow.opened_at < begin, or_(TicketRow.closed_at.is_(None), TicketRow.closed_at >= begin))


def _spread(found: Sequence[Any]) -> list[int]:
    counts = {int(month): int(count) for month, count in found}
    return [counts.get(month, 0) for month in range(12)]
