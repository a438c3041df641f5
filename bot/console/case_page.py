"""The case page, also as it is shown to a second person who came too late."""

from __future__ import annotations

from bot.console.pages import page
from bot.console.work import Work, actor, me, reading
from bot.tickets import CaseChanged, Change
from bot.tickets.casefile import CaseFile


def show_case(work: Work, case: CaseFile, *, draft: str = "", changes: tuple[Change, ...] = ()) -> str:
    """The page of one case; a withdrawn one shows only that it was."""
    if case.ticket.state == "withdrawn":
        return page(work, "withdrawn.html", case=case)
    people = [p for p in work.accounts.colleagues(case.ticket.municipality) if p.staff_id != me().staff_id]
    return page(work, "case.html", case=case, people=people, draft=draft, changes=changes)


def show_conflict(ticket_id: str, changed: CaseChanged, draft: str) -> tuple[str, int]:
    """The case as it is now, what happened meanwhile, and the words that were not sent."""
    with reading() as work:
        case = work.cases.open(actor(), ticket_id)
        return show_case(work, case, draft=draft, changes=changed.changes), changed.status
