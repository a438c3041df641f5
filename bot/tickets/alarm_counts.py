"""Alarms of danger by kind and how soon a person took them, those before any consent too (R24, R57)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.store.models import AlertRow, TicketRow
from bot.tickets import codes
from bot.tickets.coverage import Coverage
from bot.tickets.masking import SMALLEST_SHOWN
from bot.tickets.tables import Table

SOON = timedelta(minutes=5)
"""Within this a person should have taken it (R24)."""
_NOTE = "つなぐことに同意する前の知らせも数えています。知らせの種類がいくつかあれば、それぞれに数えています。"


def alarms(session: Session, cover: Coverage) -> Table:
    """How many alarms of each kind, how many were taken within five minutes, and the median until one was."""
    begin, end = cover.span
    wanted = select(AlertRow.kinds, AlertRow.raised_at, AlertRow.taken_at)
    wanted = wanted.outerjoin(TicketRow, TicketRow.ticket_id == AlertRow.ticket_id)
    wanted = wanted.where(AlertRow.municipality == cover.municipality, AlertRow.raised_at >= begin)
    wanted = wanted.where(AlertRow.raised_at < end, or_(TicketRow.ticket_id.is_(None), TicketRow.drill.is_(False)))
    if cover.areas is not None:
        wanted = wanted.where(AlertRow.area_id.in_(sorted(cover.areas)))
    rows = session.execute(wanted).all()
    raw = [_counts([row for row in rows if kind in row.kinds]) for kind in codes.KINDS]
    columns = ("知らせ", "5分以内に人が受けた", "受けるまで(分・中央値)")
    cells = tuple(_shown(*counts) for counts in raw)
    plain = tuple((count, soon, minutes or 0) for count, soon, minutes in raw)
    return Table("alarms", "危機の知らせ", columns, tuple(codes.KINDS.values()), plain, cells, _NOTE)


def _counts(rows: Sequence[Any]) -> tuple[int, int, int | None]:
    waits = [row.taken_at - row.raised_at for row in rows if row.taken_at is not None]
    minutes = round(median(wait.total_seconds() for wait in waits) / 60) if waits else None
    return len(rows), sum(wait <= SOON for wait in waits), minutes


def _shown(count: int, soon: int, minutes: int | None) -> tuple[int | None, ...]:
    """Nothing of a small count, and no part by which a small rest could be worked out (R58)."""
    if 0 < count < SMALLEST_SHOWN:
        return (None, None, None)
    small = any(0 < part < SMALLEST_SHOWN for part in (soon, count - soon))
    return (count, None if small else soon, minutes if count else 0)
