"""The chat between a resident and a coordinator on one ticket."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class MessageRow(Base):
    """One message. `direction` is inbound (resident), outbound (coordinator) or bot; inbound text is masked.

    `source` is a keyed hash of the channel's message id: an unsend finds the row by it (R11).
    `withdrawn_at` marks an unsent message: its text is gone, the mark stays.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_ticket", "ticket_id", "created_at"),
        Index("ix_messages_created", "created_at"),
        Index("ix_messages_counted", "created_at", "ticket_id", "direction"),
    )

    message_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.ticket_id", ondelete="CASCADE"))
    direction: Mapped[str] = mapped_column(String(10))
    text: Mapped[str | None] = mapped_column(EncryptedText)
    source: Mapped[str | None] = mapped_column(String(64), index=True)
    author_id: Mapped[str | None] = mapped_column(String(32))
    outbox_id: Mapped[str | None] = mapped_column(String(32))
    risk: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
