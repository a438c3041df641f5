"""Rotating keys: all is readable before, while and after; then the old key can go."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select, text

from bot.audit import AuditLog
from bot.base.clock import SteppedClock
from bot.identity import Vault
from bot.outbox import Outbox
from bot.store.crypto import CannotDecrypt, Keyring, Purpose
from bot.store.db import Database
from bot.store.models import IdentityRow, TicketRow
from bot.store.rotation import Rotation
from bot.tickets import Draft, DraftItem, TicketService

OLD, NEW = b"o" * 32, b"n" * 32


def ring(*secrets: bytes) -> Keyring:
    return Keyring({purpose: list(secrets) for purpose in Purpose})


def fill(database: Database, keys: Keyring, clock: SteppedClock, residents: int) -> None:
    with database.transaction() as session:
        for number in range(residents):
            who = Vault(session, clock, keys).resident("line", f"U{number}")
            items = (DraftItem("words", "ことば", f"話{number}"),)
            TicketService(session, clock, Outbox(session, clock), AuditLog(session, clock)).open(
                Draft(who.resident_id, "line", "文京区", None, items=items, summary="まとめ", notice_version="1")
            )


def test_after_a_rotation_the_old_key_is_not_needed(sqlite_url: str, clock: SteppedClock) -> None:
    before = Database(sqlite_url, ring(OLD))
    fill(before, ring(OLD), clock, 7)
    before.dispose()

    both = ring(NEW, OLD)
    during = Database(sqlite_url, both)
    done = Rotation(during, both, batch=3).run()
    assert done["identities.account"] == done["tickets.summary"] == done["ticket_items.text"] == 7
    during.dispose()

    after = Database(sqlite_url, ring(NEW))
    with after.reading() as session:
        vault = Vault(session, clock, ring(NEW))
        assert [vault.find("line", f"U{n}").account for n in range(7)] == [f"U{n}" for n in range(7)]  # type: ignore[union-attr]
        raw = [bytes(value) for (value,) in session.execute(text("SELECT text FROM ticket_items"))]
    assert all(ring(NEW).is_current(Purpose.TEXT, value) for value in raw)
    after.dispose()

    old = Database(sqlite_url, ring(OLD))
    with pytest.raises(CannotDecrypt), old.reading() as session:
        session.query(IdentityRow).all()
    old.dispose()


def test_running_it_again_does_no_harm(sqlite_url: str, clock: SteppedClock) -> None:
    keys = ring(NEW, OLD)
    database = Database(sqlite_url, keys)
    fill(database, keys, clock, 2)
    assert Rotation(database, keys, batch=10).run() == Rotation(database, keys, batch=10).run()
    database.dispose()


def test_what_the_newest_key_wrote_is_not_written_again(sqlite_url: str, clock: SteppedClock) -> None:
    keys = ring(NEW, OLD)
    database = Database(sqlite_url, keys)
    fill(database, ring(NEW), clock, 2)
    assert Rotation(database, keys, batch=10).run()["ticket_items.text"] == 0
    database.dispose()


def test_a_change_made_while_it_runs_is_kept(database: Database, clock: SteppedClock) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    before = Database(url, ring(OLD))
    fill(before, ring(OLD), clock, 3)
    both = Database(url, ring(NEW, OLD))
    done: list[dict[str, int]] = []
    runner = threading.Thread(target=lambda: done.append(Rotation(both, ring(NEW, OLD), batch=2).run()))
    with before.transaction() as session:
        for row in session.scalars(select(TicketRow)):
            row.summary = "あとから直した"
        session.flush()
        runner.start()
        runner.join(0.5)  # it waits for this transaction
    runner.join(30)
    assert done
    with both.reading() as session:
        assert set(session.scalars(select(TicketRow.summary))) == {"あとから直した"}
    before.dispose()
    both.dispose()
