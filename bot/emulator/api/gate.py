"""What every Messaging API call passes through: request id, access token, faults, LINE's error JSON."""

from __future__ import annotations

import hmac
import json
import uuid
from typing import cast

from flask import Blueprint, Response, current_app, g, jsonify, request

from bot.emulator.errors import Json, LineRefusal
from bot.emulator.faults import UNAUTHORIZED, Fault
from bot.emulator.platform import Platform
from bot.emulator.validate.limits import limit

EXTENSION = "line_platform"


def platform() -> Platform:
    """The platform this application serves."""
    return cast("Platform", current_app.extensions[EXTENSION])


def line_blueprint(name: str) -> Blueprint:
    """A blueprint whose calls are checked, may be struck by faults, and fail in LINE's form."""
    blueprint = Blueprint(name, __name__)
    blueprint.before_request(_enter)
    blueprint.after_request(_leave)
    blueprint.register_error_handler(LineRefusal, refusal_response)
    return blueprint


def refusal_response(refusal: LineRefusal) -> Response:
    """A refusal as an HTTP answer."""
    answer = jsonify(refusal.as_json())
    answer.status_code = refusal.status
    answer.headers.update(refusal.headers)
    return answer


def json_body() -> Json:
    """The request's JSON object; LINE's answers for another media type and for broken JSON."""
    kind = request.mimetype
    if kind != "application/json":
        raise LineRefusal(415, f"The content type, {kind or '(none)'}, is not supported")
    try:
        body = json.loads(request.get_data())
    except json.JSONDecodeError as error:
        where = f"(line: {error.lineno}, column: {error.colno})"
        raise LineRefusal(400, f"The request body could not be parsed as JSON {where}") from error
    except UnicodeDecodeError as error:
        message = "The request body could not be parsed as JSON (line: 1, column: 1)"
        raise LineRefusal(400, message) from error
    if not isinstance(body, dict):
        raise LineRefusal(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    return body


def _enter() -> None:
    g.request_id, g.fault = str(uuid.uuid4()), None
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {platform().channel.access_token}".encode()):
        raise LineRefusal(401, UNAUTHORIZED, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    if (request.content_length or 0) > limit("request_body"):
        raise LineRefusal(413, "Request exceeds the max size of 2MB")
    fault = platform().faults.strike(request.path)
    if fault is not None and fault.after:
        g.fault = fault
    elif fault is not None:
        _suffer(fault)


def _suffer(fault: Fault) -> None:
    if fault.waits:
        platform().world.stopping.wait(fault.seconds)
    if fault.kind == "timeout":
        raise LineRefusal(500, "Internal server error")
    refusal = fault.refusal()
    if refusal is not None:
        raise refusal


def _leave(answer: Response) -> Response:
    fault: Fault | None = g.get("fault")
    if fault is not None and answer.status_code < 300:
        try:
            _suffer(fault)
        except LineRefusal as refusal:
            answer = refusal_response(refusal)
    answer.headers["X-Line-Request-Id"] = g.get("request_id", "")
    world = platform().world
    world.calls.append({"method": request.method, "path": request.path, "status": answer.status_code})
    return answer
