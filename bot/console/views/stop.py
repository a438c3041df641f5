"""The stop button for the whole bot (R60)."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from bot.console import forms
from bot.console.pages import page as render
from bot.console.pages import said
from bot.console.work import actor, reading, writing

bp = Blueprint("stop", __name__, url_prefix="/stop")


@bp.get("/")
def page() -> str:
    """What stopping does, and the button."""
    with reading() as work:
        return render(work, "stop.html")


@bp.post("/")
def press() -> Response:
    """Stop at once."""
    with writing() as work:
        work.switches.stop(actor(), forms.text("reason", 200))
    said("ボットを止めました。")
    return redirect(url_for("stop.page"), code=303)


@bp.post("/resume")
def resume() -> Response:
    """Let it talk again."""
    with writing() as work:
        work.switches.resume(actor())
    said("ボットを再開しました。")
    return redirect(url_for("stop.page"), code=303)
