"""`tsunagu migrate --from sqlite:… --to postgresql:…`: a talk that began on one file goes on beside PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, func, insert, select

from bot.audit import AuditLog
from bot.base.clock import system_clock
from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.entry.brain import Brain
from bot.entry.carrying import move
from bot.entry.cli import program
from bot.entry.secrets import worker_ring
from bot.entry.stores import make_database, make_mailbox
from bot.entry.talk import TalkingResident
from bot.entry.talking import talking_resident
from bot.outbox import Outbox
from bot.store import migrate
from bot.store.carry import Carry
from bot.store.db import Database
from bot.store.mailbox import Letter
from bot.store.models import AuditRow, Base, ConsentRow, IdentityRow, TicketItemRow, TicketRow
from bot.tickets import Draft, TicketService

pytestmark = [pytest.mark.postgres, pytest.mark.redis]


@pytest.fixture
def production(settings: Settings, bare_postgres_url: str, redis_url: str) -> Settings:
    return settings.model_copy(update={"database_url": bare_postgres_url, "redis_url": redis_url})


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    made = make_database(settings, worker_ring(settings))
    yield made
    made.dispose()


@pytest.fixture
def target(production: Settings) -> Iterator[Database]:
    """The database after the move."""
    made = make_database(production, worker_ring(production))
    yield made
    made.dispose()


@contextmanager
def resident(settings: Settings, brain: Brain) -> Iterator[TalkingResident]:
    made = talking_resident(settings, "さくら", brain=Brain(settings, shared=brain))
    yield made
    made._parts.database.dispose()


def moved(settings: Settings, production: Settings) -> dict[str, int]:
    found = move(production, settings.database, production.database)
    return {table.table: table.rows for table in found.tables} | {"talks": found.talks, "letters": found.letters}


def open_ticket(database: Database, account: str = "a" * 32) -> str:
    with database.transaction() as session:
        outbox, audit = Outbox(session, system_clock), AuditLog(session, system_clock)
        draft = Draft(account, "line", "文京区", "bunkyo-motofuji", notice_version="1")
        return TicketService(session, system_clock, outbox, audit).open(draft).ticket_id


def test_a_talk_goes_on_where_it_was(settings: Settings, production: Settings, target: Database, brain: Brain) -> None:
    with resident(settings, brain) as person:
        person.opens()
        person.says("はじめる")
        person.says("母の介護で仕事をやめそうです")
        offered = person._choices
    assert offered
    counts = moved(settings, production)
    assert counts["talks"] == 1
    assert counts["identities"] == 1
    assert counts["consents"] == 1

    with resident(production, brain) as again:
        again._choices = offered
        assert again.says(next(iter(offered))).texts
        assert not any("はじめる" in label for label in again.labels), "nobody is asked for the first consent again"
    with target.reading() as session:
        assert session.scalar(select(func.count()).select_from(IdentityRow)) == 1
        assert session.scalar(select(func.count()).select_from(ConsentRow)) == 1


def test_a_case_can_be_read_with_the_same_keys_and_waiting_letters_wait_on(
    settings: Settings, production: Settings, database: Database, target: Database
) -> None:
    ticket_id = open_ticket(database)
    with database.transaction() as session:
        session.add(
            TicketItemRow(
                item_id="i" * 32, ticket_id=ticket_id, position=1, kind="words", text="封をした言葉",
                created_at=system_clock(),
            )
        )  # fmt: skip
    now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    box = make_mailbox(settings)
    box.put([Letter(f"e{n}", "lane", b"sealed %d" % n, now + timedelta(seconds=n), n == 2) for n in range(3)], now)
    receipt = box.take("w", now)
    assert receipt is not None
    box.bury(receipt, "w", "ValueError")
    counts = moved(settings, production)
    assert (counts["tickets"], counts["ticket_items"], counts["letters"]) == (1, 1, 3)

    with target.reading() as session:
        assert session.get_one(TicketItemRow, "i" * 32).text == "封をした言葉"
        assert session.get_one(TicketRow, ticket_id).municipality == "文京区"
    read = []
    there = make_mailbox(production)
    while (letter := there.take("w", now)) is not None:
        read.append((letter.letter.event_id, letter.letter.body))
        there.done(letter, "w")
    assert read == [(f"e{n}", b"sealed %d" % n) for n in range(3)]


def test_sealed_values_are_carried_byte_by_byte(
    settings: Settings, production: Settings, database: Database, target: Database
) -> None:
    open_ticket(database)
    moved(settings, production)
    with closing(sqlite3.connect(settings.sqlite_path)) as connection, connection:
        (before,) = connection.execute("SELECT summary FROM tickets").fetchone()
    with target.engine.connect() as connection:
        (after,) = connection.exec_driver_sql("SELECT summary FROM tickets").fetchone()  # type: ignore[misc]
    assert bytes(after) == bytes(before)


def test_a_target_with_a_row_is_refused_and_left_alone(
    settings: Settings, production: Settings, database: Database
) -> None:
    open_ticket(database)
    moved(settings, production)
    with pytest.raises(InvalidInput, match="空のデータベース"):
        moved(settings, production)


def test_a_value_that_does_not_fit_leaves_nothing_behind(
    settings: Settings, production: Settings, database: Database, target: Database
) -> None:
    open_ticket(database)
    with closing(sqlite3.connect(settings.sqlite_path)) as connection, connection:
        connection.execute("UPDATE tickets SET state = ?", ("x" * 50,))  # SQLite does not mind, PostgreSQL does
    with pytest.raises(InvalidInput, match="tickets"):
        moved(settings, production)
    with target.reading() as session:
        for table in (AuditRow, TicketRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0
    with closing(sqlite3.connect(settings.sqlite_path)) as connection, connection:
        connection.execute("UPDATE tickets SET state = 'new'")
    assert moved(settings, production)["tickets"] == 1, "and once it is mended, it can be done again"


@pytest.mark.parametrize(
    ("source", "place", "told"),
    [
        ("postgresql://a/b", "postgresql://a/b", "--from"),
        ("sqlite:///nowhere.sqlite3", "postgresql://a/b", "ありません"),
        ("", "sqlite:///x", "--to"),
    ],
)
def test_what_cannot_be_moved_is_said(
    settings: Settings, production: Settings, source: str, place: str, told: str
) -> None:
    with pytest.raises(InvalidInput, match=told):
        move(production, source or settings.database, place)


def test_without_a_redis_nothing_is_moved(settings: Settings, bare_postgres_url: str) -> None:
    with pytest.raises(InvalidInput, match="TSUNAGU_REDIS_URL"):
        move(settings, settings.database, bare_postgres_url)


def test_an_old_source_is_refused(tmp_path: Path, production: Settings) -> None:
    old = tmp_path / "old.sqlite3"
    sqlite3.connect(old).close()
    with pytest.raises(InvalidInput, match="古い形"):
        move(production, f"sqlite:{old}", production.database)


def test_the_command_says_what_has_arrived(
    settings: Settings, production: Settings, database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_ticket(database)
    monkeypatch.setenv("TSUNAGU_REDIS_URL", production.redis_url)
    monkeypatch.setenv("TSUNAGU_DATA_DIR", str(tmp_path))
    done = CliRunner().invoke(program, ["migrate", "--from", settings.database, "--to", production.database])
    assert done.exit_code == 0, done.output
    assert "tickets\t1行" in done.output
    assert "TSUNAGU_DATABASE_URL" in done.output


def test_numbers_that_the_database_counts_go_on_after_the_highest(tmp_path: Path, bare_postgres_url: str) -> None:
    metadata = MetaData()
    table = Table("counted", metadata, Column("number", Integer, primary_key=True), Column("name", String(9)))
    source = create_engine(f"sqlite:///{tmp_path}/counted.sqlite3")
    target = create_engine(bare_postgres_url.replace("postgresql://", "postgresql+psycopg://", 1))
    for engine in (source, target):
        metadata.create_all(engine)
    with source.begin() as connection:
        connection.execute(insert(table), [{"name": name} for name in ("a", "b", "c")])
    with source.begin() as reading, target.begin() as writing:
        (carried,) = Carry(reading, writing, metadata).run()
    assert carried.rows == 3
    with target.begin() as connection:
        assert connection.execute(insert(table).values(name="d").returning(table.c.number)).scalar_one() == 4
    source.dispose()
    target.dispose()


NOT_AS_ROWS = {
    "sessions": "talks, in Redis",
    "mailbox_letters": "letters, in Redis",
    "mailbox_lanes": "leases of processes that have stopped",
    "alembic_version": "the shape, made anew",
}


def test_every_table_of_the_models_has_its_place(
    settings: Settings, production: Settings, database: Database, target: Database
) -> None:
    counts = moved(settings, production)
    assert set(counts) - {"talks", "letters"} == set(Base.metadata.tables) - {"sessions"}
    assert migrate.is_current(target.engine)


def test_every_table_of_the_file_is_carried_or_goes_where_we_know(
    settings: Settings, production: Settings, brain: Brain
) -> None:
    with resident(settings, brain) as person:
        person.opens()
    make_mailbox(settings).depth()
    with closing(sqlite3.connect(settings.sqlite_path)) as connection:
        wanted = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        there = {name for (name,) in connection.execute(wanted)}
    assert there - set(NOT_AS_ROWS) == set(moved(settings, production)) - {"talks", "letters"}
    assert set(NOT_AS_ROWS) <= there
