"""Keeping nothing longer than its period: limited batches, in a stated order, and the backlog measured (R15).

The order, leaves before what they hang on: sessions, marks of events, sent replies, words of ended cases; then ended
cases are marked with the day they go, and those whose day has come go with all that hangs on them; alerts, notices,
consents, the link to a LINE account, reports, sign-in attempts; last the log of acts, which tells of all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.logs import Log
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.jobs.retention_rules import Rules
from bot.store.db import Database
from bot.store.mailbox import Mailbox
from bot.store.models import (
    AlertRow,
    AuditRow,
    ConsentRow,
    FiguresRow,
    IdentityRow,
    LoginAttemptRow,
    MessageRow,
    NoticeRow,
    OutboxRow,
    ProcessedEventRow,
    SessionRow,
    TicketRow,
)

_BATCH = 500
_CASES = 50
"""Cases a transaction: each takes its chat, records and items along."""
_BATCHES = 10
"""Batches of one class a round: the schedule has more to do, alarms among it."""
log = Log(__name__)


@dataclass(frozen=True)
class Periods:
    """How long each class of data is kept, in days."""

    events: int
    chat: int
    ticket: int = 365 * 5
    alerts: int = 365 * 5
    audit: int = 365 * 5
    statistics: int = 365 * 10

    @classmethod
    def of(cls, settings: Settings) -> Periods:
        """From the settings; marks of processed events outlive every talk, which is read by them (session.py)."""
        session_days = settings.session_hours // 24 + 2
        return cls(
            max(settings.retention_events_days, session_days), settings.retention_chat_days,
            settings.retention_ticket_days, settings.retention_alert_days, settings.retention_audit_days,
            settings.retention_statistics_days,
        )  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One class: which rows are over, and what is done to a batch of their keys."""

    name: str
    key: InstrumentedAttribute[str]
    due: ColumnElement[bool]
    act: Callable[[Session, Sequence[str]], None] | None = None
    """None: the rows are deleted."""
    batch: int = _BATCH


class Retention:
    """Deletes what is over; safe to run twice, safe to stop in the middle, safe in several workers."""

    def __init__(
        self, database: Database, mailbox: Mailbox, clock: Clock, periods: Periods, metrics: Metrics | None = None
    ) -> None:
        self._database = database
        self._mailbox = mailbox
        self._clock = clock
        self._periods = periods
        self._metrics = metrics

    def run_once(self) -> int:
        """One round over all classes; returns how many rows went or lost their words."""
        steps = self._steps()
        gone = {step.name: self._run(step) for step in steps}
        gone["mailbox"] = self._mailbox.purge(self._clock() - timedelta(days=self._periods.events))
        total = sum(count for name, count in gone.items() if name != "marks")
        if total:
            with self._database.transaction() as session:
                detail = " ".join(f"{name}={count}" for name, count in gone.items() if count)
                AuditLog(session, self._clock).write(Tag.PURGED, actor="system", detail=detail)
            log.info("retention.purged", count=total)
        if self._metrics is not None:
            for name, count in self.backlog().items():
                self._metrics.retention_backlog.labels(name).set(count)
        return total

    def backlog(self) -> dict[str, int]:
        """Rows by class whose time is over and which are still here."""
        with self._database.reading() as session:
            return {
                step.name: session.scalar(select(func.count()).select_from(step.key.class_).where(step.due)) or 0
                for step in self._steps()
            }

    def _steps(self) -> tuple[Step, ...]:
        now, days = self._clock(), self._periods
        rules = Rules(now, timedelta(days=days.chat), timedelta(days=days.ticket))

        def before(period: int) -> Any:
            return now - timedelta(days=period)

        return (
            Step("sessions", SessionRow.lane, SessionRow.until <= now),
            Step("processed_events", ProcessedEventRow.event_id, ProcessedEventRow.processed_at < before(days.events)),
            Step("outbox", OutboxRow.outbox_id, rules.old_outbox()),
            Step("words", MessageRow.message_id, rules.old_words(), rules.wipe_words),
            Step("marks", TicketRow.ticket_id, rules.unmarked(), rules.mark),
            Step("tickets", TicketRow.ticket_id, rules.due_cases(), rules.delete_cases, _CASES),
            Step("alerts", AlertRow.alert_id, AlertRow.raised_at < before(days.alerts)),
            Step("notices", NoticeRow.notice_id, rules.old_notices()),
            Step("consents", ConsentRow.consent_id, rules.old_consents()),
            Step("identities", IdentityRow.resident_id, rules.idle_identities()),
            Step("figures", FiguresRow.figures_id, FiguresRow.counted_at < before(days.statistics)),
            Step("login_attempts", LoginAttemptRow.attempt_id, LoginAttemptRow.at < before(1)),
            Step("audit_events", AuditRow.audit_id, AuditRow.at < before(days.audit)),
        )

    def _run(self, step: Step) -> int:
        """Work in batches of keys, each in a transaction of its own, so that nobody waits for long."""
        total = 0
        for _ in range(_BATCHES):
            with self._database.transaction() as session:
                wanted = select(step.key).where(step.due).limit(step.batch).with_for_update(skip_locked=True)
                keys = session.scalars(wanted).all()
                if keys and step.act is not None:
                    step.act(session, keys)
                elif keys:
                    session.execute(delete(step.key.class_).where(step.key.in_(keys)))
            total += len(keys)
            if len(keys) < step.batch:
                break
        return total
