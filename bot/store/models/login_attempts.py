"""Failed and successful sign-ins, for throttling by account, address and overall."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class LoginAttemptRow(Base):
    """One attempt; login and address are kept as keyed hashes."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index("ix_login_attempts_at", "at"),)

    attempt_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_hash: Mapped[str] = mapped_column(String(64))
    address_hash: Mapped[str] = mapped_column(String(64))
    factor: Mapped[str] = mapped_column(String(10))
    succeeded: Mapped[bool] = mapped_column()
