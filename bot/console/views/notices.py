"""What one must be told."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from bot.console.pages import page as render
from bot.console.work import me, reading, writing

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.get("/")
def page() -> str:
    """New notices first."""
    with reading() as work:
        return render(work, "notices.html", found=work.notices.latest(me().staff_id))


@bp.post("/put-away")
def put_away() -> Response:
    """Put all away."""
    with writing() as work:
        work.notices.put_away(me().staff_id)
    return redirect(url_for("notices.page"), code=303)
