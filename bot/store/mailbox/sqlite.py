"""The mailbox in one SQLite file (the embedded default), by the standard library alone."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.base.errors import Unavailable
from bot.store.mailbox.types import JUMP, LEASE, RESERVE, Letter, MailboxFull, Receipt

_BUSY_SECONDS = 15.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS mailbox_letters (
    event_id TEXT PRIMARY KEY, lane TEXT NOT NULL, body BLOB, occurred_at REAL NOT NULL, put_at REAL NOT NULL,
    urgent INTEGER NOT NULL, ready_at REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting', reason TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS ix_mailbox_letters_waiting ON mailbox_letters (state, urgent, put_at);
CREATE INDEX IF NOT EXISTS ix_mailbox_letters_put ON mailbox_letters (state, put_at);
CREATE INDEX IF NOT EXISTS ix_mailbox_letters_lane ON mailbox_letters (lane, state);
CREATE TABLE IF NOT EXISTS mailbox_lanes (
    lane TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL, fence INTEGER NOT NULL);
"""
# A lane's next letter is its earliest event; a lane that waits for a retry or is held by somebody is passed over. A
# wait or lease that ends implausibly late is one from before the clock was set back: it does not count.
_NEXT = """
SELECT l.event_id, l.lane, l.body, l.occurred_at, l.urgent, l.attempts FROM {source}
WHERE l.state = 'waiting' AND (l.ready_at <= :now OR l.ready_at > :odd)
  AND NOT EXISTS (SELECT 1 FROM mailbox_lanes AS h WHERE h.lane = l.lane AND h.until > :now AND h.until <= :odd)
  AND NOT EXISTS (SELECT 1 FROM mailbox_letters AS e WHERE e.lane = l.lane AND e.state = 'waiting'
                  AND (e.occurred_at, e.event_id) < (l.occurred_at, l.event_id))
ORDER BY l.put_at LIMIT 1
"""
# First a lane in which danger waits, then the oldest; two questions, so that a long backlog is never walked through
# (SQLite keeps the order of a CROSS JOIN).
_URGENT = _NEXT.format(
    source="(SELECT DISTINCT lane FROM mailbox_letters WHERE state = 'waiting' AND urgent = 1) AS u"
    " CROSS JOIN mailbox_letters AS l ON l.lane = u.lane"
)
_OLDEST = _NEXT.format(source="mailbox_letters AS l")
_END_PAUSE = """
UPDATE mailbox_letters SET ready_at = 0, reason = '' WHERE lane = ? AND state = 'waiting' AND reason = 'paused'
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
        limit = self._limit * (RESERVE if any(letter.urgent for letter in letters) else 1)
        with self._transaction() as db:
            if self._count(db) + len(letters) > limit:
                raise MailboxFull("受信箱がいっぱいです。しばらくして再送されます。")
            lanes = [(letter.lane,) for letter in letters]
            db.executemany(_END_PAUSE, lanes)
            before = db.total_changes
            db.executemany(
                "INSERT OR IGNORE INTO mailbox_letters (event_id, lane, body, occurred_at, put_at, urgent, ready_at)"
                " VALUES (?, ?, ?, ?, ?, ?, 0)",
                [(x.event_id, x.lane, x.body, x.occurred_at.timestamp(), now.timestamp(), x.urgent) for x in letters],
            )
            return db.total_changes - before

    def take(self, worker: str, now: datetime) -> Receipt | None:
        """See Mailbox.take."""
        moments = {"now": now.timestamp(), "odd": (now + LEASE + JUMP).timestamp()}
        if not self._anything(moments):
            return None
        with self._transaction() as db:
            found = db.execute(_URGENT, moments).fetchone() or db.execute(_OLDEST, moments).fetchone()
            if found is None:
                return None
            fence = self._hold(db, found[1], worker, now)
            change = "UPDATE mailbox_letters SET attempts = attempts + 1, reason = '' WHERE event_id = ?"
            db.execute(change, (found[0],))
            return Receipt(_letter(found), fence, found[5] + 1)

    def done(self, receipt: Receipt, worker: str) -> bool:
        """See Mailbox.done. The row stays without its body: a redelivery of it is known."""
        with self._transaction() as db:
            held = self._release(db, receipt, worker)
            if held:
                ids = [(letter.event_id,) for letter in (receipt.letter, *receipt.more)]
                db.executemany("UPDATE mailbox_letters SET state = 'done', body = NULL WHERE event_id = ?", ids)
            return held

    def following(self, receipt: Receipt, limit: int) -> list[Letter]:
        """See Mailbox.following."""
        query = (
            "SELECT event_id, lane, body, occurred_at, urgent FROM mailbox_letters WHERE lane = ? AND state = 'waiting'"
            " AND event_id != ? ORDER BY occurred_at, event_id LIMIT ?"
        )
        with self._reading() as db:
            return [_letter(row) for row in db.execute(query, (receipt.letter.lane, receipt.letter.event_id, limit))]

    def pause(self, receipt: Receipt, worker: str, at: datetime, known: int) -> None:
        """See Mailbox.pause."""
        change = (
            "UPDATE mailbox_letters SET ready_at = ?, reason = 'paused', attempts = MAX(attempts - 1, 0)"
            " WHERE event_id = ?"
        )
        count = "SELECT COUNT(*) FROM mailbox_letters WHERE lane = ? AND state = 'waiting'"
        with self._transaction() as db:
            if self._release(db, receipt, worker):
                more = db.execute(count, (receipt.letter.lane,)).fetchone()[0] > known
                db.execute(change, (0 if more else at.timestamp(), receipt.letter.event_id))

    def retry(self, receipt: Receipt, worker: str, at: datetime, *, blameless: bool = False) -> None:
        """See Mailbox.retry."""
        change = "UPDATE mailbox_letters SET ready_at = ?, attempts = MAX(attempts - ?, 0) WHERE event_id = ?"
        with self._transaction() as db:
            if self._release(db, receipt, worker):
                db.execute(change, (at.timestamp(), int(blameless), receipt.letter.event_id))

    def bury(self, receipt: Receipt, worker: str, reason: str) -> None:
        """See Mailbox.bury."""
        change = "UPDATE mailbox_letters SET state = 'buried', reason = ? WHERE event_id = ?"
        with self._transaction() as db:
            if self._release(db, receipt, worker):
                db.execute(change, (reason, receipt.letter.event_id))

    def revive(self, event_id: str, now: datetime) -> bool:
        """See Mailbox.revive."""
        change = (
            "UPDATE mailbox_letters SET state = 'waiting', reason = '', attempts = 0, ready_at = 0, put_at = ?"
            " WHERE event_id = ? AND state = 'buried' AND body IS NOT NULL"
        )
        with self._transaction() as db:
            return db.execute(change, (now.timestamp(), event_id)).rowcount == 1

    def depth(self) -> int:
        """See Mailbox.depth."""
        with self._reading() as db:
            return self._count(db)

    def oldest(self) -> datetime | None:
        """See Mailbox.oldest."""
        with self._reading() as db:
            found = db.execute("SELECT MIN(put_at) FROM mailbox_letters WHERE state = 'waiting'").fetchone()[0]
        return None if found is None else datetime.fromtimestamp(found, UTC)

    def buried(self) -> list[tuple[str, str]]:
        """See Mailbox.buried."""
        query = "SELECT event_id, reason FROM mailbox_letters WHERE state = 'buried' ORDER BY put_at"
        with self._reading() as db:
            return [(event_id, reason) for event_id, reason in db.execute(query)]

    def forget_set_aside(self, lane: str) -> int:
        """See Mailbox.forget_set_aside. Ids stay, so that a redelivery does not bring the words back."""
        with self._transaction() as db:
            changed = db.execute(
                "UPDATE mailbox_letters SET state = 'done', body = NULL WHERE lane = ? AND state = 'buried'", (lane,)
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

    def watch(self) -> None:
        """See Mailbox.watch: a file does not lose its memory by itself."""

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

    def _count(self, db: sqlite3.Connection) -> int:
        return int(db.execute("SELECT COUNT(*) FROM mailbox_letters WHERE state = 'waiting'").fetchone()[0])

    def _anything(self, moments: dict[str, float]) -> bool:
        """A cheap look without the write lock, so that idle workers disturb nobody."""
        wanted = (
            "SELECT 1 FROM mailbox_letters WHERE state = 'waiting' AND (ready_at <= :now OR ready_at > :odd) LIMIT 1"
        )
        with self._reading() as db:
            return db.execute(wanted, moments).fetchone() is not None

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
            self._local.connection = connection
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Turn SQLite's faults (disk full, lock, damaged file) into ours: the webhook answers 503, LINE redelivers."""
        try:
            yield self._connection()
        except sqlite3.Error as error:
            raise Unavailable("受信箱(SQLite)に書けません。ディスクの空きを確かめてください。") from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # a full disk may have rolled it back already
                    db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None


def _letter(row: tuple[Any, ...]) -> Letter:
    return Letter(row[0], row[1], bytes(row[2]), datetime.fromtimestamp(row[3], UTC), bool(row[4]))
