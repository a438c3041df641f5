"""The case page, also as it is shown to a second person who came too late."""

from __future__ import annotations

import json
from typing import Any

from bot.audit import Tag
from bot.console.pages import page
from bot.console.work import Work, actor, me, reading
from bot.tickets import CaseChanged
from bot.tickets.casefile import CaseFile
from bot.tickets.reach_hours import fits, next_fitting
from bot.tickets.sheets import Kept, Words, lines


def opened(work: Work, ticket_id: str, page_name: str = "") -> CaseFile:
    """A case to be shown; that it was is put on record with the page (R56)."""
    found = work.cases.open(actor(), ticket_id)
    work.audit.write(Tag.TICKET_READ, actor=me().staff_id, subject=ticket_id, detail=page_name)
    return found


def show_case(work: Work, case: CaseFile, **shown: Any) -> str:
    """The page of one case; a withdrawn one shows only that it was.

    `shown` may hold a draft, the changes since it was begun, advice on it, and `unfit` for a time not wanted.
    """
    if case.ticket.state == "withdrawn":
        return page(work, "withdrawn.html", case=case)
    people = [p for p in work.accounts.colleagues(case.ticket.municipality) if p.staff_id != me().staff_id]
    book, who, now = work.config.phrases, me(), work.clock()
    place = work.config.names.area(case.ticket.area_id) if case.ticket.area_id else case.ticket.municipality
    values = {"name": who.name, "office": who.office, "area": place}
    reach = case.ticket.reach
    return page(
        work, "case.html", case=case, people=people,
        phrases=book.fitting(case.ticket.topics, values), forbidden=json.dumps(book.forbidden, ensure_ascii=False),
        waits_until=None if fits(now, reach) else next_fitting(now, reach),
        past=work.similar.like(actor(), case.ticket), rare=work.rarities.of(case.ticket, case.told), **shown,
    )  # fmt: skip


def show_records(work: Work, case: CaseFile) -> str:
    """What is written down about one case."""
    if case.ticket.state == "withdrawn":
        return page(work, "withdrawn.html", case=case)
    ticket_id, kept = case.ticket.ticket_id, work.records
    everyone = work.accounts.all(case.ticket.municipality)
    return page(
        work, "records.html", case=case, records=kept.records_of(ticket_id), referrals=kept.referrals_of(ticket_id),
        meetings=kept.meetings_of(ticket_id), disclosures=kept.disclosures_of(ticket_id),
        people=[p for p in everyone if p.may("disclose") and p.staff_id != me().staff_id and not p.disabled],
        staff={p.staff_id: p.name for p in everyone},
    )  # fmt: skip


def sheet_lines(work: Work, case: CaseFile, kind: str) -> list[tuple[str, str]]:
    """Heading and words of one sheet."""
    ticket_id, kept, names = case.ticket.ticket_id, work.records, work.config.names
    found = Kept(kept.records_of(ticket_id), kept.referrals_of(ticket_id), kept.meetings_of(ticket_id))
    return lines(kind, case, found, Words(names.topic, names.area))


def show_conflict(ticket_id: str, changed: CaseChanged, draft: str) -> tuple[str, int]:
    """The case as it is now, what happened meanwhile, and the words that were not sent."""
    with reading() as work:
        case = work.cases.open(actor(), ticket_id)
        return show_case(work, case, draft=draft, changes=changed.changes), changed.status
