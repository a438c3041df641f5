"""Where a resident was connected to, and whether it took (つなぎ先)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class ReferralRow(Base):
    """One connection. `result` is proposed, connected, declined or unknown; `place_id` names a catalogue record."""

    __tablename__ = "referrals"
    __table_args__ = (Index("ix_referrals_made", "made_at"),)

    referral_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.ticket_id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[str] = mapped_column(String(32))
    place_id: Mapped[str] = mapped_column(String(80), default="")
    place: Mapped[str] = mapped_column(String(120))
    way: Mapped[str] = mapped_column(String(16), default="")
    result: Mapped[str] = mapped_column(String(12), default="proposed")
    note: Mapped[str] = mapped_column(EncryptedText, default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
