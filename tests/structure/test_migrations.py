"""Migrations on both databases: up, down, up again, and equal to the models."""

from __future__ import annotations

from pathlib import Path

from alembic.script import ScriptDirectory

from bot.store import migrate, migrations
from bot.store.db import Database
from bot.store.revisions import revisions


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


def test_the_names_read_from_the_files_are_those_that_alembic_knows_in_one_line() -> None:
    folder = ScriptDirectory(str(Path(migrations.__file__).parent))
    scripts = list(folder.walk_revisions())
    assert revisions().known == {script.revision for script in scripts}
    assert [revisions().head] == folder.get_heads()
    assert all(isinstance(script.down_revision, str) for script in scripts[:-1])
