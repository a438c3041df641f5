"""Numbers that an operator watches: how much waits, how long, and what nobody has taken."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.base.clock import Clock
from bot.base.metrics import Metrics
from bot.store.db import Database
from bot.store.mailbox import Mailbox
from bot.store.models import AlertRow, OutboxRow


class Gauges:
    """Reads counts and sets the gauges."""

    def __init__(self, database: Database, mailbox: Mailbox, clock: Clock, metrics: Metrics) -> None:
        self._database = database
        self._mailbox = mailbox
        self._clock = clock
        self._metrics = metrics

    def run_once(self) -> None:
        """Set all gauges once."""
        oldest = self._mailbox.oldest()
        self._metrics.mailbox_depth.set(self._mailbox.depth())
        self._metrics.mailbox_age.set((self._clock() - oldest).total_seconds() if oldest else 0)
        self._metrics.buried.set(len(self._mailbox.buried()))
        with self._database.reading() as session:
            open_alerts = select(func.count()).select_from(AlertRow).where(AlertRow.taken_at.is_(None))
            failed = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == "failed")
            self._metrics.unclaimed.set(session.scalar(open_alerts) or 0)
            self._metrics.undelivered.set(session.scalar(failed) or 0)
