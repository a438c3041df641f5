"""Answers that did not reach the resident."""

from __future__ import annotations

from flask import Blueprint

from bot.console.pages import page as render
from bot.console.work import actor, reading

bp = Blueprint("deliveries", __name__, url_prefix="/deliveries")


@bp.get("/")
def page() -> str:
    """What failed, and why."""
    with reading() as work:
        return render(work, "deliveries.html", failures=work.deliveries.failed(actor()))
