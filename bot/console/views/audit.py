"""The log of acts, for auditors: who did what, without content."""

from __future__ import annotations

from flask import Blueprint, request

from bot.audit.reading import Wanted, read
from bot.console.pages import page as render
from bot.console.work import reading

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("/")
def page() -> str:
    """The newest acts first."""
    args = request.args
    number = args.get("page", "1")
    wanted = Wanted(
        args.get("tag", "")[:40], args.get("actor", "")[:40], args.get("subject", "")[:40],
        int(number) if number.isdecimal() and len(number) < 6 else 1,
    )  # fmt: skip
    with reading() as work:
        staff = {p.staff_id: p.name for p in work.accounts.all()}
        return render(work, "audit.html", acts=read(work.session, wanted), wanted=wanted, staff=staff)
