"""When a row is over, and what becomes of a case whose time has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from bot.store.models import (
    Base,
    ConsentRow,
    IdentityRow,
    MessageRow,
    NoticeRow,
    OutboxRow,
    TicketRow,
    TimerRow,
)

ENDED = ("closed", "withdrawn")
_ENDED_AT = func.coalesce(TicketRow.closed_at, TicketRow.changed_at, TicketRow.opened_at)


@dataclass(frozen=True)
class Rules:
    """Conditions on rows at one moment; `chat` and `ticket` are the periods of their classes."""

    now: datetime
    chat: timedelta
    ticket: timedelta

    def old_outbox(self) -> ColumnElement[bool]:
        """Replies that are done with, sent or not."""
        return (OutboxRow.state != "pending") & (OutboxRow.created_at < self.now - self.chat)

    def old_words(self) -> ColumnElement[bool]:
        """Messages with words on a case that ended long ago; the rows stay for counting."""
        ended = (TicketRow.ticket_id == MessageRow.ticket_id) & TicketRow.state.in_(ENDED)
        over = exists().where(ended, self.now - self.chat > _ENDED_AT)
        return (MessageRow.text.is_not(None) | MessageRow.source.is_not(None)) & over

    def wipe_words(self, session: Session, keys: Sequence[str]) -> None:
        """Take the words of messages, and what an unsend would find them by; their moment and direction stay."""
        session.execute(update(MessageRow).where(MessageRow.message_id.in_(keys)).values(text=None, source=None))

    def unmarked(self) -> ColumnElement[bool]:
        """Ended cases without the day they go, or with one that no longer fits the period in the settings."""
        over, marked = self.now - self.ticket >= _ENDED_AT, TicketRow.purge_after <= self.now
        return TicketRow.state.in_(ENDED) & (TicketRow.purge_after.is_(None) | (marked & ~over) | (~marked & over))

    def mark(self, session: Session, keys: Sequence[str]) -> None:
        """Write the day on which each case goes; no change that a colleague need be told of."""
        wanted = select(TicketRow.ticket_id, TicketRow.closed_at, TicketRow.changed_at, TicketRow.opened_at)
        rows = session.execute(wanted.where(TicketRow.ticket_id.in_(keys))).all()
        table = TicketRow.__table__
        change = update(table).where(table.c.ticket_id == bindparam("_key"))  # type: ignore[arg-type]
        ended = ((key, closed or changed or opened) for key, closed, changed, opened in rows)
        days = [{"_key": key, "_day": day + self.ticket} for key, day in ended]
        session.connection().execute(change.values(purge_after=bindparam("_day")), days)

    def due_cases(self) -> ColumnElement[bool]:
        """Cases that were marked and whose day has come."""
        over = self.now - self.ticket >= _ENDED_AT
        return TicketRow.state.in_(ENDED) & (TicketRow.purge_after <= self.now) & over

    def delete_cases(self, session: Session, keys: Sequence[str]) -> None:
        """Delete cases, and before them every row of any table that names one of them."""
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != TicketRow.__tablename__ and "ticket_id" in table.columns:
                session.execute(delete(table).where(table.c.ticket_id.in_(keys)))
        session.execute(delete(TicketRow).where(TicketRow.ticket_id.in_(keys)))

    def old_notices(self) -> ColumnElement[bool]:
        """Notices to staff: put away ones with the chat, others with the case."""
        seen = NoticeRow.seen_at.is_not(None) & (NoticeRow.at < self.now - self.chat)
        return seen | (NoticeRow.at < self.now - self.ticket)

    def old_consents(self) -> ColumnElement[bool]:
        """Consents to talk of people whom nothing here knows any more; those to a case go with the case."""
        known = exists().where(IdentityRow.resident_id == ConsentRow.resident_id)
        cased = exists().where(TicketRow.resident_id == ConsentRow.resident_id)
        return (ConsentRow.given_at < self.now - self.ticket) & ~known & ~cased

    def idle_identities(self) -> ColumnElement[bool]:
        """Accounts that nothing points to any more, and those that left us long ago without a case under way (R14)."""
        mine = IdentityRow.resident_id
        before = self.now - self.chat
        used = IdentityRow.created_at < before
        for table in (TicketRow, TimerRow, OutboxRow):
            used = used & ~exists().where(table.resident_id == mine)
        running = exists().where(TicketRow.resident_id == mine, TicketRow.state.not_in(ENDED))
        return used | ((IdentityRow.blocked_at < before) & ~running)
