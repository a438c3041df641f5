"""Migrations on both databases: up, down, up again, and equal to the models."""

from __future__ import annotations

from bot.store import migrate
from bot.store.db import Database


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
