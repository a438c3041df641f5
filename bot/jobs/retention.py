"""Keeping nothing longer than its period: limited batches, in a stated order, and the backlog measured (R15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.logs import Log
from bot.base.settings import Settings
from bot.store.db import Database
from bot.store.mailbox import Mailbox
from bot.store.models import (
    IdentityRow,
    OutboxRow,
    ProcessedEventRow,
    SessionRow,
    TicketRow,
    TimerRow,
)

_BATCH = 500
log = Log(__name__)


@dataclass(frozen=True)
class Periods:
    """How long each class of data is kept, in days."""

    events: int
    chat: int

    @classmethod
    def of(cls, settings: Settings) -> Periods:
        """From the settings; marks of processed events outlive every talk, which is read by them (session.py)."""
        session_days = settings.session_hours // 24 + 2
        return cls(max(settings.retention_events_days, session_days), settings.retention_chat_days)


class Retention:
    """Deletes what is over; safe to run twice, safe to stop in the middle."""

    def __init__(self, database: Database, mailbox: Mailbox, clock: Clock, periods: Periods) -> None:
        self._database = database
        self._mailbox = mailbox
        self._clock = clock
        self._periods = periods

    def run_once(self) -> int:
        """One round over all classes; returns how many rows went."""
        now = self._clock()
        steps = (
            ("sessions", SessionRow.lane, SessionRow.until <= now),
            ("outbox", OutboxRow.outbox_id, self._old_outbox()),
            ("processed_events", ProcessedEventRow.event_id, self._old_events()),
            ("identities", IdentityRow.resident_id, self._idle_identities()),
        )
        gone = {name: self._purge(key, condition) for name, key, condition in steps}
        gone["mailbox"] = self._mailbox.purge(now - timedelta(days=self._periods.events))
        total = sum(gone.values())
        if total:
            with self._database.transaction() as session:
                detail = " ".join(f"{name}={count}" for name, count in gone.items() if count)
                AuditLog(session, self._clock).write(Tag.PURGED, actor="system", detail=detail)
            log.info("retention.purged", count=total)
        return total

    def _purge(self, key: InstrumentedAttribute[str], condition: object) -> int:
        """Delete in batches of ids, each in a transaction of its own, so that nobody waits for long."""
        total = 0
        while True:
            with self._database.transaction() as session:
                ids = session.scalars(select(key).where(condition).limit(_BATCH)).all()  # type: ignore[arg-type]
                _delete(session, key, list(ids))
            total += len(ids)
            if len(ids) < _BATCH:
                return total

    def _old_outbox(self) -> object:
        before = self._clock() - timedelta(days=self._periods.chat)
        return (OutboxRow.state != "pending") & (OutboxRow.created_at < before)

    def _old_events(self) -> object:
        return ProcessedEventRow.processed_at < self._clock() - timedelta(days=self._periods.events)

    def _idle_identities(self) -> object:
        """Pseudonyms that nothing points to any more: no ticket, no timer, nothing to send, old enough."""
        before = self._clock() - timedelta(days=self._periods.chat)
        tables = (TicketRow, TimerRow, OutboxRow)
        used = [select(table.resident_id).where(table.resident_id == IdentityRow.resident_id) for table in tables]
        condition = IdentityRow.created_at < before
        for query in used:
            condition = condition & ~query.exists()
        return condition


def _delete(session: Session, key: InstrumentedAttribute[str], ids: list[str]) -> None:
    if ids:
        session.execute(delete(key.class_).where(key.in_(ids)))
