"""Things to come back to: a gentle reminder after silence, a follow-up that the resident asked for (R37)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class TimerRow(Base):
    """One timer of one resident; at most one of a kind. `kind` is silence or follow_up."""

    __tablename__ = "timers"
    __table_args__ = (Index("ix_timers_due", "due_at"), Index("uq_timers_resident", "resident_id", "kind", unique=True))

    timer_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    resident_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(12))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
