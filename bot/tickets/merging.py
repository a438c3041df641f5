"""Bringing a returning resident's cases together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from bot.audit import Tag
from bot.base.errors import Conflict
from bot.store.models import (
    AlertRow,
    ConsentRow,
    DisclosureRow,
    MeetingRow,
    MessageRow,
    OutboxRow,
    RecordRow,
    ReferralRow,
    TicketHelperRow,
    TicketItemRow,
    TicketRow,
)
from bot.tickets.actor import Actor
from bot.tickets.book import Book
from bot.tickets.codes import RUNNING

_MOVED = (
    MessageRow, TicketItemRow, RecordRow, ReferralRow, MeetingRow, DisclosureRow, ConsentRow, AlertRow, OutboxRow,
    TicketHelperRow,
)  # fmt: skip


class Merging(Book):
    """Joins two cases of one resident: all that was said and done moves, both timelines say so."""

    def merge(self, actor: Actor, ticket_id: str, other_id: str) -> TicketRow:
        """Move everything of the other case here and close it; raises Conflict unless both are one resident's.

        The other one may be anybody's who has ended it, or nobody's yet; a colleague's running case is not taken.
        """
        row = self._workable(actor, ticket_id, None)
        other = self._seen_by(actor, other_id)
        if row.resident_id != other.resident_id or ticket_id == other_id or row.state not in RUNNING:
            raise Conflict("同じ方の、続いている相談に、別の相談をまとめられます。")
        if other.merged_into:
            raise Conflict("その相談は、もうまとめられています。")
        if other.state in RUNNING and other.assignee_id is not None:
            self._workable(actor, other_id, None)
        self._move(ticket_id, other_id)
        _join(row, other)
        other.state, other.merged_into, other.closed_at, other.awaiting_since = "closed", ticket_id, self._clock(), None
        other.outcome, other.stage = "other", "ended"
        self._write(row, actor.staff_id, "merged", code=other.case_number)
        self._write(other, actor.staff_id, "merged", code=row.case_number)
        self._log(Tag.TICKET_MERGED, actor.staff_id, row, f"from={other_id}")
        return row

    def _move(self, ticket_id: str, other_id: str) -> None:
        """All that hangs on the other case, its items behind those of this one, no helper twice."""
        last = self._session.scalar(select(func.max(TicketItemRow.position)).where(_of(TicketItemRow, ticket_id)))
        behind = {"position": TicketItemRow.position + (last or 0) + 1}
        self._session.execute(update(TicketItemRow).where(_of(TicketItemRow, other_id)).values(behind))
        helping = set(self._session.scalars(select(TicketHelperRow.staff_id).where(_of(TicketHelperRow, ticket_id))))
        for helper in self._session.scalars(select(TicketHelperRow).where(_of(TicketHelperRow, other_id))).all():
            if helper.staff_id in helping:
                self._session.delete(helper)
        self._session.flush()
        for table in _MOVED:
            self._session.execute(update(table).where(_of(table, other_id)).values(ticket_id=ticket_id))
        self._session.expire_all()


def _of(table: Any, ticket_id: str) -> ColumnElement[bool]:
    hangs_on: ColumnElement[bool] = table.ticket_id == ticket_id
    return hangs_on


def _join(row: TicketRow, other: TicketRow) -> None:
    """What the other case alone knew, the longer waiting of the two, the worse danger."""
    row.topics = list(dict.fromkeys([*row.topics, *other.topics]))
    row.kinds = list(dict.fromkeys([*row.kinds, *other.kinds]))
    row.reach = list(dict.fromkeys([*row.reach, *other.reach]))
    row.risk = max(row.risk, other.risk)
    row.hardest, row.whose, row.age_band = (
        row.hardest or other.hardest, row.whose or other.whose, row.age_band or other.age_band,
    )  # fmt: skip
    row.summary, other.summary = "\n".join(part for part in (row.summary, other.summary) if part), ""
    row.last_inbound_at = max((m for m in (row.last_inbound_at, other.last_inbound_at) if m), default=None)
    if other.awaiting_since is not None:  # who wrote anew still waits for an answer
        row.awaiting_since = min(row.awaiting_since or other.awaiting_since, other.awaiting_since)
        row.state = "claimed" if row.assignee_id and row.state in ("waiting", "paused") else row.state
