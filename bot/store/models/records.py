"""A coordinator's records of what was done, why, and what changed (行動記録, R54)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class RecordRow(Base):
    """One act for a resident. `way` and `direction` are codes (`bot/tickets/codes.py`); the words rest encrypted."""

    __tablename__ = "records"
    __table_args__ = (
        Index("ix_records_ticket", "ticket_id", "acted_at"),
        Index("ix_records_acted", "acted_at"),
        Index("ix_records_next", "staff_id", "next_at"),
        Index(
            "ix_records_counted", "acted_at", "ticket_id", "outreach", "way", "direction", "met", "participation",
            "stage",
        ),
    )

    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.ticket_id", ondelete="CASCADE"))
    staff_id: Mapped[str] = mapped_column(String(32))
    acted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    way: Mapped[str] = mapped_column(String(16))
    direction: Mapped[str] = mapped_column(String(10))
    """inbound (受信) or outbound (発信)."""
    with_whom: Mapped[str] = mapped_column(EncryptedText, default="")
    action: Mapped[str] = mapped_column(EncryptedText, default="")
    intent: Mapped[str] = mapped_column(EncryptedText, default="")
    change: Mapped[str] = mapped_column(EncryptedText, default="")
    next_step: Mapped[str] = mapped_column(EncryptedText, default="")
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outreach: Mapped[bool] = mapped_column(default=False)
    met: Mapped[bool | None] = mapped_column()
    """Of an outreach attempt: whether the person was met."""
    participation: Mapped[bool] = mapped_column(default=False)
    """参加支援: counted before and after a plan (R55)."""
    consent: Mapped[str] = mapped_column(String(12), default="given")
    """The case's consent when it was done: work before consent counts too."""
    stage: Mapped[str] = mapped_column(String(16), default="contact")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
