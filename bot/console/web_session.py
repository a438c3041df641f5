"""Flask's session kept in the database; the cookie holds a random value and nothing else."""

from __future__ import annotations

from typing import Any

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin

from bot.console.work import EXTENSION, Tools, Work

LIVE_HEADER = "X-Tsunagu-Live"
"""Set by the page's own polling, which must not keep an unattended session alive."""


class DeskSession(dict[str, Any], SessionMixin):
    """What one cookie carries; `stage` is anonymous, password, enrol or full."""

    def __init__(self, token: str = "", stage: str = "anonymous", staff_id: str | None = None) -> None:
        super().__init__()
        self.token = token
        self.stage = stage
        self.staff_id = staff_id
        self.stale = False
        self.renewed = False
        self.before: dict[str, Any] = {}

    def become(self, stage: str, staff_id: str | None, **carried: Any) -> None:
        """Go on as somebody, under a new id: what an attacker may have planted before is worth nothing."""
        self.clear()
        self.update(carried)
        self.stage, self.staff_id, self.renewed = stage, staff_id, True


class DeskSessions(SessionInterface):
    """Opens and saves sessions; a session is written only when it changed."""

    def open_session(self, app: Flask, request: Request) -> DeskSession:
        """The live session of the cookie, or an empty one."""
        tools: Tools = app.extensions[EXTENSION]
        token = request.cookies.get(tools.config.cookie, "")
        if not token or request.path.startswith("/static/"):
            return DeskSession()
        with tools.database.reading() as rows:
            found = Work(rows, tools).sessions.find(token)
        if found is None:
            return DeskSession()
        opened = DeskSession(token, found.stage, found.staff_id)
        opened.update(found.data)
        opened.before = dict(found.data)
        opened.stale = found.stale and LIVE_HEADER not in request.headers
        return opened

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed; end the old id when the session was renewed."""
        assert isinstance(session, DeskSession)
        tools: Tools = app.extensions[EXTENSION]
        changed = dict(session) != session.before
        if not (session.renewed or changed or session.stale):
            return
        with tools.database.transaction() as rows:
            token = _keep(Work(rows, tools), session, changed)
        if token is not None:
            _set_cookie(response, tools, token)


def _keep(work: Work, session: DeskSession, changed: bool) -> str | None:
    """The new cookie value, or None when the old one stays."""
    if session.renewed or not session.token:
        if session.token:
            work.sessions.end(session.token)
        work.sessions.purge()
        return work.sessions.create(session.stage, session.staff_id, dict(session))
    if changed:
        work.sessions.save(session.token, dict(session))
    else:
        work.sessions.touch(session.token)
    return None


def _set_cookie(response: Response, tools: Tools, token: str) -> None:
    response.set_cookie(tools.config.cookie, token, secure=tools.config.tls, httponly=True, samesite="Strict", path="/")


def desk_session() -> DeskSession:
    """This request's session."""
    found = session._get_current_object()  # type: ignore[attr-defined]
    assert isinstance(found, DeskSession)
    return found
