"""Second factor, recovery codes, throttles, permissions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.base.clock import SteppedClock
from bot.base.errors import InvalidInput, SettingsError
from bot.staff import demo_logins, seed_demo
from bot.staff.demo import refuse_demo_accounts
from bot.staff.limits import Attempt, Limits, Throttle, TooManyAttempts
from bot.staff.passwords import Passwords
from bot.staff.permissions import PERMISSIONS, Role, actions_of
from bot.staff.totp import current_code, matching_step, new_recovery_codes, new_totp_secret, recovery_hash
from bot.store.crypto import Keyring, Purpose
from bot.store.db import Database
from bot.store.models import Base, LoginAttemptRow, StaffRow

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/s.db", Keyring({Purpose.TEXT: [b"k" * 32]}))
    Base.metadata.create_all(database.engine)
    yield database
    database.dispose()


@pytest.mark.parametrize(("seconds", "fits"), [(0, True), (30, True), (-30, True), (90, False), (-90, False)])
def test_a_code_fits_for_one_step_around_its_time(seconds: int, fits: bool) -> None:
    secret = new_totp_secret()
    code = current_code(secret, NOW + timedelta(seconds=seconds))
    assert (matching_step(secret, code, NOW, 0) is not None) is fits


def test_a_step_that_was_used_is_used_up() -> None:
    secret = new_totp_secret()
    code = current_code(secret, NOW)
    step = matching_step(secret, f" {code[:3]} {code[3:]} ", NOW, 0)
    assert step is not None
    assert matching_step(secret, code, NOW, step) is None


def test_recovery_codes_are_told_apart_and_read_loosely() -> None:
    codes = new_recovery_codes()
    assert len({recovery_hash(code) for code in codes}) == 10
    assert recovery_hash(codes[0].upper().replace("-", " ")) == recovery_hash(codes[0])


@pytest.mark.parametrize("password", ["short", "", "a" * 201])
def test_a_weak_or_endless_password_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput):
        Passwords(1, 1024, 1).hash(password)


def test_a_password_is_kept_as_argon2id_and_no_account_fits_none() -> None:
    passwords = Passwords(1, 1024, 1)
    stored = passwords.hash("correct horse battery")
    assert stored.startswith("$argon2id$")
    assert passwords.verify(stored, "correct horse battery")
    assert not passwords.verify(stored, "correct horse batterz")
    assert not passwords.verify(None, "no account has this password")
    assert Passwords(2, 1024, 1).outdated(stored)


@pytest.mark.parametrize(
    ("limits", "login", "address"),
    [
        (Limits(account=2, address=99, overall=99), "aoki", "other"),
        (Limits(account=99, address=2, overall=99), "other", "10.0.0.1"),
        (Limits(account=99, address=99, overall=2), "other", "other"),
    ],
)
def test_the_door_closes_by_account_by_address_and_overall(
    database: Database, limits: Limits, login: str, address: str
) -> None:
    clock = SteppedClock(NOW)
    with database.transaction() as session:
        throttle = Throttle(session, clock, b"k" * 32, limits)
        for _ in range(2):
            throttle.note(Attempt("aoki", "10.0.0.1", "password"), succeeded=False)
        session.flush()
        with pytest.raises(TooManyAttempts):
            throttle.check(Attempt(login, address, "password"))
        throttle.check(Attempt(login, address, "totp"))
        assert all("aoki" not in row.account_hash for row in session.scalars(select(LoginAttemptRow)))
        clock.advance(timedelta(minutes=16))
        throttle.check(Attempt(login, address, "password"))


def test_the_demo_people_stay_the_same_and_production_refuses_them(database: Database) -> None:
    clock, light = SteppedClock(NOW), Passwords(1, 1024, 1)
    with database.transaction() as session:
        first = seed_demo(session, clock, light)
    with database.transaction() as session:
        assert seed_demo(session, clock, light) == first == demo_logins()
        assert len(session.scalars(select(StaffRow)).all()) == len(first)
        with pytest.raises(SettingsError):
            refuse_demo_accounts(session)


def test_neither_accounts_nor_logs_come_with_case_text() -> None:
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        assert not {"read", "answer", "export", "read_crises"} & PERMISSIONS[role]
    assert actions_of(["unknown"]) == frozenset()
    assert set(PERMISSIONS) == set(Role)
