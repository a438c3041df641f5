"""支援会議 and 重層的支援会議 on a case (社会福祉法106条の6; R55, R57)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class MeetingRow(Base):
    """One meeting about one case. `kind` is support (支援会議) or plan (重層的支援会議, needs consent)."""

    __tablename__ = "meetings"
    __table_args__ = (Index("ix_meetings_held", "held_at"),)

    meeting_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.ticket_id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    held_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attendees: Mapped[str] = mapped_column(EncryptedText, default="")
    decided: Mapped[str] = mapped_column(EncryptedText, default="")
    plan: Mapped[str] = mapped_column(String(12), default="")
    """made, changed, ended, or empty: what the meeting did to the plan."""
    staff_id: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
