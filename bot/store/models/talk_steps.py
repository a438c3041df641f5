"""How far talks come, counted by day: no words, no ids, nobody's row (R59)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base


class TalkStepRow(Base):
    """How often a step of a talk was taken on a day in Japan, where its municipality is known ("" before that).

    `what` is a code: the question skipped, the state in which a talk ended, after how many turns a step came.
    """

    __tablename__ = "talk_steps"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    municipality: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    step: Mapped[str] = mapped_column(String(24), primary_key=True)
    what: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    count: Mapped[int] = mapped_column(default=0)
