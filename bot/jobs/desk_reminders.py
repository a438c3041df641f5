"""Reminding the desk: cases left lying, steps due, answers that failed (R52, R53)."""

from __future__ import annotations

from bot.audit import AuditLog
from bot.base.clock import Clock
from bot.outbox import Outbox
from bot.store.db import Database
from bot.tickets.reminders import Reminders


class DeskReminders:
    """Leaves notices at the desk; running it twice leaves no second one."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def run_once(self) -> int:
        """One round; returns how many cases were looked at."""
        with self._database.transaction() as session:
            outbox, audit = Outbox(session, self._clock), AuditLog(session, self._clock)
            return Reminders(session, self._clock, outbox, audit).run()
