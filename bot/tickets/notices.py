"""Notices to one person: a withdrawal, a hand-over, a new message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.base.clock import Clock
from bot.store.models import NoticeRow


@dataclass(frozen=True)
class Notice:
    """One notice, without a resident's words."""

    notice_id: str
    kind: str
    ticket_id: str
    case_number: str
    at: datetime
    seen: bool


class Notices:
    """The notices of one person."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def unseen(self, staff_id: str) -> int:
        """How many are new."""
        wanted = select(func.count()).select_from(NoticeRow)
        return self._session.scalar(wanted.where(NoticeRow.staff_id == staff_id, NoticeRow.seen_at.is_(None))) or 0

    def latest(self, staff_id: str, limit: int = 60) -> list[Notice]:
        """The newest first, new ones before those put away."""
        wanted = select(NoticeRow).where(NoticeRow.staff_id == staff_id)
        wanted = wanted.order_by(NoticeRow.seen_at.is_not(None), NoticeRow.at.desc()).limit(limit)
        return [
            Notice(n.notice_id, n.kind, n.ticket_id or "", n.case_number, n.at, n.seen_at is not None)
            for n in self._session.scalars(wanted)
        ]

    def put_away(self, staff_id: str) -> None:
        """Mark all of a person's notices as seen."""
        mine = (NoticeRow.staff_id == staff_id) & NoticeRow.seen_at.is_(None)
        self._session.execute(update(NoticeRow).where(mine).values(seen_at=self._clock()))

    def seen_case(self, staff_id: str, ticket_id: str) -> None:
        """Opening a case puts away what was said about it."""
        mine = (NoticeRow.staff_id == staff_id) & (NoticeRow.ticket_id == ticket_id) & NoticeRow.seen_at.is_(None)
        self._session.execute(update(NoticeRow).where(mine).values(seen_at=self._clock()))
