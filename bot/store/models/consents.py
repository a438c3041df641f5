"""Consents of a resident: to talk with the bot, and to hand a ticket over; versions and withdrawals (R01, R04-R06)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import JsonList, UtcDateTime


class ConsentRow(Base):
    """One consent. `kind` is chat or handoff; `scope` names the items agreed to, never their content."""

    __tablename__ = "consents"

    consent_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    resident_id: Mapped[str] = mapped_column(String(32), index=True)
    ticket_id: Mapped[str | None] = mapped_column(String(32), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    notice_version: Mapped[str] = mapped_column(String(16))
    scope: Mapped[list[str]] = mapped_column(JsonList, default=list)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
