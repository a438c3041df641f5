"""What is to be sent to a resident, saved in the transaction that decided it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.crypto import Purpose
from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class OutboxRow(Base):
    """One turn's bubbles to one resident, at most five messages (LINE: Send reply message).

    `body` holds channel messages as JSON (the bot's own words, wiped once delivered); a coordinator's words stay in
    `messages` and the row only points there with `message_id`. States: pending, sent, failed, blocked, cancelled.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "state", "next_attempt_at"),
        Index("ix_outbox_resident", "resident_id", "sequence"),
    )

    outbox_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    """Microseconds of creation: the order in which a resident's rows are sent."""
    resident_id: Mapped[str] = mapped_column(String(32))
    channel: Mapped[str] = mapped_column(String(16))
    body: Mapped[str | None] = mapped_column(EncryptedText(Purpose.SESSION))
    message_id: Mapped[str | None] = mapped_column(String(32))
    notice: Mapped[str] = mapped_column(String(12), default="")
    """closed, released: nothing to send by itself; the talk is told and finds its own words."""
    ticket_id: Mapped[str | None] = mapped_column(String(32), index=True)
    reply_token: Mapped[str | None] = mapped_column(EncryptedText(Purpose.SESSION))
    reply_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply_tried: Mapped[bool] = mapped_column(default=False)
    """The token was used once with an unknown end: refused while it is still young, it had worked."""
    retry_key: Mapped[str] = mapped_column(String(36))
    urgent: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(String(40), default="")
    """Why it failed, as a code the console explains: blocked, quota, rejected, unauthorised, unreachable."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
