"""The report of use (R17): reads, changes and exports by person, from the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.base.clock import JST, system_clock, to_jst
from bot.base.settings import Settings
from bot.entry.secrets import console_ring
from bot.entry.stores import make_database
from bot.store.models import AuditRow, StaffRow

HEADER = ("日時", "だれ", "何をした", "対象", "補足")


def usage_rows(settings: Settings, since: datetime, until: datetime | None) -> Iterator[tuple[str, ...]]:
    """Acts between two days (Tokyo), oldest first, with the names that people had; no content."""
    start = since.replace(tzinfo=JST)
    end = until.replace(tzinfo=JST) + timedelta(days=1) if until else system_clock()
    with make_database(settings, console_ring(settings)).reading() as session:
        names = {row.staff_id: row.display_name for row in session.scalars(select(StaffRow))}
        wanted = select(AuditRow).where(AuditRow.at >= start, AuditRow.at < end).order_by(AuditRow.at)
        for act in session.scalars(wanted.execution_options(yield_per=500)):
            at = to_jst(act.at).strftime("%Y-%m-%d %H:%M:%S")
            yield at, names.get(act.actor, act.actor), act.tag, act.subject, act.detail
