"""The vault: which LINE account a pseudonym belongs to. Read by bot/identity alone (R13)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.crypto import Purpose
from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class IdentityRow(Base):
    """One resident on one channel. `lookup` is a keyed hash of the account, `account` the encrypted LINE user id."""

    __tablename__ = "identities"

    resident_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    lookup: Mapped[str] = mapped_column(String(64), unique=True)
    account: Mapped[str] = mapped_column(EncryptedText(Purpose.IDENTITY))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    blocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    quiet_until_called: Mapped[bool] = mapped_column(default=False)
    """True while no push may be sent until the person writes again (R27)."""
