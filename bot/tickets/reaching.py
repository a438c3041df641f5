"""How and when a resident wants to be reached, as the coordinator comes to know it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.audit import Tag
from bot.base.errors import InvalidInput
from bot.store.models import TicketRow
from bot.tickets.actor import Actor
from bot.tickets.book import Book
from bot.tickets.codes import REACH


class Reaching(Book):
    """Writes 「連絡のとり方」 of a case."""

    def set(self, actor: Actor, ticket_id: str, reach: Sequence[str]) -> TicketRow:
        """Keep the ways and times that the resident told of; raises InvalidInput for an unknown one."""
        row = self._workable(actor, ticket_id, None)
        if not set(reach) <= set(REACH):
            raise InvalidInput("連絡のとり方を選んでください。")
        row.reach = [code for code in REACH if code in reach]
        self._write(row, actor.staff_id, "reached")
        self._log(Tag.TICKET_NOTED, actor.staff_id, row, f"reach={','.join(row.reach)}")
        return row
