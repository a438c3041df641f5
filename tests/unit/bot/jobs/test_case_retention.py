"""Ended cases are marked, then go with all that hangs on them; each class of data by its own period (R15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import SteppedClock
from bot.base.metrics import Metrics
from bot.identity import Vault
from bot.jobs.retention import Periods, Retention
from bot.outbox import Outbox
from bot.store.crypto import Keyring
from bot.store.db import Database
from bot.store.mailbox.sqlite import SqliteMailbox
from bot.store.models import (
    AlertRow,
    AuditRow,
    Base,
    ConsentRow,
    FiguresRow,
    IdentityRow,
    MessageRow,
    NoticeRow,
    RecordRow,
    ReferralRow,
    TicketItemRow,
    TicketRow,
)
from bot.tickets import Draft, DraftItem, TicketService
from tests.world import eventually

DAY = timedelta(days=1)
PERIODS = Periods(events=7, chat=90, ticket=400, alerts=200, audit=800, statistics=1000)


@dataclass
class Store:
    """A database with what it takes to fill it and to let time pass."""

    database: Database
    clock: SteppedClock
    keyring: Keyring
    box: SqliteMailbox

    def retention(self, periods: Periods = PERIODS, metrics: Metrics | None = None) -> Retention:
        return Retention(self.database, self.box, self.clock, periods, metrics)

    def open(self, account: str, state: str = "closed") -> str:
        """A case with a row of many kinds hanging on it, in a state."""
        with self.database.transaction() as session:
            who = Vault(session, self.clock, self.keyring).resident("line", account)
            audit = AuditLog(session, self.clock)
            tickets = TicketService(session, self.clock, Outbox(session, self.clock), audit)
            items = (DraftItem("words", "ことば", f"母の介護のこと{account}", sources=("h1",)),)
            row = tickets.open(Draft(who.resident_id, "line", "文京区", None, items=items, summary="まとめ", notice_version="1"))
            tickets.add_inbound(row.ticket_id, f"ことばの行{account}", f"source-{account}")
            now, key = self.clock(), row.ticket_id
            session.add(RecordRow(record_id=f"r{key[:30]}", ticket_id=key, staff_id="s", acted_at=now, way="phone",
                                  direction="outbound", created_at=now))
            session.add(ReferralRow(referral_id=f"f{key[:30]}", ticket_id=key, staff_id="s", place="所", made_at=now))
            session.add(NoticeRow(notice_id=f"n{key[:30]}", staff_id="s", kind="inbound", ticket_id=key, at=now))
            session.add(AlertRow(alert_id=f"a{key[:30]}", resident_id=who.resident_id, ticket_id=key, level="urgent",
                                 kinds=[], raised_at=now))
            row.state = state
            row.closed_at = now if state in ("closed", "withdrawn") else None
        return key

    def count(self, table: type[Base]) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def rows_of_case(self, ticket_id: str) -> dict[str, int]:
        """Rows by table that still name a case."""
        found = {}
        with self.database.reading() as session:
            for table in Base.metadata.sorted_tables:
                if "ticket_id" in table.columns:
                    wanted = select(func.count()).select_from(table).where(table.c.ticket_id == ticket_id)
                    found[table.name] = session.scalar(wanted) or 0
        return {name: count for name, count in found.items() if count}


@pytest.fixture
def store(database: Database, clock: SteppedClock, keyring: Keyring, tmp_path: Path) -> Store:
    return Store(database, clock, keyring, SqliteMailbox(tmp_path / "box.sqlite3"))


def test_an_ended_case_is_marked_with_its_day_and_goes_on_it_with_everything(store: Store) -> None:
    closed, withdrawn, running = store.open("U1"), store.open("U2", "withdrawn"), store.open("U3", "claimed")
    store.retention().run_once()
    with store.database.reading() as session:
        days = dict(session.execute(select(TicketRow.ticket_id, TicketRow.purge_after)).all())
    assert days[closed] == days[withdrawn] == store.clock() + 400 * DAY
    assert days[running] is None
    store.clock.advance(399 * DAY)
    store.retention().run_once()
    assert store.count(TicketRow) == 3
    store.clock.advance(2 * DAY)
    store.retention().run_once()
    assert not store.rows_of_case(closed)
    assert not store.rows_of_case(withdrawn)
    assert store.rows_of_case(running)["ticket_items"] == 1, "a case under way keeps what it needs"


def test_a_case_that_was_taken_up_again_stays(store: Store) -> None:
    key = store.open("U1")
    store.retention().run_once()
    with store.database.transaction() as session:
        again = update(TicketRow).where(TicketRow.ticket_id == key)
        session.execute(again.values(state="claimed", closed_at=None, purge_after=None))
    store.clock.advance(500 * DAY)
    store.retention().run_once()
    assert store.count(TicketRow) == 1


@pytest.mark.parametrize(("days", "left"), [(100, 0), (700, 1)])
def test_a_changed_period_holds_for_cases_that_were_marked_before(store: Store, days: int, left: int) -> None:
    store.open("U1")
    store.retention().run_once()
    changed = Periods(events=7, chat=90, ticket=days)
    store.clock.advance(450 * DAY)
    store.retention(changed).run_once()
    store.retention(changed).run_once()
    assert store.count(TicketRow) == left


def test_the_words_of_the_chat_go_before_the_case_and_the_counts_stay(store: Store) -> None:
    store.open("U1")
    store.open("U2", "claimed")
    store.clock.advance(91 * DAY)
    store.retention().run_once()
    with store.database.reading() as session:
        kept = session.execute(select(TicketRow.state, MessageRow.text, MessageRow.source).join(
            TicketRow, TicketRow.ticket_id == MessageRow.ticket_id)).all()
    assert sorted((state, words is None, source is None) for state, words, source in kept) == [
        ("claimed", False, False), ("closed", True, True)]


def test_alerts_reports_acts_and_consents_go_by_their_own_periods(store: Store) -> None:
    store.open("U1", "claimed")
    with store.database.transaction() as session:
        session.add(FiguresRow(figures_id="f", body="[]", counted_at=store.clock()))
        session.add(ConsentRow(consent_id="c", resident_id="gone", kind="chat", notice_version="1",
                               given_at=store.clock()))
    left = []
    for days in (199, 2, 200, 398, 2, 200):
        store.clock.advance(days * DAY)
        store.retention().run_once()
        left.append((store.count(AlertRow), store.count(ConsentRow), store.count(FiguresRow)))
    assert left == [(1, 2, 1), (0, 2, 1), (0, 1, 1), (0, 1, 1), (0, 1, 1), (0, 1, 0)]


def test_the_log_of_acts_outlives_what_it_tells_of_and_then_goes(store: Store) -> None:
    with store.database.transaction() as session:
        AuditLog(session, store.clock).write(Tag.TICKET_READ, actor="s1", subject="t1")
    store.clock.advance(799 * DAY)
    store.retention().run_once()
    assert store.count(AuditRow) == 1
    store.clock.advance(2 * DAY)
    store.retention().run_once()
    with store.database.reading() as session:
        assert set(session.scalars(select(AuditRow.tag))) == {"retention.purged"}, "the purge itself is an act"


def test_somebody_who_left_is_forgotten_although_an_ended_case_is_still_kept(store: Store) -> None:
    store.open("U1")
    store.open("U2", "claimed")
    with store.database.transaction() as session:
        vault = Vault(session, store.clock, store.keyring)
        for account in ("U1", "U2"):
            vault.left(vault.resident("line", account))
    store.clock.advance(89 * DAY)
    store.retention().run_once()
    assert store.count(IdentityRow) == 2
    store.clock.advance(2 * DAY)
    store.retention().run_once()
    assert store.count(IdentityRow) == 1, "only the one with a case under way"
    assert store.count(TicketRow) == 2


def test_what_is_left_over_is_measured_and_done_in_the_next_rounds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.jobs.retention._CASES", 1)
    monkeypatch.setattr("bot.jobs.retention._BATCHES", 2)
    for number in range(5):
        store.open(f"U{number}")
    metrics = Metrics()
    store.clock.advance(401 * DAY)
    backlog = []
    for _ in range(3):
        store.retention(metrics=metrics).run_once()
        backlog.append(metrics.registry.get_sample_value("tsunagu_retention_backlog", {"kind": "tickets"}))
    assert backlog == [3, 1, 0]


@pytest.mark.parametrize("way", ["erased", "purged"])
def test_deleted_words_are_gone_from_the_pages_of_sqlite(
    way: str, sqlite_url: str, clock: SteppedClock, keyring: Keyring, tmp_path: Path
) -> None:
    database = Database(sqlite_url, keyring)
    store = Store(database, clock, keyring, SqliteMailbox(tmp_path / "box.sqlite3"))
    store.open("U1")
    store.open("U2", "claimed")
    with database.reading() as session:
        sealed = sealed_words_of_closed(session)
        gone = str(session.scalar(select(TicketRow.resident_id).where(TicketRow.state == "closed")))
    assert all(words in pages_of(sqlite_url) for words in sealed)
    if way == "erased":
        with database.transaction() as session:
            TicketService(session, clock, Outbox(session, clock), AuditLog(session, clock)).erase_resident(gone)
    else:
        clock.advance(401 * DAY)
        store.retention().run_once()
    assert store.count(TicketItemRow) == 1
    database.dispose()
    assert not any(words in pages_of(sqlite_url) for words in sealed)


def sealed_words_of_closed(session: Session) -> list[bytes]:
    """The words of closed cases as they rest in the database."""
    closed = "SELECT ticket_id FROM tickets WHERE state = 'closed'"
    return [bytes(value) for (value,) in session.execute(text(f"SELECT text FROM ticket_items WHERE ticket_id IN ({closed})"))]


def pages_of(url: str) -> bytes:
    """All bytes of the file and of what stands beside it (write-ahead log)."""
    path = Path(url.removeprefix("sqlite:///"))
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(path.name + "*")))


@pytest.mark.postgres
def test_deleted_words_are_gone_from_the_pages_of_postgres_after_the_vacuum_of_the_runbook(
    postgres_url: str, clock: SteppedClock, keyring: Keyring, tmp_path: Path
) -> None:
    database = Database(postgres_url, keyring)
    store = Store(database, clock, keyring, SqliteMailbox(tmp_path / "box.sqlite3"))
    store.open("U1")
    store.open("U2", "claimed")
    with database.reading() as session:
        sealed = sealed_words_of_closed(session)
    assert all(words in heap_of(database, "ticket_items") for words in sealed)
    clock.advance(401 * DAY)
    store.retention().run_once()
    assert store.count(TicketItemRow) == 1
    eventually(lambda: not swept(database, sealed))
    database.dispose()


def swept(database: Database, sealed: list[bytes]) -> list[bytes]:
    """What is left on the disk after a vacuum: rows that a transaction beside it (an autovacuum's, say) may still see stay."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (FULL) ticket_items"))
    left = heap_of(database, "ticket_items")
    return [words for words in sealed if words in left]


def heap_of(database: Database, table: str) -> bytes:
    """The bytes of a table's file, as they are on the disk."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        found = connection.execute(text(f"SELECT pg_read_binary_file(pg_relation_filepath('{table}'))")).scalar_one()
    return bytes(found)
