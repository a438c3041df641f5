"""Messages, profiles, contents, quota and webhook settings under the paths of api.line.me."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, g, jsonify, request

from bot.emulator.api.gate import json_body, line_blueprint, platform
from bot.emulator.errors import Detail, LineRefusal

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def messages_blueprint() -> Blueprint:
    """The endpoints of the reference's sections Message, Users, Bot, Chat, Webhook settings."""
    api = line_blueprint("line_messages")
    _sending(api)
    _chats(api)
    _facts(api)
    _webhook(api)
    return api


def _retry_key() -> str | None:
    return request.headers.get("X-Line-Retry-Key")


def _sending(api: Blueprint) -> None:
    @api.post("/v2/bot/message/reply")
    def reply() -> Response:
        return jsonify(platform().messaging.reply(json_body(), _retry_key()))

    @api.post("/v2/bot/message/push")
    def push() -> Response:
        return jsonify(platform().messaging.push(json_body(), _retry_key(), g.request_id))

    @api.post("/v2/bot/message/multicast")
    def multicast() -> Response:
        return jsonify(platform().messaging.multicast(json_body(), _retry_key(), g.request_id))

    @api.post("/v2/bot/message/validate/<any(reply, push, multicast, narrowcast, broadcast):_kind>")
    def validate(_kind: str) -> Response:
        return jsonify(platform().messaging.validate(json_body()))


def _chats(api: Blueprint) -> None:
    @api.get("/v2/bot/profile/<user_id>")
    def profile(user_id: str) -> Response:
        return jsonify(platform().messaging.profile(user_id))

    @api.post("/v2/bot/chat/loading/start")
    def loading() -> tuple[Response, int]:
        return jsonify(platform().messaging.start_loading(json_body())), 202

    @api.post("/v2/bot/message/markAsRead")
    def mark_read() -> Response:
        return jsonify(platform().messaging.mark_read(json_body()))

    @api.post("/v2/bot/chat/markAsRead")
    def mark_read_by_token() -> Response:
        return jsonify(platform().messaging.mark_read_by_token(json_body()))

    @api.post("/v2/bot/<any(group, room):_kind>/<chat_id>/leave")
    def leave(_kind: str, chat_id: str) -> Response:
        return jsonify(platform().leave(chat_id))


def _facts(api: Blueprint) -> None:
    @api.get("/v2/bot/message/<message_id>/content")
    @api.get("/v2/bot/message/<message_id>/content/preview")
    def content(message_id: str) -> Response:
        data, kind = platform().messaging.content(message_id)
        return Response(data, mimetype=kind)

    @api.get("/v2/bot/message/<message_id>/content/transcoding")
    def transcoding(message_id: str) -> Response:
        platform().messaging.content(message_id)
        return jsonify({"status": "succeeded"})

    @api.get("/v2/bot/message/quota")
    def quota() -> Response:
        return jsonify(platform().messaging.quota())

    @api.get("/v2/bot/message/quota/consumption")
    def consumption() -> Response:
        return jsonify(platform().messaging.consumption())

    @api.get("/v2/bot/info")
    def info() -> Response:
        return jsonify(platform().messaging.info())


def _endpoint_url(body: dict[str, object], *, required: bool) -> str:
    """A webhook address: HTTPS as LINE demands, or plain HTTP to this very machine, for trying."""
    value = body.get("endpoint")
    if value is None and not required:
        return ""
    parts = urlsplit(value) if isinstance(value, str) else None
    local = parts is not None and parts.scheme == "http" and parts.hostname in _LOOPBACK
    if parts is None or not parts.hostname or not (local or parts.scheme == "https"):
        detail = Detail("invalid webhook endpoint url", "endpoint")
        raise LineRefusal(400, "The request body has 1 error(s)", (detail,))
    return str(value)


def _webhook(api: Blueprint) -> None:
    path = "/v2/bot/channel/webhook/endpoint"

    @api.get(path)
    def get_endpoint() -> Response:
        endpoint = platform().endpoint
        return jsonify({"endpoint": endpoint.url, "active": endpoint.active})

    @api.put(path)
    def put_endpoint() -> Response:
        platform().endpoint.url = _endpoint_url(json_body(), required=True)
        return jsonify({})

    @api.post("/v2/bot/channel/webhook/test")
    def test_endpoint() -> Response:
        body = json_body() if request.get_data() else {}
        return jsonify(platform().test_webhook(_endpoint_url(body, required=False)))
