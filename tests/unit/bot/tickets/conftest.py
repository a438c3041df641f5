"""A ticket service on a fresh database, with two colleagues and noise that must not match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.audit import AuditLog
from bot.base.clock import SteppedClock
from bot.outbox import Outbox
from bot.staff.permissions import actions_of
from bot.store.crypto import Keyring, Purpose
from bot.store.db import Database
from bot.store.models import Base, StaffRow
from bot.tickets import Actor, Draft, DraftItem, TicketService


@dataclass
class Desk:
    """Everything a test of tickets needs."""

    session: Session
    clock: SteppedClock
    outbox: Outbox
    audit: AuditLog
    tickets: TicketService

    def actor(
        self, name: str, role: str = "coordinator", areas: tuple[str, ...] = ("a1",), *, duty: bool = False
    ) -> Actor:
        """Somebody of 文京区 with an account."""
        if self.session.get(StaffRow, name) is None:
            self.session.add(
                StaffRow(
                    staff_id=name,
                    login=name,
                    display_name=name,
                    roles=[role],
                    municipality="文京区",
                    areas=list(areas),
                    created_at=self.clock(),
                    on_duty=duty,
                )
            )
            self.session.flush()
        may = actions_of([role])
        return Actor(name, name, "文京区", frozenset(areas), "read_whole" in may, duty, may)


def draft(**changes: object) -> Draft:
    """A draft with two items made from three messages."""
    values: dict[str, object] = {
        "resident_id": "res-1", "channel": "line", "municipality": "文京区", "area_id": "a1",
        "topics": ("elder_care", "livelihood"), "hardest": "elder_care", "summary": "介護とお金の心配",
        "notice_version": "3",
        "items": (
            DraftItem("words", "話してくれたこと", "母の介護で仕事をやめそう", ("elder_care",), ("src-1", "src-2")),
            DraftItem("answer", "お金のこと", "今月は足りそう", ("livelihood",), ("src-3",)),
        ),
    }  # fmt: skip
    return Draft(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database that holds the key for text alone, as the console does."""
    database = Database(f"sqlite:///{tmp_path}/t.db", Keyring({Purpose.TEXT: [b"k" * 32]}))
    Base.metadata.create_all(database.engine)
    yield database
    database.dispose()


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """One open transaction with the services on it, and somebody else's case as noise."""
    clock = SteppedClock(datetime(2026, 11, 16, 1, 0, tzinfo=UTC))
    with database.transaction() as session:
        outbox, audit = Outbox(session, clock), AuditLog(session, clock)
        made = Desk(session, clock, outbox, audit, TicketService(session, clock, outbox, audit))
        made.tickets.open(
            draft(resident_id="noise", area_id="a9", items=(DraftItem("words", "x", "よその話", (), ("src-9",)),))
        )
        yield made


@pytest.fixture
def make_draft() -> object:
    """The draft builder."""
    return draft
