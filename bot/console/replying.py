"""An answer on its way out: looked at first when asked, held to the hours the resident chose, never lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import request

from bot.console import forms
from bot.console.case_page import show_case
from bot.console.wording import short
from bot.console.work import Work, actor, reading
from bot.store.models import TicketRow
from bot.tickets import Reply
from bot.tickets.casefile import CaseFile
from bot.tickets.gentle import advice
from bot.tickets.reach_hours import fits, next_fitting


@dataclass(frozen=True)
class Letter:
    """What the form says: the words, the page they were written on, and when they shall go."""

    text: str
    version: int
    at: datetime | None
    look: bool
    fitting: bool
    anyway: bool

    def reply(self, row: TicketRow, now: datetime) -> Reply:
        """The answer for the ticket service; 「希望の時間に」 finds the next moment that fits."""
        later = next_fitting(now, row.reach) if self.fitting else self.at
        return Reply(self.text, self.version, later if later and later > now else None)


def letter() -> Letter:
    """The answer of this request."""
    how = request.form.get("how", "")
    return Letter(
        forms.text("text", 5000), forms.number("version"), forms.moment("not_before"), how == "look",
        how == "fitting", forms.flag("anyway"),
    )  # fmt: skip


def held_back(ticket_id: str, given: Letter) -> tuple[str, int] | None:
    """The page again, with the words kept, when they are to be looked at or would come at an unwanted time."""
    with reading() as work:
        case = work.cases.open(actor(), ticket_id)
        if given.look:
            return show_case(work, case, draft=given.text, advice=_advice(work, case, given.text)), 200
        if given.at is None or given.anyway or fits(given.at, case.ticket.reach):
            return None
        when = short(next_fitting(given.at, case.ticket.reach))
        told = f"{short(given.at)}は、ご本人の希望する時間の外です。いちばん近い希望の時間は{when}です。"
        return show_case(work, case, draft=given.text, advice=[told], unfit=True), 400


def _advice(work: Work, case: CaseFile, text: str) -> list[str]:
    heard = [bubble.text or "" for bubble in case.bubbles if bubble.direction == "inbound"]
    found = advice(text, work.config.phrases.forbidden, heard[-1] if heard else "")
    return found or ["気になるところはありません。このままの言葉で届きます。"]
