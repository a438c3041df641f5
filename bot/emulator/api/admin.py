"""The admin API of the emulator: people's gestures, the webhook's fate, faults and the clock."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from bot.base.errors import TsunaguError
from bot.emulator.api.gate import platform
from bot.emulator.errors import BadRequestToEmulator, Json
from bot.emulator.model import Chat, Delivery
from bot.emulator.screen import Tappable

_LONGEST_WAIT = 20.0
"""Seconds for which a request for news may stay open."""


def admin_blueprint() -> Blueprint:
    """Everything under /emulator; errors are `{"message": …}` with the status of their type."""
    admin = Blueprint("emulator_admin", __name__, url_prefix="/emulator")
    admin.register_error_handler(TsunaguError, _error)
    _state(admin)
    _people(admin)
    _gestures(admin)
    _friendship(admin)
    return admin


def _error(error: TsunaguError) -> tuple[Response, int]:
    return jsonify({"message": error.message}), error.status


def given() -> Json:
    """The request's JSON object, or {} when there is none."""
    body = request.get_json(silent=True)
    if body is not None and not isinstance(body, dict):
        raise BadRequestToEmulator("JSON のオブジェクトを送ってください。")
    return body or {}


def told(delivery: Delivery | None) -> Response:
    """What a gesture caused: the delivery and its events, or nulls when LINE sends nothing."""
    events = delivery.events if delivery else []
    message = (events[0].get("message") or {}).get("id") if events else None
    return jsonify({"delivery": delivery.id if delivery else None, "events": events, "message_id": message})


def _chat(chat_id: str) -> Chat:
    return platform().world.chat(chat_id)


def _state(admin: Blueprint) -> None:
    @admin.get("/state")
    def state() -> Response:
        world = platform().world
        wait = min(request.args.get("wait", 0.0, type=float), _LONGEST_WAIT)
        known = request.args.get("rev", -1, type=int)
        revision = world.wait(known, wait) if wait else world.revision
        return jsonify(
            {
                "revision": revision,
                "now": world.clock().isoformat(),
                "bot": world.bot.name,
                "chats": [platform().screen(chat) for chat in list(world.chats.values())],
                "failed": sum(one.state == "failed" for one in platform().courier.deliveries),
            }
        )

    @admin.get("/content/<message_id>")
    def content(message_id: str) -> Response:
        data, kind = platform().world.contents.get(message_id, (b"", ""))
        return Response(data, mimetype=kind) if data else Response(status=404)

    @admin.get("/richmenu/<menu_id>/image")
    def picture(menu_id: str) -> Response:
        menu = platform().menus.find(menu_id)
        return Response(menu.image, mimetype=menu.content_type) if menu else Response(status=404)


def _people(admin: Blueprint) -> None:
    @admin.post("/users")
    def add_user() -> Response:
        wish = given()
        name = str(wish.get("name") or "").strip()[:20]
        if not name:
            raise BadRequestToEmulator("name（呼び名）を入れてください。")
        chat = platform().residents.add(name, follow=bool(wish.get("follow", True)))
        return jsonify(platform().screen(chat))

    @admin.get("/users/<chat_id>")
    def screen(chat_id: str) -> Response:
        return jsonify(platform().screen(_chat(chat_id)))

    @admin.post("/groups")
    def add_group() -> Response:
        wish = given()
        prefix = "R" if wish.get("kind") == "room" else "C"
        members = [str(one) for one in wish.get("members") or []]
        chat, _ = platform().residents.make_group(str(wish.get("name") or "グループ"), prefix, members)
        return jsonify(platform().screen(chat))


def _gestures(admin: Blueprint) -> None:
    @admin.post("/users/<chat_id>/say")
    def say(chat_id: str) -> Response:
        wish = given()
        text = str(wish.get("text") or "")
        if not text:
            raise BadRequestToEmulator("text（送ることば）を入れてください。")
        fields = {"text": text}
        return told(platform().residents.message(_chat(chat_id), "text", fields, str(wish.get("sender") or "")))

    @admin.post("/users/<chat_id>/send/<kind>")
    def send(chat_id: str, kind: str) -> Response:
        fields = given()
        sender = str(fields.pop("sender", ""))
        return told(platform().residents.message(_chat(chat_id), kind, fields, sender))

    @admin.post("/users/<chat_id>/postback")
    def postback(chat_id: str) -> Response:
        wish = given()
        shown = str(wish.get("displayText") or "")
        return told(
            platform().residents.postback(_chat(chat_id), str(wish.get("data")), wish.get("params"), shown=shown)
        )

    @admin.post("/users/<chat_id>/tap")
    def tap(chat_id: str) -> Response:
        wish = given()
        return told(platform().residents.tap(_chat(chat_id), str(wish.get("label")), wish.get("extra")))

    @admin.post("/users/<chat_id>/act")
    def act(chat_id: str) -> Response:
        wish = given()
        action = wish.get("action")
        if not isinstance(action, dict) or "type" not in action:
            raise BadRequestToEmulator("action（アクションオブジェクト）を入れてください。")
        target = Tappable(str(action.get("label", "")), action, "act")
        return told(platform().residents.perform(_chat(chat_id), target, wish.get("extra") or {}))


def _friendship(admin: Blueprint) -> None:
    @admin.post("/users/<chat_id>/unsend")
    def unsend(chat_id: str) -> Response:
        return told(platform().residents.unsend(_chat(chat_id), str(given().get("message_id") or "")))

    @admin.post("/users/<chat_id>/follow")
    def follow(chat_id: str) -> Response:
        return told(platform().residents.follow(_chat(chat_id)))

    @admin.post("/users/<chat_id>/block")
    def block(chat_id: str) -> Response:
        return told(platform().residents.block(_chat(chat_id)))

    @admin.post("/users/<chat_id>/mode")
    def mode(chat_id: str) -> Response:
        wanted = given().get("mode")
        if wanted not in {"active", "standby"}:
            raise BadRequestToEmulator("mode は active か standby です。")
        _chat(chat_id).mode = wanted
        return jsonify({"mode": wanted})

    @admin.post("/users/<chat_id>/event")
    def event(chat_id: str) -> Response:
        wish = given()
        kind = str(wish.get("type") or "")
        sender = str(wish.get("sender") or "")
        return told(platform().residents.inject(_chat(chat_id), kind, wish.get("body"), sender))
