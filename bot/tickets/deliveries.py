"""Answers that did not reach the resident: never silent (R53)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import OutboxRow, TicketRow
from bot.tickets.actor import Actor, visible_to


@dataclass(frozen=True)
class Failure:
    """One message that finally failed, without its words."""

    ticket_id: str
    case_number: str
    by_person: bool
    state: str
    reason: str
    at: datetime


class Deliveries:
    """Failed messages of the cases that an actor may see."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def failed(self, actor: Actor, limit: int = 200) -> list[Failure]:
        """The newest first."""
        wanted = (
            select(
                TicketRow.ticket_id,
                TicketRow.case_number,
                OutboxRow.message_id,
                OutboxRow.state,
                OutboxRow.reason,
                OutboxRow.created_at,
            )
            .join(TicketRow, TicketRow.ticket_id == OutboxRow.ticket_id)
            .where(
                OutboxRow.state.in_(("failed", "blocked")),
                OutboxRow.notice == "",
                visible_to(actor, from_place=False),
                TicketRow.state != "withdrawn",
            )
        )
        found = self._session.execute(wanted.order_by(OutboxRow.created_at.desc()).limit(limit))
        return [Failure(a, b, message is not None, c, d, e) for a, b, message, c, d, e in found]
