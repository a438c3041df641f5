"""Tickets (仮名化された相談): open, answer, pass on, close; queries for pages; statistics; retention."""

from bot.tickets.actor import Actor
from bot.tickets.desk import Destination, Reply
from bot.tickets.draft import Draft, DraftItem
from bot.tickets.errors import CaseChanged, Change
from bot.tickets.service import TicketService

__all__ = [
    "Actor",
    "CaseChanged",
    "Change",
    "Destination",
    "Draft",
    "DraftItem",
    "Reply",
    "TicketService",
]
