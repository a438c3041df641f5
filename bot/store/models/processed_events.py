"""Which events have had their effects: the mark that makes running an event twice change nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class ProcessedEventRow(Base):
    """An event whose transaction was committed. Kept for the days in which LINE may redeliver."""

    __tablename__ = "processed_events"
    __table_args__ = (Index("ix_processed_events_at", "processed_at"),)

    event_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    processed_at: Mapped[datetime] = mapped_column(UtcDateTime)
