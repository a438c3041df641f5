"""For the machine that watches: alive, and ready to serve."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from bot.console.work import tools

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@bp.get("/readyz")
def ready() -> tuple[dict[str, Any], int]:
    """Whether the desk can serve, and what is missing in words."""
    found = dict(tools().config.missing())
    return {"missing": found}, 503 if found else 200
