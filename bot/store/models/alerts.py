"""Alerts of danger, from the message that raised them until a person takes them (R24, R26)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import JsonList, UtcDateTime


class AlertRow(Base):
    """One alarm. No words of the person; `ticket_id` where a ticket exists."""

    __tablename__ = "alerts"
    __table_args__ = (Index("ix_alerts_open", "taken_at", "raised_at"),)

    alert_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    resident_id: Mapped[str] = mapped_column(String(32), index=True)
    ticket_id: Mapped[str | None] = mapped_column(String(32))
    municipality: Mapped[str] = mapped_column(String(20), default="")
    area_id: Mapped[str | None] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(12))
    kinds: Mapped[list[str]] = mapped_column(JsonList)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    notified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    notices: Mapped[int] = mapped_column(default=0)
    escalated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_by: Mapped[str | None] = mapped_column(String(32))
