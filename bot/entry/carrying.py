"""From the embedded default to the production engines: rows, talks and waiting letters, all of them or none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, inspect, select, text

from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.entry.stores import make_redis
from bot.store import migrate
from bot.store.carry import Carried, Carry
from bot.store.crypto import Keyring
from bot.store.db import Database
from bot.store.mailbox import Letter
from bot.store.mailbox.redis import RedisMailbox
from bot.store.models import Base, SessionRow
from bot.store.sessions.redis import RedisSessions

_NO_LIMIT = 10**9
_LETTERS = """
SELECT event_id, lane, body, occurred_at, urgent, put_at FROM mailbox_letters
WHERE state IN ('waiting', 'buried') AND body IS NOT NULL ORDER BY put_at
"""


@dataclass(frozen=True)
class Moved:
    """What has arrived: tables, and what went to Redis."""

    tables: list[Carried]
    talks: int
    letters: int


def move(settings: Settings, source_url: str, target_url: str) -> Moved:
    """Carry everything from an SQLite file to an empty PostgreSQL (and the Redis of the settings).

    Raises InvalidInput when a side is not fit, or the target is not empty; then nothing was changed. Talks and letters
    go to Redis before the rows are committed: doing it again after a fault in between leaves no second copy.
    """
    path = _file(source_url)
    if not target_url.startswith("postgresql"):
        raise InvalidInput("--to は postgresql://… を指定してください(いま移せるのはSQLiteからPostgreSQLだけです)。")
    if not settings.redis_url:
        raise InvalidInput("TSUNAGU_REDIS_URL が空です。PostgreSQLで動かすには、受信箱と会話を置くRedisが要ります。")
    source, target = Database(f"sqlite:///{path}", Keyring({})), Database(target_url, Keyring({}))
    try:
        return _move(settings, source, target)
    finally:
        source.dispose()
        target.dispose()


def _move(settings: Settings, source: Database, target: Database) -> Moved:
    if not migrate.is_current(source.engine):
        raise InvalidInput("移す元が古い形です。先に、元の設定で `tsunagu migrate` を実行してください。")
    migrate.upgrade(target.engine)
    with source.transaction() as reading, target.transaction() as writing:
        tables = Carry(reading.connection(), writing.connection(), _lasting()).run()
        client = make_redis(settings)
        try:
            talks = _put_talks(RedisSessions(client), reading.connection())
            letters = _put_letters(RedisMailbox(client, _NO_LIMIT), reading.connection())
        finally:
            client.close()
    return Moved(tables, talks, letters)


def _lasting() -> MetaData:
    """Every table but that of the talks, which live in Redis beside PostgreSQL."""
    chosen = MetaData()
    for table in Base.metadata.sorted_tables:
        if table.name != "sessions":
            table.to_metadata(chosen)
    return chosen


def _put_talks(sessions: RedisSessions, connection: Connection) -> int:
    """With the lowest fence: whoever goes on with a talk writes over it."""
    rows = connection.execute(select(SessionRow.lane, SessionRow.sealed, SessionRow.until)).all()
    for lane, sealed, until in rows:
        sessions.put(lane, sealed, 0, until)
    return len(rows)


def _put_letters(mailbox: RedisMailbox, connection: Connection) -> int:
    """Letters that were set aside get a new chance; those that are there from an earlier try are passed over."""
    if not inspect(connection).has_table("mailbox_letters"):  # nobody ever wrote on this file
        return 0
    rows = connection.execute(text(_LETTERS)).all()
    for event_id, lane, body, occurred, urgent, put_at in rows:
        letter = Letter(event_id, lane, bytes(body), datetime.fromtimestamp(occurred, UTC), bool(urgent))
        mailbox.put([letter], datetime.fromtimestamp(put_at, UTC))
    return len(rows)


def _file(url: str) -> Path:
    """The file of `sqlite:path` or `sqlite:///path`; raises InvalidInput when there is no SQLite file."""
    if not url.startswith("sqlite:"):
        raise InvalidInput("--from は sqlite:///(ファイル) を指定してください。")
    path = Path(url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else url.removeprefix("sqlite:"))
    if not path.is_file():
        raise InvalidInput(f"移す元のファイルがありません: {path}")
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        raise InvalidInput(f"移す元がSQLiteのファイルではありません: {path}") from error
    return path
