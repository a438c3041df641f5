"""Holidays and absences of staff, and their deputies (issue of teams: nobody waits for a person who is away)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.errors import InvalidInput, NotFound
from bot.base.ids import new_id
from bot.store.models import StaffAbsenceRow, StaffRow

_LONGEST = 800


@dataclass(frozen=True)
class Absence:
    """Who is away from when to when (both included), and who stands in (empty: nobody by name)."""

    staff_id: str
    first: date
    last: date
    deputy_id: str = ""


class Absences:
    """Reads and writes absences in the caller's transaction."""

    def __init__(self, session: Session, audit: AuditLog) -> None:
        self._session, self._audit = session, audit

    def add(self, actor: str, absence: Absence) -> str:
        """Note an absence; raises InvalidInput for a range that runs backwards or a deputy who cannot stand in."""
        if absence.last < absence.first or (absence.last - absence.first).days > _LONGEST:
            raise InvalidInput("休みの終わりの日が、始まりの日より前か、長すぎます。日付を確かめてください。")
        person = self._account(absence.staff_id)
        if absence.deputy_id:
            deputy = self._account(absence.deputy_id)
            if deputy.staff_id == person.staff_id or deputy.municipality != person.municipality:
                raise InvalidInput("代わりの人は、同じ市区町村の、ほかの担当者にしてください。")
        row = StaffAbsenceRow(
            absence_id=new_id(), staff_id=person.staff_id, first_day=absence.first, last_day=absence.last,
            deputy_id=absence.deputy_id or None,
        )  # fmt: skip
        self._session.add(row)
        detail = f"away {absence.first}..{absence.last}"
        self._audit.write(Tag.STAFF_CHANGED, actor=actor, subject=person.staff_id, detail=detail)
        return row.absence_id

    def end(self, actor: str, staff_id: str, today: date) -> int:
        """End what runs today or later: the person is back. Returns how many absences were ended."""
        wanted = select(StaffAbsenceRow).where(StaffAbsenceRow.staff_id == staff_id, StaffAbsenceRow.last_day >= today)
        rows = self._session.scalars(wanted).all()
        for row in rows:
            self._session.delete(row)
        if rows:
            self._audit.write(Tag.STAFF_CHANGED, actor=actor, subject=staff_id, detail="back")
        return len(rows)

    def coming(self, today: date) -> Sequence[Absence]:
        """Absences of today and later, the nearest first."""
        wanted = select(StaffAbsenceRow).where(StaffAbsenceRow.last_day >= today).order_by(StaffAbsenceRow.first_day)
        return [
            Absence(row.staff_id, row.first_day, row.last_day, row.deputy_id or "")
            for row in self._session.scalars(wanted)
        ]

    def _account(self, staff_id: str) -> StaffRow:
        row = self._session.get(StaffRow, staff_id)
        if row is None or row.disabled_at is not None:
            raise NotFound("その担当者は見つかりません。")
        return row


def away_on(session: Session, day: date) -> Mapping[str, str]:
    """Who is away on a day, each with the deputy's id (empty: none is named)."""
    wanted = select(StaffAbsenceRow).where(StaffAbsenceRow.first_day <= day, StaffAbsenceRow.last_day >= day)
    return {row.staff_id: row.deputy_id or "" for row in session.scalars(wanted)}
