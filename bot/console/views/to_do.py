"""What is to be done by today and in the coming week."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint

from bot.console.pages import page as render
from bot.console.work import actor, reading

bp = Blueprint("to_do", __name__, url_prefix="/to-do")


@bp.get("/")
def page() -> str:
    """Next steps of one's own cases, earliest first."""
    with reading() as work:
        due = work.records.to_do(actor(), work.clock() + timedelta(days=7))
        return render(work, "to_do.html", due=due)
