"""The mailbox in one SQLite file (the embedded default), by the standard library alone."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store.mailbox.types import Letter, MailboxFull, Receipt

LEASE = timedelta(seconds=60)
_BUSY_SECONDS = 15.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS mailbox_letters (
    event_id TEXT PRIMARY KEY, lane TEXT NOT NULL, body BLOB, occurred_at REAL NOT NULL, put_at REAL NOT NULL,
    urgent INTEGER NOT NULL, ready_at REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting', reason TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS ix_mailbox_letters_waiting ON mailbox_letters (state, urgent, put_at);
CREATE INDEX IF NOT EXISTS ix_mailbox_letters_lane ON mailbox_letters (lane, state);
CREATE TABLE IF NOT EXISTS mailbox_lanes (
    lane TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL, fence INTEGER NOT NULL);
"""
# A lane's next letter is its earliest event; a lane that waits for a retry or is held by somebody is passed over.
_NEXT = """
SELECT l.event_id, l.lane, l.body, l.occurred_at, l.urgent, l.attempts FROM mailbox_letters AS l
WHERE l.state = 'waiting' AND l.ready_at <= :now
  AND NOT EXISTS (SELECT 1 FROM mailbox_lanes AS h WHERE h.lane = l.lane AND h.until > :now)
  AND NOT EXISTS (SELECT 1 FROM mailbox_letters AS e WHERE e.lane = l.lane AND e.state = 'waiting'
                  AND (e.occurred_at, e.event_id) < (l.occurred_at, l.event_id))
ORDER BY (SELECT MAX(u.urgent) FROM mailbox_letters AS u WHERE u.lane = l.lane AND u.state = 'waiting') DESC, l.put_at
LIMIT 1
"""


class SqliteMailbox:
    """Letters in a table; leases in another; every step one immediate transaction."""

    def __init__(self, path: Path, limit: int = 20_000) -> None:
        self._path = path
        self._limit = limit
        self._local = threading.local()
        with self._transaction() as db:
            for statement in SCHEMA.split(";"):
                db.execute(statement)

    def put(self, letters: list[Letter], now: datetime) -> int:
        """See Mailbox.put."""
        with self._transaction() as db:
            if self._count(db) + len(letters) > self._limit:
                raise MailboxFull("受信箱がいっぱいです。しばらくして再送されます。")
            before = db.total_changes
            db.executemany(
                "INSERT OR IGNORE INTO mailbox_letters (event_id, lane, body, occurred_at, put_at, urgent, ready_at)"
                " VALUES (?, ?, ?, ?, ?, ?, 0)",
                [(x.event_id, x.lane, x.body, x.occurred_at.timestamp(), now.timestamp(), x.urgent) for x in letters],
            )
            return db.total_changes - before

    def take(self, worker: str, now: datetime) -> Receipt | None:
        """See Mailbox.take."""
        if not self._anything(now):
            return None
        with self._transaction() as db:
            found = db.execute(_NEXT, {"now": now.timestamp()}).fetchone()
            if found is None:
                return None
            fence = self._hold(db, found[1], worker, now)
            db.execute("UPDATE mailbox_letters SET attempts = attempts + 1 WHERE event_id = ?", (found[0],))
            return Receipt(_letter(found), fence, found[5] + 1)

    def done(self, receipt: Receipt, worker: str) -> bool:
        """See Mailbox.done. The row stays without its body: a redelivery of it is known."""
        with self._transaction() as db:
            held = self._release(db, receipt, worker)
            if held:
                self._close(db, receipt, "done", "")
            return held

    def retry(self, receipt: Receipt, worker: str, at: datetime) -> None:
        """See Mailbox.retry."""
        with self._transaction() as db:
            if self._release(db, receipt, worker):
                wanted = (at.timestamp(), receipt.letter.event_id)
                db.execute("UPDATE mailbox_letters SET ready_at = ? WHERE event_id = ?", wanted)

    def bury(self, receipt: Receipt, worker: str, reason: str) -> None:
        """See Mailbox.bury."""
        with self._transaction() as db:
            if self._release(db, receipt, worker):
                self._close(db, receipt, "buried", reason)

    def depth(self) -> int:
        """See Mailbox.depth."""
        return self._count(self._connection())

    def oldest(self) -> datetime | None:
        """See Mailbox.oldest."""
        query = "SELECT MIN(put_at) FROM mailbox_letters WHERE state = 'waiting'"
        found = self._connection().execute(query).fetchone()[0]
        return None if found is None else datetime.fromtimestamp(found, UTC)

    def buried(self) -> list[tuple[str, str]]:
        """See Mailbox.buried."""
        query = "SELECT event_id, reason FROM mailbox_letters WHERE state = 'buried' ORDER BY put_at"
        return [(event_id, reason) for event_id, reason in self._connection().execute(query)]

    def forget_lane(self, lane: str) -> int:
        """See Mailbox.forget_lane. Ids stay, so that a redelivery does not bring the words back."""
        with self._transaction() as db:
            changed = db.execute(
                "UPDATE mailbox_letters SET state = 'done', body = NULL WHERE lane = ? AND state != 'done'", (lane,)
            )
            return changed.rowcount

    def purge(self, before: datetime) -> int:
        """See Mailbox.purge."""
        with self._transaction() as db:
            db.execute("DELETE FROM mailbox_lanes WHERE until < ?", (before.timestamp(),))
            gone = db.execute(
                "DELETE FROM mailbox_letters WHERE state != 'waiting' AND put_at < ?", (before.timestamp(),)
            )
            return gone.rowcount

    def _hold(self, db: sqlite3.Connection, lane: str, worker: str, now: datetime) -> int:
        """The fence starts from the clock, so that it rises even after old lanes were purged."""
        row = db.execute(
            "INSERT INTO mailbox_lanes (lane, holder, until, fence) VALUES (?, ?, ?, ?) ON CONFLICT (lane) DO UPDATE"
            " SET holder = excluded.holder, until = excluded.until, fence = MAX(fence + 1, excluded.fence)"
            " RETURNING fence",
            (lane, worker, (now + LEASE).timestamp(), int(now.timestamp() * 1000)),
        ).fetchone()
        return int(row[0])

    def _release(self, db: sqlite3.Connection, receipt: Receipt, worker: str) -> bool:
        changed = db.execute(
            "UPDATE mailbox_lanes SET until = 0 WHERE lane = ? AND holder = ? AND fence = ?",
            (receipt.letter.lane, worker, receipt.fence),
        )
        return changed.rowcount == 1

    def _close(self, db: sqlite3.Connection, receipt: Receipt, state: str, reason: str) -> None:
        db.execute(
            "UPDATE mailbox_letters SET state = ?, reason = ?, body = NULL WHERE event_id = ?",
            (state, reason, receipt.letter.event_id),
        )

    def _count(self, db: sqlite3.Connection) -> int:
        return int(db.execute("SELECT COUNT(*) FROM mailbox_letters WHERE state = 'waiting'").fetchone()[0])

    def _anything(self, now: datetime) -> bool:
        """A cheap look without the write lock, so that idle workers disturb nobody."""
        query = "SELECT 1 FROM mailbox_letters WHERE state = 'waiting' AND ready_at <= ? LIMIT 1"
        return self._connection().execute(query, (now.timestamp(),)).fetchone() is not None

    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
            self._local.connection = connection
        return connection

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        db = self._connection()
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None


def _letter(row: tuple[str, str, bytes, float, int, int]) -> Letter:
    return Letter(row[0], row[1], bytes(row[2]), datetime.fromtimestamp(row[3], UTC), bool(row[4]))
