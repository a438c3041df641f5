"""Deny by default: what each endpoint needs, in one table; an endpoint that is not here is closed to all."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.base.errors import NotAllowed
from bot.console.web_session import desk_session
from bot.console.work import reading

OPEN = frozenset(
    {"static", "sign_in.page", "sign_in.submit", "oidc.start", "oidc.back", "health.alive", "health.ready"}
)
"""Reachable without signing in."""
HALF = frozenset({"sign_in.code", "sign_in.check_code", "sign_in.set_up", "sign_in.finish", "sign_in.out"})
"""Reachable after the password, before the second factor; these check the stage themselves."""
NEEDS: Mapping[str, str] = {
    "account.page": "", "account.password": "", "account.duty": "",
    "queue.page": "", "queue.live": "read", "queue.search": "read",
    "notices.page": "read", "notices.put_away": "read", "alerts.live": "read", "alerts.take": "answer",
    "cases.page": "read", "cases.chat": "read", "cases.timeline": "read",
    "case_acts.claim": "answer", "case_acts.reply": "answer", "case_acts.unschedule": "answer",
    "case_acts.assign": "answer", "case_acts.join": "answer", "case_acts.leave": "answer",
    "case_acts.give_back": "answer", "case_acts.transfer": "answer", "case_acts.pause": "answer",
    "case_acts.close": "answer", "case_acts.reopen": "answer", "case_acts.lower": "answer",
    "records.page": "read", "records.add": "answer", "records.done": "answer", "records.refer": "answer",
    "records.settle": "answer", "records.meet": "answer", "records.disclose": "disclose",
    "records.told": "disclose", "records.merge": "answer", "to_do.page": "read", "deliveries.page": "deliveries",
    "statistics.page": "statistics", "statistics.download": "statistics", "statistics.karte": "statistics",
    "goals.page": "statistics", "goals.change": "goals",
    "sheets.page": "export", "sheets.excel": "export", "audit.page": "read_audit",
    "staff.page": "manage_staff", "staff.add": "manage_staff", "staff.person": "manage_staff",
    "staff.change": "manage_staff", "staff.reset": "manage_staff", "staff.end": "manage_staff",
    "staff.disable": "manage_staff",
    "catalogue.page": "care", "catalogue.record": "care", "catalogue.propose": "care", "catalogue.verify": "care",
    "catalogue.edit": "care", "catalogue.release": "review", "catalogue.reject": "review",
    "stop.page": "stop_bot", "stop.press": "stop_bot", "stop.resume": "stop_bot",
    "case_acts.stage": "answer", "case_acts.reach": "answer", "case_acts.note": "answer",
}  # fmt: skip
"""Endpoint → action that the person's roles must include; empty: any signed-in person."""


def install(app: Flask) -> None:
    """Put the gate before every request."""
    app.before_request(_check)


def _check() -> Response | None:
    endpoint = request.endpoint
    if endpoint is None:
        return None  # no such page: Flask answers 404, or 405
    if endpoint in OPEN:
        return None
    session = desk_session()
    if endpoint in HALF:
        return None if session.staff_id else _to_sign_in()
    if session.stage != "full" or session.staff_id is None:
        return _to_sign_in()
    if endpoint not in NEEDS:
        abort(404)
    with reading() as work:
        g.person = work.accounts.get(session.staff_id)
    needed = NEEDS[endpoint]
    if needed and not g.person.may(needed):
        raise NotAllowed("このページを見る権限がありません。")
    return None


def _to_sign_in() -> Response:
    """To the sign-in page; a page that was asked for by GET is opened afterwards."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" and request.endpoint not in HALF else None
    return redirect(url_for("sign_in.page", next=wanted if wanted != "/" else None), code=303)
