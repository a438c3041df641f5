"""Column types: encrypted text and aware UTC time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.store.crypto import Keyring, Purpose


def keyring_of(dialect: Dialect) -> Keyring:
    """The ring that this engine was built with (`bot.store.db.Database`): no global, several may live side by side."""
    return dialect.tsunagu_keyring  # type: ignore[attr-defined,no-any-return]


class EncryptedText(TypeDecorator[str]):
    """Text that rests encrypted under the key of one purpose; the process lacking that key cannot read it."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: Purpose = Purpose.TEXT) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in; lone surrogates are kept."""
        if value is None:
            return None
        return keyring_of(dialect).seal(self.purpose, value.encode("utf-8", "surrogatepass"))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Open on the way out; raises CannotDecrypt."""
        if value is None:
            return None
        return keyring_of(dialect).open(self.purpose, bytes(value)).decode("utf-8", "surrogatepass")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as UTC; naive values are refused, they are bugs."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Drop the zone after turning to UTC: SQLite has none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class JsonList(TypeDecorator[list[str]]):
    """A short list of ids as JSON text; the same on SQLite and PostgreSQL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write as JSON."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:
        """Read as a list."""
        return None if value is None else json.loads(value)
