"""Builds webhook events as webhook.yml of line/line-openapi describes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from bot.emulator.errors import Json
from bot.emulator.ids import message_id, millis, token, ulid
from bot.emulator.model import Chat, Mode

WITHOUT_REPLY_TOKEN = frozenset(
    {
        "unsend",
        "unfollow",
        "leave",
        "memberLeft",
        "module",
        "activated",
        "deactivated",
        "botSuspended",
        "botResumed",
        "delivery",
    }
)
"""Event types that carry no reply token; every other type does while the channel is active."""

WITHOUT_QUOTE_TOKEN = frozenset({"audio", "file", "location"})


def source_of(chat: Chat, user_id: str = "") -> Json:
    """The `source` of an event in this chat."""
    if chat.kind == "user":
        return {"type": "user", "userId": chat.id}
    body: Json = {"type": chat.kind, f"{chat.kind}Id": chat.id}
    return {**body, "userId": user_id} if user_id else body


def new_event(kind: str, source: Json, now: datetime, mode: Mode, body: Json) -> Json:
    """An event with everything that LINE requires of all of them; standby events have no reply token."""
    event: Json = {"type": kind, **body}
    if mode == "active" and kind not in WITHOUT_REPLY_TOKEN:
        event["replyToken"] = token()
    event["webhookEventId"] = ulid(now)
    event["deliveryContext"] = {"isRedelivery": False}
    event["timestamp"] = millis(now)
    event["source"] = source
    event["mode"] = mode
    return event


def message_content(kind: str, fields: Json) -> Json:
    """The `message` of a message event, with its id and tokens."""
    content: Json = {"type": kind, "id": message_id(), "markAsReadToken": token(), **fields}
    if kind not in WITHOUT_QUOTE_TOKEN:
        content["quoteToken"] = token()
    return content


_U = "U" + "0" * 32

SAMPLES: Mapping[str, Json] = MappingProxyType(
    {
        "follow": {"follow": {"isUnblocked": False}},
        "unfollow": {},
        "unsend": {"unsend": {"messageId": "325708"}},
        "join": {},
        "leave": {},
        "memberJoined": {"joined": {"members": [{"type": "user", "userId": _U}]}},
        "memberLeft": {"left": {"members": [{"type": "user", "userId": _U}]}},
        "postback": {"postback": {"data": "sample"}},
        "videoPlayComplete": {"videoPlayComplete": {"trackingId": "track-id"}},
        "beacon": {"beacon": {"hwid": "d41d8cd98f", "type": "enter"}},
        "accountLink": {"link": {"result": "ok", "nonce": "xxxxxxxxxxxxxxx"}},
        "things": {"things": {"deviceId": "t2c449c9d1", "type": "link"}},
        "membership": {"membership": {"type": "joined", "membershipId": 3189}},
        "module": {"module": {"type": "attached", "botId": _U, "scopes": ["message:send"]}},
        "activated": {"chatControl": {"expireAt": 1462629479859}},
        "deactivated": {},
        "botSuspended": {},
        "botResumed": {},
        "delivery": {"delivery": {"data": "15034552939884E28681A7D668CEA94C147C716C0EC9DFE8B80B44EF3B57F6BD"}},
        "messageEdited": {
            "message": {"type": "text", "id": "325708", "quoteToken": "q3Plxr4AgKd", "text": "なおしました"}
        },
    }
)
"""A body for every event type but `message`, to inject any of them with a name only."""

MESSAGE_SAMPLES: Mapping[str, Json] = MappingProxyType(
    {
        "text": {"text": "こんにちは"},
        "image": {"contentProvider": {"type": "line"}},
        "video": {"duration": 60000, "contentProvider": {"type": "line"}},
        "audio": {"duration": 60000, "contentProvider": {"type": "line"}},
        "file": {"fileName": "file.txt", "fileSize": 2138},
        "location": {
            "title": "現在地",
            "address": "東京都文京区春日1丁目16-21",
            "latitude": 35.70807,
            "longitude": 139.75232,
        },
        "sticker": {
            "packageId": "446",
            "stickerId": "1988",
            "stickerResourceType": "STATIC",
            "keywords": ["ありがとう"],
        },
    }
)
"""A body for every kind of message a resident can send."""
