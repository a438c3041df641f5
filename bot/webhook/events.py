"""LINE's JSON → Incoming, one event at a time: a bad event is set aside, its neighbours go on.

The shapes are those of LINE's webhook event objects. We read them ourselves and forgivingly: the SDK's parser gives up
a whole POST for one missing field and loses a text that lacks its quote token (peers.md, section 4).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.base.incoming import Incoming, IncomingKind

CHANNEL = "line"
Event = Mapping[str, Any]


@dataclass(frozen=True)
class Ignored:
    """An event that asks nothing of us; `why` is a code for the counter."""

    why: str


def read_body(body: bytes) -> list[Any]:
    """The events of one POST; raises ValueError when it is not a webhook body at all."""
    content = json.loads(body)
    events = content.get("events") if isinstance(content, dict) else None
    if not isinstance(events, list):
        raise ValueError("no events")
    return events


def read_event(event: Any, now: datetime) -> Incoming | Ignored:
    """One event in our words, or why it is ignored. Never raises for any JSON value."""
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        return Ignored("malformed")
    source = _part(event, "source")
    if source.get("type") in ("group", "room"):
        return _from_place(event, source, now)
    account = source.get("userId")
    if not isinstance(account, str) or not account:
        return Ignored("no_user")
    standby = event.get("mode") == "standby"  # another module answers (LINE: Channel state)
    if standby and event["type"] not in ("unsend", "unfollow"):
        return Ignored("standby")
    reader = _READERS.get(event["type"])
    return reader(event, _common(event, account, now)) if reader else Ignored("kind")


def _common(event: Event, account: str, now: datetime) -> dict[str, Any]:
    return {
        "channel": CHANNEL,
        "event_id": _event_id(event),
        "account": account,
        "occurred_at": _moment(event.get("timestamp"), now),
        "received_at": now,
        "reply_token": _text(event.get("replyToken")),
        "redelivered": _part(event, "deliveryContext").get("isRedelivery") is True,
    }


def _message(event: Event, common: dict[str, Any]) -> Incoming | Ignored:
    message = _part(event, "message")
    common |= {"message_id": _text(message.get("id")), "read_token": _text(message.get("markAsReadToken"))}
    kind = message.get("type")
    if kind == "text":
        return Incoming(kind=IncomingKind.TEXT, text=_text(message.get("text")), **common)
    if kind == "location":
        return _location(message, common)
    if kind == "sticker":
        return Incoming(kind=IncomingKind.STICKER, **common)
    if kind in ("image", "video", "audio", "file"):
        return Incoming(kind=IncomingKind.MEDIA, **common)
    return Ignored("message_kind")


def _location(message: Event, common: dict[str, Any]) -> Incoming:
    latitude, longitude = message.get("latitude"), message.get("longitude")
    known = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in (latitude, longitude))
    return Incoming(
        kind=IncomingKind.LOCATION,
        latitude=float(latitude) if known and latitude is not None else None,
        longitude=float(longitude) if known and longitude is not None else None,
        address=_text(message.get("address")),
        **common,
    )


def _postback(event: Event, common: dict[str, Any]) -> Incoming:
    return Incoming(kind=IncomingKind.CHOICE, choice=_text(_part(event, "postback").get("data")), **common)


def _unsend(event: Event, common: dict[str, Any]) -> Incoming:
    message_id = _text(_part(event, "unsend").get("messageId"))
    return Incoming(kind=IncomingKind.UNSEND, message_id=message_id, **common)


def _follow(event: Event, common: dict[str, Any]) -> Incoming:
    return Incoming(kind=IncomingKind.FOLLOW, **common)


def _unfollow(event: Event, common: dict[str, Any]) -> Incoming:
    return Incoming(kind=IncomingKind.UNFOLLOW, **common)


_READERS: Mapping[str, Callable[[Event, dict[str, Any]], Incoming | Ignored]] = {
    "message": _message,
    "postback": _postback,
    "unsend": _unsend,
    "follow": _follow,
    "unfollow": _unfollow,
}


def _from_place(event: Event, source: Event, now: datetime) -> Incoming | Ignored:
    """A group or room: only what lets us say once that we talk one to one, and leave."""
    kind = str(source["type"])
    place = _text(source.get(f"{kind}Id"))
    if event["type"] not in ("join", "message") or not place or event.get("mode") == "standby":
        return Ignored("place")
    return Incoming(kind=IncomingKind.GROUP, place_kind=kind, place=place, **_common(event, place, now))


def _event_id(event: Event) -> str:
    """LINE's id (ULID); where it is missing, a digest of the event without what a redelivery changes."""
    given = event.get("webhookEventId")
    if isinstance(given, str) and given:
        return given[:64]
    stable = {name: value for name, value in event.items() if name not in ("replyToken", "deliveryContext")}
    return hashlib.sha256(json.dumps(stable, sort_keys=True).encode()).hexdigest()


def _moment(timestamp: Any, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(float(timestamp) / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return now


def _part(event: Event, name: str) -> Event:
    value = event.get(name)
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
