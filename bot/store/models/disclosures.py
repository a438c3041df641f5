"""Emergency disclosures without consent: on what grounds, who judged, to whom, what, when (R28)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import EncryptedText, UtcDateTime


class DisclosureRow(Base):
    """One disclosure; `told_at` is when the person was told afterwards, `told_by` by whom."""

    __tablename__ = "disclosures"

    disclosure_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.ticket_id", ondelete="CASCADE"), index=True)
    grounds_code: Mapped[str] = mapped_column(String(24))
    grounds: Mapped[str] = mapped_column(EncryptedText)
    judged_by: Mapped[str] = mapped_column(String(32))
    judged_with: Mapped[str] = mapped_column(String(32))
    recipient: Mapped[str] = mapped_column(String(120))
    content: Mapped[str] = mapped_column(EncryptedText)
    disclosed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_by: Mapped[str | None] = mapped_column(String(32))
