"""Signing in: password, then the second factor, which is set up at the first time."""

from __future__ import annotations

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from bot.audit import Tag
from bot.console import forms
from bot.console.entering import enter, local_path
from bot.console.web_session import desk_session
from bot.console.work import tools, writing
from bot.staff.sign_in import Refused
from bot.staff.totp import enrolment_uri

bp = Blueprint("sign_in", __name__)


@bp.get("/sign-in")
def page() -> str | Response:
    """Ask for login name and password."""
    if desk_session().stage == "full":
        return redirect(url_for("queue.page"))
    return render_template("sign_in.html", next=local_path(request.args.get("next", "")), oidc=tools().config.oidc)


@bp.post("/sign-in")
def submit() -> Response | tuple[str, int]:
    """Check the password; on to the second factor, or to setting it up."""
    goal, login = local_path(forms.text("next", 500)), forms.text("login", 60)
    with writing() as work:
        found = work.sign_in.password(login, request.form.get("password", ""), request.remote_addr or "")
    if isinstance(found, Refused):
        known = {"fault": found.message, "login": login, "next": goal, "oidc": tools().config.oidc}
        return render_template("sign_in.html", **known), found.status
    return enter(found, goal)


@bp.get("/sign-in/code")
def code() -> str | Response:
    """Ask for the six digits."""
    if desk_session().stage != "password":
        return redirect(url_for("sign_in.page"))
    return render_template("sign_in_code.html")


@bp.post("/sign-in/code")
def check_code() -> Response | tuple[str, int]:
    """Check the six digits; in under a new session id."""
    session = desk_session()
    if session.stage != "password" or session.staff_id is None:
        return redirect(url_for("sign_in.page"), code=303)
    with writing() as work:
        found = work.sign_in.second_factor(session.staff_id, forms.text("code", 40), request.remote_addr or "")
    if isinstance(found, Refused):
        return render_template("sign_in_code.html", fault=found.message), found.status
    goal = session.get("next", "")
    session.become("full", found.staff_id)
    return redirect(goal or url_for("queue.page"), code=303)


@bp.get("/sign-in/set-up")
def set_up() -> str | Response:
    """Show the QR code of a fresh second factor."""
    if desk_session().stage != "enrol":
        return redirect(url_for("sign_in.page"))
    return _set_up_page()


@bp.post("/sign-in/set-up")
def finish() -> str | Response:
    """Check the first code; show the recovery codes once."""
    session = desk_session()
    if session.stage != "enrol" or session.staff_id is None:
        return redirect(url_for("sign_in.page"), code=303)
    with writing() as work:
        codes = work.sign_in.enrol(session.staff_id, session["secret"], forms.text("code", 10))
    session.become("full", session.staff_id)
    return render_template("recovery_codes.html", recovery=codes)


@bp.post("/sign-out")
def out() -> Response:
    """End this session at once."""
    session = desk_session()
    with writing() as work:
        work.sessions.end(session.token)
        work.audit.write(Tag.STAFF_SIGNED_OUT, actor=session.staff_id or "", subject=session.staff_id or "")
    session.become("anonymous", None)
    return redirect(url_for("sign_in.page"), code=303)


def _set_up_page() -> str:
    session = desk_session()
    qr = segno.make(enrolment_uri(session["secret"], session["login"]))
    svg = Markup(qr.svg_inline(scale=5, border=3, dark="#000", light="#fff"))  # noqa: S704  drawn by segno
    return render_template("set_up.html", qr=svg, secret=session["secret"])
