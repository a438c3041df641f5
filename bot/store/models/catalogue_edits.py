"""Edits of the catalogue made at the desk: who, when, before and after; the released ones lie over the data files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base
from bot.store.types import UtcDateTime


class CatalogueEditRow(Base):
    """One edit of one record. `kind` is place, hotline, faq or text; states: proposed, released, rejected.

    `before` and `after` are JSON objects of the fields that change. Public data: nothing here is about a resident.
    """

    __tablename__ = "catalogue_edits"
    __table_args__ = (
        Index("ix_catalogue_edits_record", "kind", "record_key", "proposed_at"),
        Index("ix_catalogue_edits_released", "state", "released_mark"),
    )

    edit_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    record_key: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(200), default="")
    municipality: Mapped[str] = mapped_column(String(20), default="")
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(12), default="proposed")
    proposed_by: Mapped[str] = mapped_column(String(32))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(500), default="")
    released_mark: Mapped[int | None] = mapped_column(BigInteger)
    """Microseconds of the release: the order in which edits lie over each other, and what workers watch."""
