"""One's own account: password, duty."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.console import forms
from bot.console.pages import page as render
from bot.console.pages import said
from bot.console.web_session import desk_session
from bot.console.work import me, reading, writing

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("/")
def page() -> str:
    """What the account may do."""
    with reading() as work:
        return render(work, "account.html")


@bp.post("/password")
def password() -> Response:
    """Change one's password; whoever else is signed in under the name is signed out, this browser goes on anew."""
    with writing() as work:
        work.accounts.change_password(me().staff_id, request.form.get("old", ""), request.form.get("new", ""))
        work.sessions.end_all(me().staff_id)
    desk_session().become("full", me().staff_id)
    said("パスワードを変えました。ほかの端末でのサインインは終わらせました。")
    return redirect(url_for("account.page"), code=303)


@bp.post("/duty")
def duty() -> Response:
    """Go on or off duty."""
    with writing() as work:
        work.accounts.set_duty(me().staff_id, forms.flag("on"))
    said("当番に入りました。" if forms.flag("on") else "当番を終えました。")
    return redirect(url_for("account.page"), code=303)
