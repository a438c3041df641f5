"""The admin API's hold on the wire: raw events, holding back, redelivery, faults, clock, quota."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from bot.base.errors import TsunaguError
from bot.emulator.api.admin import given, told
from bot.emulator.api.gate import platform
from bot.emulator.errors import BadRequestToEmulator, Json
from bot.emulator.events import new_event
from bot.emulator.model import SendResult


def wire_blueprint() -> Blueprint:
    """Everything under /emulator that is not a person's gesture."""
    wire = Blueprint("emulator_wire", __name__, url_prefix="/emulator")
    wire.register_error_handler(TsunaguError, lambda error: (jsonify({"message": error.message}), error.status))
    _injection(wire)
    _deliveries(wire)
    _webhook(wire)
    _faults(wire)
    _conditions(wire)
    return wire


def _outcome(result: SendResult) -> Response:
    return jsonify({"reason": result.reason, "status": result.status, "detail": result.detail})


def _complete(event: Json) -> Json:
    """An event with the common properties filled in where the caller left them out."""
    rest = {key: value for key, value in event.items() if key not in {"type", "source"}}
    whole = new_event(
        str(event.get("type")),
        event.get("source") or {},
        platform().world.clock(),
        event.get("mode", "active"),
        {},
    )
    return {**whole, **rest}


def _injection(wire: Blueprint) -> None:
    @wire.post("/events")
    def events() -> Response:
        wish = given()
        several = wish.get("events")
        if not isinstance(several, list) or not all(isinstance(one, dict) for one in several):
            raise BadRequestToEmulator("events（イベントの配列）を入れてください。")
        exact = bool(wish.get("exact", False))
        return told(platform().courier.send([one if exact else _complete(one) for one in several]))

    @wire.post("/raw")
    def raw() -> Response:
        wish = given()
        body = str(wish.get("body", "")).encode("utf-8", "surrogatepass")
        sign = str(wish.get("signature", "good"))
        if sign not in {"good", "wrong", "missing"}:
            raise BadRequestToEmulator("signature は good, wrong, missing のどれかです。")
        return _outcome(platform().courier.post_raw(body, sign=sign))


def _deliveries(wire: Blueprint) -> None:
    @wire.get("/deliveries")
    def deliveries() -> Response:
        return jsonify({"deliveries": [one.as_json() for one in list(platform().courier.deliveries)]})

    @wire.post("/deliveries/<delivery_id>/redeliver")
    def redeliver(delivery_id: str) -> Response:
        return jsonify(platform().courier.redeliver(delivery_id).as_json())

    @wire.post("/redeliver-due")
    def redeliver_due() -> Response:
        platform().courier.redeliver_due()
        return jsonify({"settled": platform().courier.settle()})

    @wire.post("/settle")
    def settle() -> Response:
        return jsonify({"settled": platform().courier.settle(float(given().get("seconds", 10)))})

    @wire.post("/hold")
    def hold() -> Response:
        platform().courier.hold()
        return jsonify({})

    @wire.post("/release")
    def release() -> Response:
        wish = given()
        done = platform().courier.release(wish.get("order", "as_is"), together=bool(wish.get("together")))
        return jsonify({"deliveries": [one.as_json() for one in done]})


def _webhook(wire: Blueprint) -> None:
    @wire.post("/webhook/check")
    def check() -> Response:
        return _outcome(platform().courier.check_url(""))

    @wire.post("/webhook")
    def settings() -> Response:
        wish, endpoint = given(), platform().endpoint
        endpoint.active = bool(wish.get("active", endpoint.active))
        endpoint.redelivery = bool(wish.get("redelivery", endpoint.redelivery))
        endpoint.pauses = tuple(float(one) for one in wish.get("pauses", endpoint.pauses))
        endpoint.url = str(wish.get("url", endpoint.url))
        mishaps = [str(one) for one in wish.get("mishaps", [])]
        if not set(mishaps) <= {"lost", "answer_lost"}:
            raise BadRequestToEmulator("mishaps は lost, answer_lost のどれかの配列です。")
        endpoint.mishaps += mishaps
        return jsonify({"active": endpoint.active, "redelivery": endpoint.redelivery, "url": endpoint.url})


def _faults(wire: Blueprint) -> None:
    @wire.get("/faults")
    def faults() -> Response:
        return jsonify({"faults": platform().faults.as_json()})

    @wire.post("/faults")
    def plan() -> Response:
        return jsonify(vars(platform().faults.plan(given())))

    @wire.delete("/faults")
    def clear() -> Response:
        platform().faults.clear()
        return jsonify({})


def _conditions(wire: Blueprint) -> None:
    @wire.post("/reset")
    def reset() -> Response:
        platform().reset()
        return jsonify({})

    @wire.post("/clock")
    def clock() -> Response:
        platform().world.clock.shift(float(given().get("seconds", 0)))
        platform().world.touch()
        return jsonify({"now": platform().world.clock().isoformat()})

    @wire.post("/quota")
    def quota() -> Response:
        wanted = given().get("limit")
        platform().world.bot.quota = None if wanted is None else int(wanted)
        return jsonify(platform().messaging.quota())

    @wire.get("/calls")
    def calls() -> Response:
        return jsonify({"calls": list(platform().world.calls)})

    @wire.get("/warnings")
    def warnings() -> Response:
        return jsonify({"warnings": list(platform().world.warnings)})
