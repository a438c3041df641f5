"""Colleagues who work on a ticket together with its assignee (R60)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class TicketHelperRow(Base):
    """One colleague on one ticket; may read and answer it, also from another area."""

    __tablename__ = "ticket_helpers"
    __table_args__ = (Index("ix_ticket_helpers_staff", "staff_id"),)

    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.ticket_id", ondelete="CASCADE"), primary_key=True)
    staff_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[str] = mapped_column(String(32))
