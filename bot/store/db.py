"""The database: one engine a process, and the one place that owns a transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker

from bot.store.crypto import Keyring

_SQLITE_BUSY_MS = 15_000
_TRUSTED = 1.0
"""Seconds after its last use in which a connection is taken to be alive."""


class Database:
    """An engine with a key ring; `transaction()` is the only way to a session."""

    def __init__(self, url: str, keyring: Keyring, *, pool_size: int = 5) -> None:
        self.engine = _make_engine(url, pool_size)
        self.engine.dialect.tsunagu_keyring = keyring  # type: ignore[attr-defined]
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._readers = sessionmaker(_for_reading(self.engine), expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction: commits at the end, rolls back on any error, then runs what waits for the commit."""
        with self._sessions() as session:
            with session.begin():
                yield session
            for action in session.info.pop("after_commit", []):
                action()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A snapshot to read from; on SQLite it does not wait for a writer. Nothing is kept of what it changes."""
        with self._readers() as session:
            yield session

    def dispose(self) -> None:
        """Close all connections (before a fork, at the end of a process)."""
        self.engine.dispose()


def on_commit(session: Session, action: Callable[[], None]) -> None:
    """Run an action once this session's transaction has been committed; never if it rolls back."""
    session.info.setdefault("after_commit", []).append(action)


def _make_engine(url: str, pool_size: int) -> Engine:
    """Errors of the engine tell the statement and never its values (R10)."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": _SQLITE_BUSY_MS / 1000}, hide_parameters=True)
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_immediate)
        return engine
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=pool_size,
        max_overflow=pool_size,
        connect_args={"options": "-c lock_timeout=10s -c statement_timeout=60s", "connect_timeout": 5},
        hide_parameters=True,
    )
    event.listen(engine, "checkout", partial(_check_when_rested, engine.dialect))
    event.listen(engine, "checkin", _note_rest)
    return engine


def _for_reading(engine: Engine) -> Engine:
    """For looks without a transaction: on PostgreSQL each statement sees what is committed, as within one
    (READ COMMITTED), and two round trips a look are saved."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(tsunagu_reading=True, isolation_level="AUTOCOMMIT")
    return engine.execution_options(tsunagu_reading=True)


def _check_when_rested(dialect: Dialect, connection: Any, record: Any, _proxy: Any) -> None:
    """Ask a connection that has rested for a sign of life; asking each time would be a sixth of a turn's round trips.

    A dead one is replaced by the pool. One that dies within the second fails its turn, which is then done again.
    """
    if time.monotonic() - record.info.get("used", 0.0) < _TRUSTED:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError("the connection does not answer") from error


def _note_rest(_connection: Any, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _configure_sqlite(connection: Any, _record: Any) -> None:
    """WAL for readers beside a writer; secure_delete so that erased text leaves the pages (issue: life cycle)."""
    connection.isolation_level = None  # we begin transactions ourselves, see below
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={_SQLITE_BUSY_MS}")


def _begin_immediate(connection: Any) -> None:
    """Take SQLite's write lock at once: a read that later writes would fail without waiting."""
    reading = connection.get_execution_options().get("tsunagu_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
