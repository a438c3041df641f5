"""Carrying all rows of one database into another: as they are (sealed values stay sealed), all of them or none.

Counts and checksums of both sides are compared before the target commits; the source is locked against writers for as
long, so that a process somebody forgot to stop gets "unavailable" instead of a row that stays behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.base.errors import Conflict, InvalidInput

_BATCH = 500


@dataclass(frozen=True)
class Carried:
    """One table that has arrived: how many rows, and the checksum that both sides have."""

    table: str
    rows: int
    checksum: str


class Carry:
    """Copies tables from one open transaction into another."""

    def __init__(self, source: Connection, target: Connection, metadata: MetaData) -> None:
        self._source = source
        self._target = target
        self._tables = [_raw(table) for table in metadata.sorted_tables]

    def run(self) -> list[Carried]:
        """Copy and compare every table, parents first; raises InvalidInput (target not empty, a value that does not
        fit) and Conflict (the two sides differ)."""
        self._refuse_what_is_there()
        return [self._table(table) for table in self._tables]

    def _refuse_what_is_there(self) -> None:
        for table in self._tables:
            if self._target.execute(select(table).limit(1)).first() is not None:
                raise InvalidInput(f"移す先の表「{table.name}」に行があります。空のデータベースを指定してください。")

    def _table(self, table: Table) -> Carried:
        sent = _Sum()
        for rows in _batches(self._source, table):
            for row in rows:
                sent.add(row)
            self._insert(table, [dict(zip(table.columns.keys(), row, strict=True)) for row in rows])
        arrived = _Sum()
        for rows in _batches(self._target, table):
            for row in rows:
                arrived.add(row)
        if (sent.count, sent.value) != (arrived.count, arrived.value):
            raise Conflict(f"表「{table.name}」が同じになりませんでした({sent.count}行と{arrived.count}行)。")
        self._set_sequence(table)
        return Carried(table.name, sent.count, arrived.value)

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        try:
            self._target.execute(insert(table), rows)
        except DBAPIError as error:
            told = f"表「{table.name}」の行が移す先に入りません({type(error.orig).__name__})。何も移していません。"
            raise InvalidInput(told) from None

    def _set_sequence(self, table: Table) -> None:
        """A number that the database itself counts goes on after the highest one that was carried."""
        if self._target.dialect.name != "postgresql":
            return
        for column in table.primary_key.columns:
            if isinstance(column.type, Integer) and len(table.primary_key.columns) == 1:
                highest = self._target.scalar(select(func.max(column))) or 0
                command = text("SELECT setval(pg_get_serial_sequence(:table, :column), :next, false)")
                self._target.execute(command, {"table": table.name, "column": column.name, "next": highest + 1})


class _Sum:
    """A checksum that does not depend on the order of rows: databases sort text in their own ways."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = 0

    def add(self, row: Sequence[Any]) -> None:
        told = "\x1f".join(_told(value) for value in row).encode("utf-8", "surrogatepass")
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(told).digest())) % 2**256
        self.count += 1

    @property
    def value(self) -> str:
        return f"{self._sum:064x}"


def _told(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return "b" + bytes(value).hex()
    if isinstance(value, datetime):
        return "t" + value.isoformat()
    return f"{type(value).__name__}:{value}"


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    wanted = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(wanted, execution_options={"yield_per": _BATCH})
    for rows in found.partitions():
        yield [tuple(row) for row in rows]


def _raw(table: Table) -> Table:
    """The same table without our own types: what rests sealed is read and written sealed."""
    columns = [Column(column.name, _plain(column.type), primary_key=column.primary_key) for column in table.columns]
    return Table(table.name, MetaData(), *columns)


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind
