"""Tickets: pseudonymised cases (仮名化) in the queue of an area's team (R48-R55)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, JsonList, UtcDateTime


class TicketRow(Base):
    """One case. `resident_id` is a pseudonym; no column holds a name, an address or a LINE id.

    `version` rises with each change: two people on one case never overwrite each other.
    States: new, claimed, waiting (for the resident), paused, closed, withdrawn.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        Index("ix_tickets_queue", "municipality", "area_id", "state", "risk", "opened_at"),
        Index("ix_tickets_assignee", "assignee_id", "state"),
        Index("ix_tickets_state", "municipality", "state", "closed_at"),
        Index("ix_tickets_opened", "municipality", "opened_at"),
        Index("ix_tickets_area_opened", "municipality", "area_id", "opened_at"),
        Index("ix_tickets_closed", "municipality", "closed_at"),
        Index("ix_tickets_alike", "municipality", "area_id", "age_band", "language", "opened_at"),
        # all that counting asks of a case, so that the wide rows need not be read
        Index(
            "ix_tickets_counted", "ticket_id", "municipality", "area_id", "drill", "merged_into", "opened_at",
            "closed_at",
        ),
    )

    ticket_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_number: Mapped[str] = mapped_column(String(24), unique=True)
    resident_id: Mapped[str] = mapped_column(String(32), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    municipality: Mapped[str] = mapped_column(String(20))
    area_id: Mapped[str | None] = mapped_column(String(40))
    """None: the area is not known and the municipality's duty team answers (R52)."""
    state: Mapped[str] = mapped_column(String(12), default="new")
    risk: Mapped[int] = mapped_column(default=0)
    """0 none, 1 urgent, 2 emergency; lowered only by a person with a reason (R26)."""
    kinds: Mapped[list[str]] = mapped_column(JsonList, default=list)
    topics: Mapped[list[str]] = mapped_column(JsonList, default=list)
    hardest: Mapped[str] = mapped_column(String(24), default="")
    whose: Mapped[str] = mapped_column(String(16), default="")
    age_band: Mapped[str] = mapped_column(String(16), default="")
    language: Mapped[str] = mapped_column(String(8), default="ja")
    reach: Mapped[list[str]] = mapped_column(JsonList, default=list)
    summary: Mapped[str] = mapped_column(EncryptedText, default="")
    consent: Mapped[str] = mapped_column(String(12), default="given")
    """given, none (支援会議, 社会福祉法106条の6), withdrawn (R06)."""
    stage: Mapped[str] = mapped_column(String(16), default="contact")
    """contact (同意前の伴走), support_meeting, plan_meeting, plan, ended, stopped (R55)."""
    assignee_id: Mapped[str | None] = mapped_column(String(32))
    drill: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    awaiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when the resident waits for a person; None while it is the resident's turn."""
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    merged_into: Mapped[str | None] = mapped_column(String(32))
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_inbound_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(24), default="")
    purge_after: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
