"""One piece of work: a session of the database and the services on it. The only place where the console builds them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from flask import current_app, g
from sqlalchemy.orm import Session

from bot.audit import AuditLog
from bot.base.clock import Clock
from bot.base.errors import NotAllowed
from bot.catalogue import Edits
from bot.console.config import ConsoleConfig
from bot.outbox import Outbox
from bot.staff.accounts import Accounts
from bot.staff.limits import Throttle
from bot.staff.person import Person
from bot.staff.sessions import SessionStore
from bot.staff.sign_in import SignIn, SignInTools
from bot.store.db import Database
from bot.tickets import Actor, TicketService
from bot.tickets.alerts import Alerts
from bot.tickets.business_days import one_business_day_before
from bot.tickets.casefile import CaseReader
from bot.tickets.coverage import Coverage
from bot.tickets.deliveries import Deliveries
from bot.tickets.goals import Goals
from bot.tickets.merging import Merging
from bot.tickets.notices import Notices
from bot.tickets.queue import QueueReader
from bot.tickets.rarity import Rarities
from bot.tickets.reaching import Reaching
from bot.tickets.records import CaseRecords
from bot.tickets.similar import SimilarCases
from bot.tickets.switches import Switches

EXTENSION = "tsunagu"


def run_later(job: Callable[[], None]) -> None:
    """In a thread of its own."""
    threading.Thread(target=job, daemon=True).start()


@dataclass(frozen=True)
class Tools:
    """What the app was built with; kept in `app.extensions`."""

    config: ConsoleConfig
    database: Database
    clock: Clock
    later: Callable[[Callable[[], None]], None] = run_later
    """Does something after the page has been given out."""
    counting: dict[Coverage, threading.Event] = field(default_factory=dict)
    """Reports that are being counted, each with what tells that it is done."""
    one_count: threading.Lock = field(default_factory=threading.Lock)
    """Counts go one after the other, so that pages meanwhile are served as before."""


class Work:
    """The services on one session, each built when first asked for."""

    def __init__(self, session: Session, tools: Tools) -> None:
        self.session = session
        self.config = tools.config
        self.clock = tools.clock

    @cached_property
    def audit(self) -> AuditLog:
        """The log of acts."""
        return AuditLog(self.session, self.clock)

    @cached_property
    def tickets(self) -> TicketService:
        """Acts on cases."""
        return TicketService(self.session, self.clock, Outbox(self.session, self.clock), self.audit)

    @cached_property
    def records(self) -> CaseRecords:
        """What is written down about cases."""
        return CaseRecords(self.session, self.clock, Outbox(self.session, self.clock), self.audit)

    @cached_property
    def merging(self) -> Merging:
        """Bringing cases together."""
        return Merging(self.session, self.clock, Outbox(self.session, self.clock), self.audit)

    @cached_property
    def reaching(self) -> Reaching:
        """How residents want to be reached."""
        return Reaching(self.session, self.clock, Outbox(self.session, self.clock), self.audit)

    @cached_property
    def deliveries(self) -> Deliveries:
        """Answers that failed."""
        return Deliveries(self.session)

    @cached_property
    def similar(self) -> SimilarCases:
        """Past cases that resemble one."""
        return SimilarCases(self.session, self.config.encode)

    @cached_property
    def rarities(self) -> Rarities:
        """What may point at one person (R50)."""
        return Rarities(self.session, self.clock())

    @cached_property
    def queue(self) -> QueueReader:
        """Lists of cases."""
        return QueueReader(self.session, one_business_day_before(self.clock()))

    @cached_property
    def cases(self) -> CaseReader:
        """One case."""
        return CaseReader(self.session, self.clock())

    @cached_property
    def alerts(self) -> Alerts:
        """Alarms of danger."""
        return Alerts(self.session, self.clock, self.audit)

    @cached_property
    def notices(self) -> Notices:
        """What a person must be told."""
        return Notices(self.session, self.clock)

    @cached_property
    def switches(self) -> Switches:
        """The stop button."""
        return Switches(self.session, self.clock, self.audit)

    @cached_property
    def accounts(self) -> Accounts:
        """The accounts of the console."""
        return Accounts(self.session, self.clock, self.config.passwords, self.audit)

    @cached_property
    def goals(self) -> Goals:
        """The year's goals."""
        return Goals(self.session, self.clock, self.audit)

    @cached_property
    def edits(self) -> Edits:
        """Edits of the catalogue."""
        return Edits(self.session, self.clock, self.audit)

    @cached_property
    def sessions(self) -> SessionStore:
        """The console's sessions."""
        return SessionStore(self.session, self.clock, self.config.lifetimes)

    @cached_property
    def sign_in(self) -> SignIn:
        """The steps of signing in."""
        throttle = Throttle(self.session, self.clock, self.config.secret, self.config.limits)
        return SignIn(self.session, SignInTools(self.clock, self.config.passwords, throttle, self.audit))


def tools() -> Tools:
    """The tools of the running app."""
    found: Tools = current_app.extensions[EXTENSION]
    return found


@contextmanager
def reading() -> Iterator[Work]:
    """Work that changes nothing; on SQLite it waits for no writer."""
    with tools().database.reading() as session:
        yield Work(session, tools())


@contextmanager
def writing() -> Iterator[Work]:
    """Work in one transaction: all of it happens, or nothing."""
    with tools().database.transaction() as session:
        yield Work(session, tools())


def me() -> Person:
    """The signed-in person; the gate has put them there before any view runs."""
    person: Person | None = g.get("person")
    if person is None:
        raise NotAllowed("サインインしてください。")
    return person


def actor() -> Actor:
    """The signed-in person as the ticket service knows them."""
    person = me()
    return Actor(
        staff_id=person.staff_id,
        name=person.name,
        municipality=person.municipality,
        areas=frozenset(person.areas),
        whole=person.may("read_whole"),
        on_duty=person.on_duty and person.may("read_crises"),
        may=person.actions,
    )
