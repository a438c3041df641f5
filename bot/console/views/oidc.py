"""Signing in with the organisation's account: out to its page, and back."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from bot.console import oidc
from bot.console.entering import enter, local_path
from bot.console.web_session import desk_session
from bot.console.wording import again
from bot.console.work import tools, writing
from bot.staff.sign_in import Refused

bp = Blueprint("oidc", __name__, url_prefix="/sign-in/organisation")


@bp.get("/")
def start() -> Response:
    """Out to the organisation's sign-in."""
    answer = oidc.leave()
    desk_session()["next"] = local_path(request.args.get("next", ""))
    return answer


@bp.get("/return")
def back() -> Response | str | tuple[str, int]:
    """Back with a code: find the account, then the second factor unless the organisation has asked for one."""
    if not oidc.is_expected() and "again" not in request.args:
        return render_template("oidc_return.html", again=again("oidc.back", again=1))
    goal = desk_session().get("next", "")
    said = oidc.claims()
    with writing() as work:
        found = work.sign_in.vouched(said, request.remote_addr or "")
    if isinstance(found, Refused):
        return render_template("sign_in.html", fault=found.message, next=goal, oidc=tools().config.oidc), found.status
    return enter(found, goal, strong=said.strong)
