"""What happened to a ticket, for its timeline and for telling a second person what changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class TicketEventRow(Base):
    """One change. `version` is the ticket's version after it; `code` holds ids, `note` a colleague's words."""

    __tablename__ = "ticket_events"
    __table_args__ = (Index("ix_ticket_events_ticket", "ticket_id", "at"),)

    event_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.ticket_id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(40))
    """A staff id, "resident" or "system"."""
    kind: Mapped[str] = mapped_column(String(24))
    code: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(EncryptedText, default="")
    version: Mapped[int] = mapped_column()
