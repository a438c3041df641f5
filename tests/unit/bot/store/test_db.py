"""The one place that owns a transaction."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import text

from bot.base.clock import SteppedClock
from bot.store.crypto import CannotDecrypt, Keyring, Purpose
from bot.store.db import Database, on_commit
from bot.store.models import IdentityRow


def row(clock: SteppedClock, name: str = "r1") -> IdentityRow:
    return IdentityRow(resident_id=name, channel="line", lookup=name, account="Usecret", created_at=clock())


def test_a_transaction_is_kept_whole_or_not_at_all(database: Database, clock: SteppedClock) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.add(row(clock))
        session.flush()
        raise RuntimeError
    with database.reading() as session:
        assert session.get(IdentityRow, "r1") is None


def test_what_waits_for_the_commit_does_not_happen_when_it_fails(database: Database, clock: SteppedClock) -> None:
    happened: list[str] = []
    with pytest.raises(RuntimeError), database.transaction() as session:
        on_commit(session, lambda: happened.append("no"))
        raise RuntimeError
    with database.transaction() as session:
        on_commit(session, lambda: happened.append("yes"))
        assert happened == []
    assert happened == ["yes"]


def test_the_account_rests_encrypted(database: Database, clock: SteppedClock) -> None:
    with database.transaction() as session:
        session.add(row(clock))
    with database.reading() as session:
        raw = session.execute(text("SELECT account FROM identities")).scalar_one()
        assert b"Usecret" not in bytes(raw)
        assert session.get_one(IdentityRow, "r1").account == "Usecret"


def test_a_desk_on_the_same_rows_cannot_read_the_account(
    database: Database, clock: SteppedClock, keyring: Keyring
) -> None:
    with database.transaction() as session:
        session.add(row(clock))
    url = database.engine.url.render_as_string(hide_password=False)
    desk = Database(url, Keyring({Purpose.TEXT: [b"text".ljust(32, b".")]}))
    with pytest.raises(CannotDecrypt), desk.reading() as session:
        session.get(IdentityRow, "r1")
    desk.dispose()


def test_naive_moments_are_refused_and_zones_come_back(database: Database, clock: SteppedClock) -> None:
    with database.transaction() as session:
        session.add(row(clock))
    with database.reading() as session:
        assert session.get_one(IdentityRow, "r1").created_at == clock()
    with pytest.raises(Exception, match="naive"), database.transaction() as session:
        made = row(clock, "r2")
        made.created_at = datetime(2026, 1, 1)  # noqa: DTZ001 - the mistake under test
        session.add(made)
        session.flush()


@pytest.mark.postgres
def test_a_connection_that_died_while_it_rested_is_replaced_unseen(
    postgres_url: str, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(postgres_url, keyring, pool_size=1)
    with database.reading() as session:
        number = session.scalar(text("SELECT pg_backend_pid()"))
    other = Database(postgres_url, keyring)
    with other.transaction() as session:
        session.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
    monkeypatch.setattr("bot.store.db._TRUSTED", 0.0)
    with database.reading() as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != number
    other.dispose()
    database.dispose()


@pytest.mark.postgres
def test_a_look_holds_no_transaction_open(postgres_url: str, keyring: Keyring) -> None:
    database = Database(postgres_url, keyring)
    with database.reading() as session:
        session.execute(text("SELECT 1"))
        state = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()"
        with database.reading() as other:
            assert other.scalar(text(state)) == 0
    database.dispose()
