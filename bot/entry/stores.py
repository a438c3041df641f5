"""Database, mailbox and sessions, chosen by URL; the same code path on SQLite and on PostgreSQL with Redis."""

from __future__ import annotations

from collections.abc import Callable

import redis
from sqlalchemy.orm import Session

from bot.base.clock import Clock, system_clock
from bot.base.settings import Settings
from bot.store.crypto import Keyring
from bot.store.db import Database
from bot.store.mailbox import Mailbox
from bot.store.mailbox.redis import RedisMailbox
from bot.store.mailbox.sqlite import SqliteMailbox
from bot.store.sessions import SessionStore
from bot.store.sessions.redis import RedisSessions
from bot.store.sessions.table import TableSessions

_REDIS_TIMEOUT = 5.0


def make_database(settings: Settings, keyring: Keyring) -> Database:
    """The database; the folder of an SQLite file is made when it is missing."""
    if settings.database.startswith("sqlite"):
        settings.sqlite_path.parent.mkdir(parents=True, exist_ok=True)
    return Database(settings.database, keyring)


def make_mailbox(settings: Settings) -> Mailbox:
    """The mailbox on Redis when its URL is set, else in the SQLite file."""
    if settings.redis_url:
        return RedisMailbox(make_redis(settings), settings.mailbox_limit)
    settings.sqlite_path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteMailbox(settings.sqlite_path, settings.mailbox_limit)


def session_stores(
    settings: Settings, mailbox: Mailbox | None = None, clock: Clock = system_clock
) -> Callable[[Session], SessionStore]:
    """Where a turn finds its session: Redis, or a table of the turn's own transaction.

    The mailbox is the first to notice when Redis has lost its memory; the sessions are then put back as well.
    """
    if settings.redis_url:
        store = RedisSessions(make_redis(settings), clock)
        if isinstance(mailbox, RedisMailbox):
            mailbox.when_lost(store.put_back)
            store.check_with(mailbox.ask)
        return lambda session: store
    return TableSessions


def make_redis(settings: Settings) -> redis.Redis:
    """A client with time-outs; retries are ours to decide."""
    return redis.Redis.from_url(
        settings.redis_url, socket_timeout=_REDIS_TIMEOUT, socket_connect_timeout=_REDIS_TIMEOUT
    )
