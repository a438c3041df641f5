"""Accounts, for administrators: no case text here."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.console import forms
from bot.console.pages import page as render
from bot.console.pages import said
from bot.console.work import me, reading, writing
from bot.staff.accounts import Account

bp = Blueprint("staff", __name__, url_prefix="/staff")


@bp.get("/")
def page() -> str:
    """Everybody of the municipality."""
    with reading() as work:
        return render(work, "staff.html", people=work.accounts.all(me().municipality), oidc=work.config.oidc)


@bp.post("/")
def add() -> str:
    """Add somebody; the first password is shown once."""
    with writing() as work:
        person, password = work.accounts.add(me().staff_id, _account())
    return render_template("first_password.html", person=person, password=password)


@bp.get("/<staff_id>")
def person(staff_id: str) -> str:
    """One account."""
    with reading() as work:
        return render(work, "person.html", person=work.accounts.of(me().municipality, staff_id), oidc=work.config.oidc)


@bp.post("/<staff_id>")
def change(staff_id: str) -> Response:
    """Change name, roles, areas; sessions end at once."""
    with writing() as work:
        work.accounts.of(me().municipality, staff_id)
        work.accounts.change(me().staff_id, staff_id, _account())
    return _back(staff_id, "変えました。その人は、もう一度サインインします。")


@bp.post("/<staff_id>/reset")
def reset(staff_id: str) -> str:
    """A new first password; the second factor is set up anew."""
    with writing() as work:
        found = work.accounts.of(me().municipality, staff_id)
        password = work.accounts.reset(me().staff_id, staff_id)
    return render_template("first_password.html", person=found, password=password)


@bp.post("/<staff_id>/end")
def end(staff_id: str) -> Response:
    """End all sessions at once."""
    with writing() as work:
        work.accounts.of(me().municipality, staff_id)
        work.accounts.end_sessions(me().staff_id, staff_id)
    return _back(staff_id, "サインインをすべて終わらせました。")


@bp.post("/<staff_id>/disable")
def disable(staff_id: str) -> Response:
    """Close the account, or open it again."""
    with writing() as work:
        found = work.accounts.of(me().municipality, staff_id)
        (work.accounts.enable if found.disabled else work.accounts.disable)(me().staff_id, staff_id)
    return _back(staff_id, "アカウントを再開しました。" if found.disabled else "アカウントを止めました。")


def _account() -> Account:
    return Account(
        login=forms.text("login", 60),
        name=forms.text("name", 60),
        municipality=me().municipality,
        roles=tuple(request.form.getlist("roles")),
        areas=tuple(request.form.getlist("areas")),
        office=forms.text("office", 80),
        email=forms.text("email", 120),
        oidc_subject=forms.text("oidc_subject", 200) if "oidc_subject" in request.form else None,
    )


def _back(staff_id: str, message: str) -> Response:
    said(message)
    return redirect(url_for("staff.person", staff_id=staff_id), code=303)
