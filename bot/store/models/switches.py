"""Switches that people throw on the console and the engine reads, such as the stop button (R60)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class SwitchRow(Base):
    """One switch. `bot_stopped` on: the bot answers only with the safe text; `municipality` empty means everywhere."""

    __tablename__ = "switches"

    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    is_on: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(200), default="")
    changed_by: Mapped[str] = mapped_column(String(32))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
