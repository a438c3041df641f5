"""The ticket service: the conversation's and the coordinator's side in one object."""

from __future__ import annotations

from bot.tickets.desk import Desk
from bot.tickets.intake import Intake


class TicketService(Intake, Desk):
    """All that may be done to a ticket, in the caller's transaction: TicketService(session, clock, outbox, audit)."""
