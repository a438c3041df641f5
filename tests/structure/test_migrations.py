"""Migrations on both databases: up, down, up again, and equal to the models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import migrate
from bot.store.crypto import Keyring
from bot.store.db import Database


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path, keyring: Keyring) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path}/empty.sqlite3"
    if request.param == "postgres":
        url = request.getfixturevalue("bare_postgres_url")
    database = Database(url, keyring)
    yield database
    database.dispose()


def test_after_all_migrations_the_database_is_what_the_models_say(empty: Database) -> None:
    assert not migrate.is_current(empty.engine)
    migrate.upgrade(empty.engine)
    assert migrate.is_current(empty.engine)
    assert migrate.differences(empty.engine) == []


def test_every_step_goes_down_and_up_again(empty: Database) -> None:
    migrate.upgrade(empty.engine)
    migrate.downgrade(empty.engine, "base")
    assert not migrate.is_current(empty.engine)
    migrate.upgrade(empty.engine)
    assert migrate.differences(empty.engine) == []


def test_running_them_twice_changes_nothing(empty: Database) -> None:
    migrate.upgrade(empty.engine)
    migrate.upgrade(empty.engine)
    assert migrate.is_current(empty.engine)
