"""What a coordinator must be told on the console: a withdrawal, a hand-over, a case left lying."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class NoticeRow(Base):
    """One notice to one person, without a resident's words; `seen_at` once it was put away."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_staff", "staff_id", "seen_at"),)

    notice_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    staff_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(24))
    ticket_id: Mapped[str | None] = mapped_column(String(32))
    case_number: Mapped[str] = mapped_column(String(24), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
