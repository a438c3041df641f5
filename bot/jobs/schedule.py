"""The only periodic table: what runs how often in a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from sqlalchemy.exc import DBAPIError

from bot.base.clock import Clock
from bot.base.errors import Unavailable
from bot.base.logs import Log, begin

log = Log(__name__)


@dataclass
class Job:
    """A body that is safe to run twice and at once in several workers, and how long to wait between runs."""

    name: str
    every: timedelta
    run: Callable[[], object]
    due: datetime | None = None


class Schedule:
    """Runs what is due, one after another, until told to stop."""

    def __init__(self, jobs: list[Job], clock: Clock) -> None:
        self._jobs = jobs
        self._clock = clock

    def run_due(self) -> None:
        """Run every job whose moment has come; a store that is away postpones the job, nothing else."""
        for job in self._jobs:
            now = self._clock()
            if job.due is None or job.due <= now or job.due > now + job.every:  # the last: the clock was set back
                job.due = now + job.every
                self._run(job)

    def run_until(self, stop: Event, pause: float = 0.2) -> None:
        """Loop until `stop` is set; `pause` in seconds."""
        while not stop.wait(pause):
            self.run_due()

    def _run(self, job: Job) -> None:
        begin()
        try:
            job.run()
        except (Unavailable, DBAPIError) as error:
            log.warning("job.postponed", job=job.name, error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - one job that fails must not silence the alarms beside it
            log.error("job.failed", trace=True, job=job.name, error=type(error).__name__)
