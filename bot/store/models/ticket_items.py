"""What a resident agreed to hand over, item by item (R04), each erasable by itself (R11)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, JsonList, UtcDateTime


class TicketItemRow(Base):
    """One masked line of a ticket. `sources` are keyed hashes of the channel messages that it was made from."""

    __tablename__ = "ticket_items"

    item_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.ticket_id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(24))
    """words, answer, about, area, suggestion, contact, reach."""
    label: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(EncryptedText)
    topics: Mapped[list[str]] = mapped_column(JsonList, default=list)
    sources: Mapped[list[str]] = mapped_column(JsonList, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
