"""Alarms of danger: the banner on every page, and taking one."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from bot.console.pages import part, said
from bot.console.work import actor, reading, writing

bp = Blueprint("alerts", __name__, url_prefix="/alerts")


@bp.get("/live")
def live() -> str:
    """The banner and the count of new notices alone, for updates without reload."""
    with reading() as work:
        who = actor()
        unseen = work.notices.unseen(who.staff_id)
        return part(work, "_alarms_live.html", alarms=work.alerts.open_for(who), unseen=unseen)


@bp.post("/<alert_id>/take")
def take(alert_id: str) -> Response:
    """「わたしが対応します」."""
    with writing() as work:
        ticket_id = work.alerts.take(actor(), alert_id)
    said("警報を引き受けました。")
    goal = url_for("cases.page", ticket_id=ticket_id) if ticket_id else url_for("queue.page")
    return redirect(goal, code=303)
