"""Yearly goals beside the results (R59: most municipalities had none)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class GoalRow(Base):
    """One goal of one municipality in one fiscal year; `note` is the view in words."""

    __tablename__ = "goals"

    municipality: Mapped[str] = mapped_column(String(20), primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(String(24), primary_key=True)
    target: Mapped[int | None] = mapped_column()
    note: Mapped[str] = mapped_column(String(2000), default="")
    changed_by: Mapped[str] = mapped_column(String(32))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
