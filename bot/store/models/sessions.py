"""Conversations of the embedded default; with Redis they live there instead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class SessionRow(Base):
    """One sealed conversation (Purpose.SESSION); `fence` is that of the worker who wrote last."""

    __tablename__ = "sessions"

    lane: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    fence: Mapped[int] = mapped_column(BigInteger)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
