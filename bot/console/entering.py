"""From a known account into the desk: the second factor first, unless the organisation has asked for one."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from bot.console.web_session import desk_session
from bot.staff.totp import new_totp_secret
from bot.store.models import StaffRow


def enter(row: StaffRow, goal: str, *, strong: bool = False) -> Response:
    """On to the six digits, to setting them up, or straight in; each time under a new session id."""
    if strong:
        desk_session().become("full", row.staff_id)
        return redirect(goal or url_for("queue.page"), code=303)
    if row.totp_secret is None:
        desk_session().become("enrol", row.staff_id, secret=new_totp_secret(), login=row.login, next=goal)
        return redirect(url_for("sign_in.set_up"), code=303)
    desk_session().become("password", row.staff_id, next=goal)
    return redirect(url_for("sign_in.code"), code=303)


def local_path(goal: str) -> str:
    """A path on this site, or nothing: never on to somebody else's page."""
    fine = goal.startswith("/") and not goal.startswith(("//", "/\\", "/sign"))
    return goal if fine and goal.isprintable() else ""
