"""The worker process: reads the mailbox, sends the outbox, runs the periodic table. Here the models are loaded."""

from __future__ import annotations

import os
import secrets
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from bot.base.clock import Clock, JumpWatch, system_clock
from bot.base.logs import Log
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.clients import HttpLine
from bot.conversation.courtesy import Courtesy
from bot.conversation.engine import Engine
from bot.conversation.gathering import Gathering
from bot.entry.brain import Brain, Surroundings, engine_parts
from bot.entry.library import shelves_of
from bot.entry.living import Living
from bot.entry.loops import Loops
from bot.entry.metrics import Place, Watched, serve_watched
from bot.entry.prefork import Group
from bot.entry.progress import busy
from bot.entry.pulse import Pulse
from bot.entry.readiness import Freshness, database_check, mailbox_check
from bot.entry.rereading import Rereading, handbook_files
from bot.entry.secrets import worker_ring
from bot.entry.slim import slim
from bot.entry.stores import make_database, make_mailbox, session_stores
from bot.jobs.alarms import AlarmParts, Alarms, Notify, by_mail, by_webhook
from bot.jobs.assigning import Assigning
from bot.jobs.delivery import Delivery, DeliveryParts
from bot.jobs.desk_reminders import DeskReminders
from bot.jobs.events import Attentive, EventWorker
from bot.jobs.gauges import Gauges
from bot.jobs.letters import OwnLetters
from bot.jobs.pacing import Paced, Turns
from bot.jobs.presence import Presence
from bot.jobs.reminders import Reminders
from bot.jobs.retention import Periods, Retention
from bot.jobs.schedule import Job, Schedule
from bot.outbox import LEASE
from bot.store.db import Database
from bot.store.mailbox import Receipt

_SENDS = 8
"""Calls to LINE at the same time from one worker."""
log = Log(__name__)


@dataclass(frozen=True)
class Worker:
    """Four loops: letters, sends, urgent sends, and what is periodic."""

    events: EventWorker
    delivery: Delivery
    schedule: Schedule
    watched: Watched
    """What a supervisor may ask of it."""
    close: Callable[[], None]
    """Gives connections back at the end."""
    pulse: Pulse = field(default_factory=Pulse)

    def run(self, stop: threading.Event) -> None:
        """Run until `stop` is set; every step in progress is finished first."""
        turning = Loops(stop, self.pulse)
        loops = [
            turning.letters(self.events.run_once),
            turning.sends(lambda rung: self.delivery.run_once(sure=rung)),
            turning.danger(self.delivery.run_urgent),
            threading.Thread(target=self.schedule.run_until, args=(stop,), name="schedule"),
        ]
        for loop in loops:
            loop.start()
        for loop in loops:
            loop.join()
        self.close()


def build_worker(
    settings: Settings, brain: Brain, clock: Clock = system_clock, metrics: Metrics | None = None
) -> Worker:
    """Put a worker together from settings and loaded models."""
    keyring, metrics = worker_ring(settings), metrics or Metrics()
    database, mailbox = make_database(settings, keyring), make_mailbox(settings)
    line = HttpLine(settings.line_channel_access_token, settings.line_api_base)
    talks = session_stores(settings, mailbox, clock)
    around = Surroundings(database, keyring, talks, line, clock, metrics, mailbox.forget_set_aside)
    parts = engine_parts(brain, around)
    letters = OwnLetters(mailbox, keyring, clock)
    ways, higher = alarm_channels(settings), higher_channels(settings)
    alarms = Alarms(AlarmParts(database, clock, ways, settings.console_url, higher))
    pulse = Pulse()
    retention = Retention(database, mailbox, clock, Periods.of(settings), metrics)
    jobs = [
        Job("watch", timedelta(seconds=1), mailbox.watch),
        Job("alarms", timedelta(seconds=2), alarms.run_once),
        Job("reminders", timedelta(seconds=20), Reminders(database, keyring, clock, letters).run_once),
        Job("desk_reminders", timedelta(minutes=5), DeskReminders(database, clock).run_once),
        Job("assigning", timedelta(seconds=10), Assigning(database, clock, settings.assign).run_once),
        Job("gauges", timedelta(seconds=10), Gauges(database, mailbox, clock, metrics).run_once),
        Job("retention", timedelta(minutes=10), retention.run_once),
        Job("freshness", timedelta(hours=1), Freshness(brain.hotlines, brain.catalogue, clock, metrics).run_once),
        Job("catalogue", timedelta(seconds=5), Living(parts, brain, shelves_of(settings)).run_once),
        Job("triage", timedelta(seconds=5), Rereading(brain.triage, partial(handbook_files, settings)).run_once),
        Job("pulse", timedelta(seconds=1), lambda: pulse.beat("schedule")),
    ]
    engine = Engine(parts)
    gathering = Gathering(engine, parts, timedelta(seconds=settings.fragment_seconds))
    presence = Presence(line, Courtesy(engine, parts))
    events = EventWorker(mailbox, _timed(engine.process, clock, metrics), _name(), clock, metrics)
    return Worker(
        events.with_manner(Paced(Attentive(gathering, presence), mailbox, presence.paced, clock, Turns())),
        _delivery(around, letters),
        Schedule(jobs, clock),
        Watched(metrics, _pulses(pulse), {**database_check(database), **mailbox_check(mailbox)}),
        lambda: _close(presence, database),
        pulse,
    )


