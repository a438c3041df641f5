"""The queue: whose turn is it, what is most pressing."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.console.pages import page as render
from bot.console.pages import part
from bot.console.work import actor, me, reading
from bot.tickets.queue import Filters

bp = Blueprint("queue", __name__)
_BOXES = ("open", "new", "mine", "awaiting", "closed")


@bp.get("/")
def page() -> str | Response:
    """The cases within one's sight, most pressing first."""
    if not me().may("read"):
        return redirect(url_for("account.page"))
    with reading() as work:
        filters = _filters()
        found = work.queue.page(actor(), filters)
        return render(
            work, "queue.html", found=found, filters=filters, people=work.accounts.colleagues(me().municipality)
        )


@bp.get("/queue/live")
def live() -> str:
    """The list and the counts of the boxes alone, for updates without reload."""
    with reading() as work:
        filters = _filters()
        return part(work, "_queue_live.html", found=work.queue.page(actor(), filters), filters=filters)


@bp.get("/search")
def search() -> str | Response:
    """By case number; a single hit opens at once."""
    spoken = request.args.get("q", "")[:40]
    with reading() as work:
        hits = work.queue.search(actor(), spoken)
        if len(hits) == 1:
            return redirect(url_for("cases.page", ticket_id=hits[0].ticket_id))
        return render(work, "search.html", hits=hits, spoken=spoken)


def _filters() -> Filters:
    args = request.args
    box = args.get("box", "open")
    page = args.get("page", "1")
    return Filters(
        box=box if box in _BOXES else "open",
        area=args.get("area", "")[:40],
        topic=args.get("topic", "")[:40],
        language=args.get("language", "")[:8],
        age_band=args.get("age", "")[:16],
        assignee=args.get("assignee", "")[:32],
        state=args.get("state", "")[:12],
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )
