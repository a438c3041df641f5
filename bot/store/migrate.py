"""Bringing a database to the newest shape, and telling whether it is there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from bot.store.models import Base

_FOLDER = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the missing migrations, all or none of each."""
    with engine.connect().execution_options(tsunagu_reading=False) as connection:
        command.upgrade(_config(connection), to)
        connection.commit()


def downgrade(engine: Engine, to: str) -> None:
    """Go back to a revision."""
    with engine.connect() as connection:
        command.downgrade(_config(connection), to)
        connection.commit()


def revision(engine: Engine, message: str) -> None:
    """Write a new migration from the difference between models and database (for developers)."""
    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True)


def is_current(engine: Engine) -> bool:
    """Whether every migration has been run."""
    with engine.connect() as connection:
        heads = set(ScriptDirectory.from_config(_config(connection)).get_heads())
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


def differences(engine: Engine) -> list[object]:
    """What the models have and the migrated database lacks, or the reverse; empty when equal."""
    with engine.connect() as connection:
        options = {"compare_type": True, "include_object": _is_ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def _is_ours(item: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    return not (kind == "table" and str(name).startswith(("mailbox_", "alembic_")))


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config
