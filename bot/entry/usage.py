"""The report of use (R17): reads, changes and exports by person, from the audit log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.audit.words import words_of
from bot.base.clock import JST, system_clock, to_jst
from bot.base.settings import Settings
from bot.entry.secrets import console_ring
from bot.entry.stores import make_database
from bot.store.models import AuditRow, StaffRow

HEADER = ("日時", "だれ", "何をした", "種類", "対象", "補足")
SUMMARY = ("だれ", "何をした", "種類", "回数", "対象の数", "最後の日時")
_NOT_STAFF = {"system": "機械", "resident": "相談した人"}


def usage_rows(settings: Settings, since: datetime, until: datetime | None) -> Iterator[tuple[str, ...]]:
    """Acts between two days (Tokyo, both whole), oldest first, with the names that people had; no content."""
    start, end = _between(since, until)
    with _reading(settings) as session:
        names = _names(session)
        wanted = select(AuditRow).where(AuditRow.at >= start, AuditRow.at < end)
        wanted = wanted.order_by(AuditRow.at, AuditRow.audit_id)
        for act in session.scalars(wanted.execution_options(yield_per=500)):
            yield _day(act.at), names.get(act.actor, act.actor), words_of(act.tag), act.tag, act.subject, act.detail


def usage_summary(settings: Settings, since: datetime, until: datetime | None) -> Iterator[tuple[str, ...]]:
    """How often each person did each kind of act, on how many cases, and when last; most active people first."""
    start, end = _between(since, until)
    wanted = select(
        AuditRow.actor, AuditRow.tag, func.count(), func.count(AuditRow.subject.distinct()), func.max(AuditRow.at)
    ).where(AuditRow.at >= start, AuditRow.at < end)
    with _reading(settings) as session:
        names = _names(session)
        rows = session.execute(wanted.group_by(AuditRow.actor, AuditRow.tag)).all()
    totals = Counter[str]()
    for actor, _, count, _, _ in rows:
        totals[actor] += count
    busiest = sorted(rows, key=lambda row: (totals[row[0]], row[0], row[2]), reverse=True)
    for actor, tag, count, subjects, last in busiest:
        yield names.get(actor, actor), words_of(tag), tag, str(count), str(subjects), _day(last)


@contextmanager
def _reading(settings: Settings) -> Iterator[Session]:
    with make_database(settings, console_ring(settings)).reading() as session:
        yield session


def _between(since: datetime, until: datetime | None) -> tuple[datetime, datetime]:
    end = until.replace(tzinfo=JST) + timedelta(days=1) if until else system_clock()
    return since.replace(tzinfo=JST), end


def _names(session: Session) -> dict[str, str]:
    return _NOT_STAFF | {row.staff_id: row.display_name for row in session.scalars(select(StaffRow))}


def _day(at: datetime) -> str:
    return to_jst(at).strftime("%Y-%m-%d %H:%M:%S")
