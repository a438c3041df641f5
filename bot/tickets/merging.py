"""Bringing a returning resident's cases together."""

from __future__ import annotations

from sqlalchemy import update

from bot.audit import Tag
from bot.base.errors import Conflict
from bot.store.models import (
    ConsentRow,
    DisclosureRow,
    MeetingRow,
    MessageRow,
    RecordRow,
    ReferralRow,
    TicketItemRow,
    TicketRow,
)
from bot.tickets.actor import Actor
from bot.tickets.book import Book

_MOVED = (MessageRow, TicketItemRow, RecordRow, ReferralRow, MeetingRow, DisclosureRow, ConsentRow)


class Merging(Book):
    """Joins two cases of one resident: all that was said and done moves, both timelines say so."""

    def merge(self, actor: Actor, ticket_id: str, other_id: str) -> TicketRow:
        """Move everything of the other case here and close it; raises Conflict unless both are one resident's."""
        row = self._workable(actor, ticket_id, None)
        other = self._workable(actor, other_id, None)
        if row.resident_id != other.resident_id or ticket_id == other_id or other.merged_into:
            raise Conflict("同じ方の、別の相談だけをまとめられます。")
        for table in _MOVED:
            self._session.execute(update(table).where(table.ticket_id == other_id).values(ticket_id=ticket_id))
        self._session.expire_all()
        row.topics = list(dict.fromkeys([*row.topics, *other.topics]))
        row.kinds = list(dict.fromkeys([*row.kinds, *other.kinds]))
        row.risk = max(row.risk, other.risk)
        other.state, other.merged_into, other.closed_at, other.awaiting_since = "closed", ticket_id, self._clock(), None
        other.outcome, other.stage = "other", "ended"
        self._write(row, actor.staff_id, "merged", code=other.case_number)
        self._write(other, actor.staff_id, "merged", code=row.case_number)
        self._log(Tag.TICKET_MERGED, actor.staff_id, row, f"from={other_id}")
        return row
