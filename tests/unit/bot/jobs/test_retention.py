"""What is over goes, in batches, and what is still needed stays."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.audit import AuditLog
from bot.base.clock import SteppedClock
from bot.base.settings import Settings
from bot.identity import Vault
from bot.jobs.retention import Periods, Retention
from bot.outbox import Outbox, Timers
from bot.store.crypto import Keyring
from bot.store.db import Database
from bot.store.mailbox.sqlite import SqliteMailbox
from bot.store.models import IdentityRow, OutboxRow, ProcessedEventRow, SessionRow, TicketRow
from bot.tickets import Draft, TicketService


@pytest.fixture
def retention(database: Database, clock: SteppedClock, tmp_path: Path) -> Retention:
    return Retention(database, SqliteMailbox(tmp_path / "box.sqlite3"), clock, Periods(events=7, chat=90))


def count(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def resident(database: Database, clock: SteppedClock, keyring: Keyring, account: str) -> str:
    with database.transaction() as session:
        return Vault(session, clock, keyring).resident("line", account).resident_id


def test_sessions_marks_and_sent_messages_go_when_their_time_is_over(
    database: Database, clock: SteppedClock, keyring: Keyring, retention: Retention
) -> None:
    who = resident(database, clock, keyring, "U1")
    with database.transaction() as session:
        session.add(SessionRow(lane="a", sealed=b"x", fence=1, until=clock() + timedelta(hours=1)))
        session.add(ProcessedEventRow(event_id="e1", processed_at=clock()))
        outbox = Outbox(session, clock)
        outbox.settle(outbox.put(who, "line", [{"type": "text", "text": "a"}]), "sent")
        waiting = outbox.put(who, "line", [{"type": "text", "text": "b"}])
        waiting.next_attempt_at = clock() + timedelta(days=400)
    assert retention.run_once() == 0
    clock.advance(timedelta(hours=2))
    retention.run_once()
    assert (count(database, SessionRow), count(database, ProcessedEventRow)) == (0, 1)
    clock.advance(timedelta(days=8))
    retention.run_once()
    assert count(database, ProcessedEventRow) == 0
    clock.advance(timedelta(days=100))
    retention.run_once()
    assert count(database, OutboxRow) == 1, "what is still to be sent stays"
    assert retention.run_once() == 0


def test_who_is_still_needed_is_not_forgotten(
    database: Database, clock: SteppedClock, keyring: Keyring, retention: Retention
) -> None:
    idle, waited_for, with_case = (resident(database, clock, keyring, name) for name in ("U1", "U2", "U3"))
    with database.transaction() as session:
        Timers(session).set(waited_for, "follow_up", clock() + timedelta(days=400))
        audit = AuditLog(session, clock)
        TicketService(session, clock, Outbox(session, clock), audit).open(
            Draft(with_case, "line", "文京区", None, notice_version="1")
        )
    clock.advance(timedelta(days=91))
    retention.run_once()
    with database.reading() as session:
        left = set(session.scalars(select(IdentityRow.resident_id)))
    assert left == {waited_for, with_case}
    assert idle not in left
    assert count(database, TicketRow) == 1


def test_more_than_one_batch_goes_in_one_round(
    database: Database, clock: SteppedClock, retention: Retention
) -> None:
    with database.transaction() as session:
        session.add_all(ProcessedEventRow(event_id=f"e{n}", processed_at=clock()) for n in range(1203))
    clock.advance(timedelta(days=8))
    assert retention.run_once() == 1203
    assert count(database, ProcessedEventRow) == 0


def test_marks_of_events_are_kept_longer_than_any_talk(settings: Settings) -> None:
    long = settings.model_copy(update={"session_hours": 24 * 14, "retention_events_days": 2})
    assert Periods.of(long).events > 14
    short = settings.model_copy(update={"session_hours": 24})
    assert Periods.of(short).events == short.retention_events_days
