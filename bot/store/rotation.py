"""Sealing anew what an older key sealed: online, in batches, resumable at any point.

Columns are found from the schema itself, so that a new encrypted column cannot be forgotten.
"""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Table, bindparam, select, type_coerce, update

from bot.store.crypto import Keyring, Purpose
from bot.store.db import Database
from bot.store.models import Base, IdentityRow
from bot.store.types import EncryptedText


class Rotation:
    """Walks all encrypted columns by primary key. Sessions and mailbox expire by themselves within days."""

    def __init__(self, database: Database, keyring: Keyring, batch: int) -> None:
        self._database = database
        self._keyring = keyring
        self._batch = batch

    def run(self) -> dict[str, int]:
        """Seal anew all rows that need it; returns counts by table.column."""
        done = {}
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, EncryptedText):
                    done[f"{table.name}.{column.name}"] = self._column(table, column, column.type.purpose)
        done["identities.lookup"] = self._lookups()
        return done

    def _column(self, table: Table, column: Column[str], purpose: Purpose) -> int:
        """One column, batch by batch: what the newest key wrote stays, the rest is read and written with it.

        The rows of a batch are locked meanwhile, so that no change of somebody else is overwritten with older words.
        """
        key = next(iter(table.primary_key.columns))
        change = update(table).where(key == bindparam("_key")).values({column.name: bindparam("_value")})
        total, last = 0, ""
        while True:
            with self._database.transaction() as session:
                sealed = select(key, type_coerce(column, LargeBinary)).where(key > last, column.is_not(None))
                rows = session.execute(sealed.order_by(key).limit(self._batch).with_for_update()).all()
                stale = [(k, bytes(v)) for k, v in rows if not self._keyring.is_current(purpose, bytes(v))]
                values = [{"_key": k, "_value": self._opened(purpose, v)} for k, v in stale]
                if values:
                    session.connection().execute(change, values)
            total += len(stale)
            if not rows:
                return total
            last = rows[-1][0]

    def _opened(self, purpose: Purpose, sealed: bytes) -> str:
        return self._keyring.open(purpose, sealed).decode("utf-8", "surrogatepass")

    def _lookups(self) -> int:
        """The keyed hashes of accounts are made anew with the newest key."""
        total, last = 0, ""
        while True:
            with self._database.transaction() as session:
                wanted = select(IdentityRow).where(IdentityRow.resident_id > last).order_by(IdentityRow.resident_id)
                rows = session.scalars(wanted.limit(self._batch).with_for_update()).all()
                for row in rows:
                    row.lookup = self._keyring.fingerprint(f"{row.channel}:{row.account}")
            if not rows:
                return total
            total += len(rows)
            last = rows[-1].resident_id
