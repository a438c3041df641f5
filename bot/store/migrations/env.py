"""Alembic's entry: the connection is handed over by `bot.store.migrate`, never read from a file."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from bot.store.models import Base

connection = context.config.attributes["connection"]


def _ours(item: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """The mailbox keeps its own tables (the webhook must work without SQLAlchemy)."""
    return not (kind == "table" and str(name).startswith("mailbox_"))


def _plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write what a column is in the database: a migration must not change when our types do."""
    return f"sa.{type(item.impl).__name__}()" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter most things in place
    compare_type=True,
    include_object=_ours,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