def _name() -> str:
    return f"{os.getpid()}-{secrets.token_hex(4)}"


def _close(presence: Presence, database: Database) -> None:
    presence.close()
    database.dispose()


def _delivery(around: Surroundings, letters: OwnLetters) -> Delivery:
    told, watch = letters.answered, _watch(around.clock)
    parts = (around.database, around.keyring, around.clock, around.line, around.metrics)
    return Delivery(DeliveryParts(*parts, told, at_once=_SENDS, watch=watch))


def _watch(clock: Clock) -> JumpWatch | None:
    """Watch the machine's clock for jumps; one that is moved by hand (drills, replays) only ever jumps."""
    watch = JumpWatch(LEASE)
    watch.jumped(clock())
    return watch if clock is system_clock else None


def _timed(process: Callable[[Receipt], None], clock: Clock, metrics: Metrics) -> Callable[[Receipt], None]:
    """Note how long a letter had waited since it was written, clocks of LINE and of us compared."""

    def timed(receipt: Receipt) -> None:
        metrics.waited.observe(max((clock() - receipt.letter.occurred_at).total_seconds(), 0.0))
        process(receipt)

    return timed


def _pulses(pulse: Pulse) -> dict[str, Callable[[], str]]:
    return {name: partial(pulse.missing, name) for name in ("events", "delivery", "danger", "schedule")}


def start_worker(settings: Settings, place: Place, workers: int = 1) -> None:
    """Load the models, then work until told to stop: in this process, or in `workers` that share the models."""
    brain = Brain(settings)
    with busy("ことばのモデルを読み込んでいます…"):
        brain.load()
    slim()

    def work() -> None:
        worker = build_worker(settings, brain)
        if place.port:  # opens only now: it tells that the worker is ready
            serve_watched(worker.watched, replace(place, span=workers))
        log.info("worker.ready", process=os.getpid())
        run_worker(worker)

    work() if workers == 1 else Group(workers, work).run()


def alarm_channels(settings: Settings) -> list[Notify]:
    """Mail and webhook, as far as they are set; the console's banner needs none."""
    channels = _mail(settings, settings.alert_emails)
    if settings.alert_webhook:
        channels.append(by_webhook(settings.alert_webhook))
    return channels


def higher_channels(settings: Settings) -> list[Notify]:
    """Whom an alarm reaches that nobody has taken for five minutes."""
    return _mail(settings, settings.alert_escalation_emails)


def _mail(settings: Settings, addresses: str) -> list[Notify]:
    recipients = [address.strip() for address in addresses.split(",") if address.strip()]
    return [by_mail(settings.smtp_url, recipients)] if settings.smtp_url and recipients else []


def run_worker(worker: Worker) -> None:
    """Run in this process until SIGTERM or SIGINT."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    worker.run(stop)
