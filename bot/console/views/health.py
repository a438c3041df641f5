"""For the machine that watches: alive, and ready to serve."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from bot.console.work import reading

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@bp.get("/readyz")
def ready() -> dict[str, str]:
    """The database answers too."""
    with reading() as work:
        work.session.execute(text("SELECT 1"))
    return {"status": "ok"}
