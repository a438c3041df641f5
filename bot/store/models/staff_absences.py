"""Days on which a member of staff is away, and who stands in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base


class StaffAbsenceRow(Base):
    """One absence in days of Japan, both ends included; without a deputy the area's other people take over."""

    __tablename__ = "staff_absences"
    __table_args__ = (Index("ix_staff_absences_days", "last_day", "staff_id"),)

    absence_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.staff_id"))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    deputy_id: Mapped[str | None] = mapped_column(ForeignKey("staff.staff_id"))
