"""Goals of the year beside the results (R59)."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.console import forms
from bot.console.figures import report, whole_town
from bot.console.pages import page as render
from bot.console.pages import said
from bot.console.work import actor, reading, writing
from bot.tickets.coverage import fiscal_year
from bot.tickets.goals import MEASURES

bp = Blueprint("goals", __name__, url_prefix="/statistics/goals")


@bp.get("/")
def page() -> str:
    """Goals and results of the whole municipality."""
    with reading() as work:
        cover = whole_town(work, request.args)
        counted = report(work, cover)
        goals = work.goals.beside(cover.municipality, cover.fiscal_year, counted.tables)
        shown = {"goals": goals, "cover": cover, "counted_at": counted.counted_at}
        return render(work, "goals.html", this_year=fiscal_year(work.clock()), **shown)


@bp.post("/")
def change() -> Response:
    """Set the goals of a year."""
    with writing() as work:
        cover = whole_town(work, request.form)
        given = {code: (forms.count(f"target-{code}"), forms.text(f"note-{code}")) for code in MEASURES}
        work.goals.set(actor(), cover.fiscal_year, given)
    said("目標を残しました。")
    return redirect(url_for("goals.page", year=cover.fiscal_year), code=303)
