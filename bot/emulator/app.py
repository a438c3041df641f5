"""The emulator as a Flask application: LINE's paths, the phone at `/`, the admin API under /emulator."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from bot.emulator.api.admin import admin_blueprint
from bot.emulator.api.gate import EXTENSION
from bot.emulator.api.messages import messages_blueprint
from bot.emulator.api.richmenus import richmenu_blueprint
from bot.emulator.api.wire import wire_blueprint
from bot.emulator.platform import Platform

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def create_app(platform: Platform, *, desk_url: str = "") -> Flask:
    """The application of one platform; `desk_url` puts a link to the coordinators' console on the page."""
    app = Flask(__name__)
    app.extensions[EXTENSION] = platform
    app.before_request(_only_this_machine)
    app.after_request(_headers)
    app.register_error_handler(HTTPException, _http_error)
    app.register_blueprint(messages_blueprint())
    app.register_blueprint(richmenu_blueprint())
    app.register_blueprint(admin_blueprint())
    app.register_blueprint(wire_blueprint())

    @app.get("/")
    def phone() -> str:
        return render_template("phone.html", bot=platform.world.bot.name, desk_url=desk_url)

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    return app


def _http_error(error: HTTPException) -> tuple[Response, int]:
    """Unknown paths and methods answer in JSON, as everything else here does."""
    return jsonify({"message": error.name.capitalize()}), error.code or 500


def _host(address: str) -> str:
    try:
        return urlsplit(f"//{address}").hostname or ""
    except ValueError:
        return ""


def _only_this_machine() -> None:
    """The admin API has no password: refuse other hosts' names and other sites' scripts."""
    if _host(request.host) not in _LOCAL:
        abort(403)
    origin = request.headers.get("Origin")
    if origin and _host(origin.partition("://")[2]) not in _LOCAL:
        abort(403)


def _headers(answer: Response) -> Response:
    answer.headers.setdefault("Content-Security-Policy", _POLICY)
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "no-referrer")
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer
