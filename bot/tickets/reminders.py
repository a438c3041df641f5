"""Reminders that must not wait for somebody to look: cases left lying, steps due, answers that failed (R52, R53)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import or_, select

from bot.base.clock import to_jst
from bot.store.models import MessageRow, NoticeRow, OutboxRow, RecordRow, TicketRow
from bot.tickets.book import Book
from bot.tickets.business_days import is_business_day, one_business_day_before
from bot.tickets.codes import RUNNING

_BATCH = 500


class Reminders(Book):
    """Run every quarter of an hour by the schedule; running it twice leaves no second notice."""

    def run(self) -> int:
        """Leave all notices that are due. Returns how many cases were looked at."""
        return self._unclaimed() + self._steps() + self._paused() + self._failed()

    def _unclaimed(self) -> int:
        """Nobody took the case for over one business day: tell its team and the supervisors, once a day."""
        now = self._clock()
        if not is_business_day(to_jst(now).date()):
            return 0
        late = TicketRow.awaiting_since < one_business_day_before(now)
        again = or_(TicketRow.reminded_at.is_(None), TicketRow.reminded_at < now - timedelta(hours=20))
        wanted = select(TicketRow).where(TicketRow.state == "new", late, again).limit(_BATCH)
        rows = self._session.scalars(wanted).all()
        for row in rows:
            row.reminded_at = now
            for staff_id in self._team(row, leads=True):
                self._notify(staff_id, "unclaimed", row)
        return len(rows)

    def _steps(self) -> int:
        """The day of a next step has come: tell whoever wrote it down."""
        wanted = (
            select(RecordRow, TicketRow)
            .join(TicketRow, TicketRow.ticket_id == RecordRow.ticket_id)
            .where(RecordRow.next_at <= self._clock(), RecordRow.next_done_at.is_(None), TicketRow.state.in_(RUNNING))
        )
        rows = self._session.execute(wanted.limit(_BATCH)).all()
        for record, ticket in rows:
            if record.next_at and not self._told_since(record.staff_id, "next_step", ticket.ticket_id, record.next_at):
                self._notify(record.staff_id, "next_step", ticket)
        return len(rows)

    def _paused(self) -> int:
        """A paused case whose day has come is the coordinator's turn again."""
        wanted = select(TicketRow).where(TicketRow.state == "paused", TicketRow.paused_until <= self._clock())
        rows = self._session.scalars(wanted.limit(_BATCH)).all()
        for row in rows:
            row.state, row.paused_until = "claimed" if row.assignee_id else "new", None
            self._write(row, "system", "resumed")
            self._notify(row.assignee_id, "paused", row)
        return len(rows)

    def _failed(self) -> int:
        """An answer that finally failed: tell its author."""
        wanted = (
            select(MessageRow.author_id, OutboxRow.next_attempt_at, TicketRow)
            .join(OutboxRow, OutboxRow.outbox_id == MessageRow.outbox_id)
            .join(TicketRow, TicketRow.ticket_id == MessageRow.ticket_id)
            .where(OutboxRow.state.in_(("failed", "blocked")), TicketRow.state.in_(RUNNING))
            .where(OutboxRow.created_at > self._clock() - timedelta(days=7))
        )
        rows = self._session.execute(wanted.limit(_BATCH)).all()
        for author, since, ticket in rows:
            if author and not self._told_since(author, "failed", ticket.ticket_id, since):
                self._notify(author, "failed", ticket)
        return len(rows)

    def _told_since(self, staff_id: str, kind: str, ticket_id: str, since: object) -> bool:
        wanted = select(NoticeRow.notice_id).where(
            NoticeRow.staff_id == staff_id,
            NoticeRow.kind == kind,
            NoticeRow.ticket_id == ticket_id,
            NoticeRow.at >= since,
        )
        return self._session.scalar(wanted) is not None
