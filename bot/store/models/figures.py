"""Reports that were counted lately, as they may be shown: small cells are hidden already."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class FiguresRow(Base):
    """One report of one coverage and fiscal year. `body` is JSON of the shown tables, never the true small counts."""

    __tablename__ = "figures"

    figures_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """A hash of what was counted: municipality, areas, year, and the shape of the report."""
    body: Mapped[str] = mapped_column(Text)
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime)
