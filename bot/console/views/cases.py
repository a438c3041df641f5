"""The case page: summary first, then the talk, then what happened."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint

from bot.audit import Tag
from bot.console.case_page import opened, show_case
from bot.console.pages import page as render
from bot.console.pages import part
from bot.console.work import actor, me, reading, writing

_A_SHIFT = timedelta(hours=12)
bp = Blueprint("cases", __name__, url_prefix="/cases/<ticket_id>")


@bp.get("/")
def page(ticket_id: str) -> str:
    """Open a case; opening is itself put on record (R56)."""
    with writing() as work:
        found = opened(work, ticket_id)
        work.notices.seen_case(me().staff_id, ticket_id)
    with reading() as work:
        return show_case(work, found)


@bp.get("/chat")
def chat(ticket_id: str) -> str:
    """The talk alone, for updates without reload; asked for by itself it is a reading like any other."""
    with reading() as work:
        seen = work.audit.has_since(Tag.TICKET_READ, me().staff_id, ticket_id, work.clock() - _A_SHIFT)
    if not seen:
        with writing() as work:
            opened(work, ticket_id, "chat")
    with reading() as work:
        return part(work, "_chat.html", case=work.cases.open(actor(), ticket_id))


@bp.get("/timeline")
def timeline(ticket_id: str) -> str:
    """All that happened to the case."""
    with writing() as work:
        found = opened(work, ticket_id, "timeline")
    with reading() as work:
        return render(work, "timeline.html", case=found)
