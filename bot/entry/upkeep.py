"""Upkeep on the stores: purge and key rotation."""

from __future__ import annotations

from bot.audit import AuditLog, Tag
from bot.base.clock import system_clock
from bot.base.settings import Settings
from bot.entry.secrets import worker_ring
from bot.entry.stores import make_database, make_mailbox
from bot.jobs.retention import Periods, Retention
from bot.store.rotation import Rotation


def purge_now(settings: Settings) -> int:
    """Rounds of retention until nothing is left that is over; returns how many rows went."""
    database = make_database(settings, worker_ring(settings))
    retention = Retention(database, make_mailbox(settings), system_clock, Periods.of(settings))
    total = 0
    while gone := retention.run_once():
        total += gone
        if not any(retention.backlog().values()):
            break
    return total


def rotate(settings: Settings, batch: int) -> dict[str, int]:
    """Seal every value anew that an older key sealed; returns rows by table."""
    ring = worker_ring(settings)
    database = make_database(settings, ring)
    done = Rotation(database, ring, batch).run()
    with database.transaction() as session:
        detail = " ".join(f"{table}={count}" for table, count in done.items())
        AuditLog(session, system_clock).write(Tag.KEYS_ROTATED, actor="system", detail=detail)
    return done
