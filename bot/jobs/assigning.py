"""New cases are offered to a person of the team, by the setting."""

from __future__ import annotations

from bot.audit import AuditLog
from bot.base.clock import Clock
from bot.outbox import Outbox
from bot.staff.absences import away_on
from bot.store.db import Database
from bot.tickets.assigning import Assigner, Policy, today_of


class Assigning:
    """Offers cases; nothing to do while the setting says that people take cases themselves."""

    def __init__(self, database: Database, clock: Clock, policy: Policy) -> None:
        self._database, self._clock, self._policy = database, clock, policy

    def run_once(self) -> int:
        """One round; returns how many cases were offered."""
        if self._policy == "none":
            return 0
        with self._database.transaction() as session:
            away = away_on(session, today_of(self._clock()))
            outbox, audit = Outbox(session, self._clock), AuditLog(session, self._clock)
            return Assigner(session, self._clock, outbox, audit).run(self._policy, away)
