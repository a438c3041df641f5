"""Server-side sessions of the console; an administrator ends any of them at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class StaffSessionRow(Base):
    """One session; the primary key is a hash of the cookie's value, so the table opens no door."""

    __tablename__ = "staff_sessions"

    session_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.staff_id", ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(String(12), default="anonymous")
    """anonymous, password (second factor still due), enrol (second factor to be set up), full."""
    data: Mapped[str] = mapped_column(EncryptedText, default="{}")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
