"""What on a case may point at one person although no name is left: rare facts, and combinations few share (R50)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.privacy.quasi import rare_facts
from bot.store.models import TicketRow

FEWEST = 5
"""As many cases of the area must share age band, language and worries (k-anonymity with k = 5, R50)."""
_YEARS = timedelta(days=365 * 3)
_MOST = 5000
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
        """How many people of the area, this one too, have the age band, the language and all worries of a case."""
        same = [
            TicketRow.municipality == row.municipality, TicketRow.area_id == row.area_id,
            TicketRow.age_band == row.age_band, TicketRow.language == row.language, TicketRow.state != "withdrawn",
            TicketRow.drill == row.drill, TicketRow.opened_at > self._now - _YEARS,
        ]  # fmt: skip
        wanted = select(TicketRow.resident_id, TicketRow.topics).where(*same).order_by(TicketRow.opened_at.desc())
        own = set(row.topics)
        found = self._session.execute(wanted.limit(_MOST)).all()
        return len({who for who, topics in found if own <= set(topics)} | {row.resident_id})
