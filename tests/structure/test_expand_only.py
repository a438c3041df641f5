"""Upgrades need no pause: every migration after the first only adds, so that the version before goes on beside it.

Read from the files (what a migration may do), and tried on both databases: everything that the version before knows of
the database is written, changed and removed on the newest shape, in just those columns that it knows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from bot.store import migrate, migrations
from bot.store.db import Database

_FOLDER = Path(migrations.__file__).parent
_MAY = {"create_table", "create_index", "add_column", "f", "batch_alter_table", "get_bind", "execute", "bulk_insert"}
FILES = [path for path in sorted((_FOLDER / "versions").glob("0*.py")) if not path.name.startswith("0001")]


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def steps(path: Path) -> Iterator[ast.Call]:
    """Every call on `op` or on a batch in what the migration does on the way up."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name != "downgrade":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                    owner = call.func.value
                    if isinstance(owner, ast.Name) and owner.id in ("op", "batch_op"):
                        yield call


def name_of(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Attribute)
    return call.func.attr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_migration_only_adds(path: Path) -> None:
    for call in steps(path):
        assert name_of(call) in _MAY, (
            f"{path.name}:{call.lineno} {name_of(call)} takes something from the version before"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_added_column_can_be_left_out_by_the_version_before(path: Path) -> None:
    for call in steps(path):
        if name_of(call) == "add_column":
            (column,) = [part for part in call.args if isinstance(part, ast.Call)]
            told = {word.arg: ast.unparse(word.value) for word in column.keywords}
            optional = told.get("nullable", "True") == "True" or "server_default" in told
            assert optional, f"{path.name}:{call.lineno}: needs nullable=True or a server_default"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_new_rule_binds_a_table_that_was_there(path: Path) -> None:
    made = {ast.literal_eval(call.args[0]) for call in steps(path) if name_of(call) == "create_table"}
    for call in steps(path):
        words = {word.arg: ast.unparse(word.value) for word in call.keywords}
        if name_of(call) == "create_index" and words.get("unique") == "True":
            assert ast.literal_eval(call.args[1]) in made, f"{path.name}:{call.lineno}: a unique index on an old table"


def value(column: Column[Any], number: int) -> Any:
    """Something that fits; the same number gives the same value, so that references hold."""
    kinds: tuple[tuple[type, Any], ...] = (
        (Boolean, False),
        (LargeBinary, b"sealed"),
        (DateTime, datetime(2026, 11, 20)),  # noqa: DTZ001 - as a database without zones gives it back
        (Date, date(2026, 11, 19 + number)),
        (Integer, number),
        (Numeric, number),
    )
    for kind, fitting in kinds:
        if isinstance(column.type, kind):
            return fitting
    longest = column.type.length if isinstance(column.type, String) else None
    return f"v{number}"[: longest or 9]


def known(engine: Any) -> list[Table]:
    """The tables as a version sees them that was made for this shape."""
    metadata = MetaData()
    metadata.reflect(engine)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


@pytest.mark.parametrize("revision", revisions()[:-1])
def test_the_version_before_goes_on_beside_the_new_one(empty: Database, revision: str) -> None:
    migrate.upgrade(empty.engine, revision)
    tables = known(empty.engine)
    with empty.engine.begin() as connection:  # rows from before the upgrade stay
        for table in tables:
            connection.execute(insert(table), {column.name: value(column, 1) for column in table.columns})
    migrate.upgrade(empty.engine)
    with empty.engine.begin() as connection:
        for table in tables:
            row = {column.name: value(column, 2) for column in table.columns}
            connection.execute(insert(table), row)
            key = next(iter(table.primary_key.columns))
            found = connection.execute(select(*table.columns).where(key == row[key.name])).one()
            assert found._asdict() == row
            plain = next(column for column in table.columns if not column.foreign_keys)
            connection.execute(update(table).where(key == row[key.name]).values({plain.name: row[plain.name]}))
            assert len(connection.execute(select(*table.columns)).all()) == 2
    with empty.engine.begin() as connection:
        for table in reversed(tables):
            connection.execute(delete(table))


def test_there_is_one_line_of_revisions() -> None:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1
