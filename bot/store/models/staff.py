"""Accounts of the console: who may sign in, as what, for which areas."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, JsonList, UtcDateTime


class StaffRow(Base):
    """One account. Roles: coordinator, supervisor, duty, administrator, auditor (`bot/staff/permissions.py`)."""

    __tablename__ = "staff"

    staff_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[str] = mapped_column(String(60))
    office: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
    roles: Mapped[list[str]] = mapped_column(JsonList)
    municipality: Mapped[str] = mapped_column(String(20))
    areas: Mapped[list[str]] = mapped_column(JsonList, default=list)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    totp_secret: Mapped[str | None] = mapped_column(EncryptedText)
    totp_last_step: Mapped[int] = mapped_column(default=0)
    recovery_hashes: Mapped[list[str]] = mapped_column(JsonList, default=list)
    oidc_subject: Mapped[str | None] = mapped_column(String(200), unique=True)
    on_duty: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
