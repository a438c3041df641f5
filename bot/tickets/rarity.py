"""What on a case may point at one person although no name is left: rare facts, and combinations few share (R50)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session

from bot.privacy.quasi import rare_facts
from bot.store.models import TicketRow

FEWEST = 5
"""As many cases of the area must share age band, language and worries (k-anonymity with k = 5, R50)."""
_YEARS = timedelta(days=365 * 3)
_FEW = "同じ地区・年代・困りごとの相談が5件に満ちません。外へ伝える前に、年代や困りごとをぼかせないか考えてください"


class Rarities:
    """Marks for the person who reviews a case before anything of it leaves."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def of(self, row: TicketRow, texts: Iterable[str]) -> tuple[str, ...]:
        """The reasons, without a word of the resident; empty for a withdrawn case."""
        if row.state == "withdrawn":
            return ()
        facts = rare_facts("\n".join(texts))
        return (*facts, _FEW) if self.sharing(row) < FEWEST else facts

    def sharing(self, row: TicketRow) -> int:
        """How many people of the area, this one too, have the age band, the language and all worries of a case.

        Counted no further than it takes to know that they are enough (`ix_tickets_alike` leads to them).
        """
        same = [
            TicketRow.municipality == row.municipality, TicketRow.area_id == row.area_id,
            TicketRow.age_band == row.age_band, TicketRow.language == row.language, TicketRow.state != "withdrawn",
            TicketRow.drill == row.drill, TicketRow.opened_at > self._now - _YEARS,
            *(type_coerce(TicketRow.topics, Text).contains(f'"{topic}"', autoescape=True) for topic in row.topics),
        ]  # fmt: skip
        wanted = select(TicketRow.resident_id).where(*same, TicketRow.resident_id != row.resident_id).distinct()
        return len(self._session.scalars(wanted.limit(FEWEST)).all()) + 1
