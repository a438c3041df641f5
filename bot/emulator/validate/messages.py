"""Message objects: the list in a reply or a push, and each kind in it (reference: Message objects)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.emulator.errors import Json, LineRefusal
from bot.emulator.validate.actions import QUICK_REPLY, check_action
from bot.emulator.validate.flex import check_container
from bot.emulator.validate.problems import MUST, Problems
from bot.emulator.validate.templates import check_template

_COMMON = frozenset({"type", "quickReply", "sender"})


def check_messages(value: object) -> list[Json]:
    """The messages of a request body, or `LineRefusal` (400) saying what LINE would say."""
    problems = Problems()
    messages = [one for one in problems.items(value, "messages", "messages") if isinstance(one, dict)]
    if isinstance(value, list) and not problems.found and len(messages) != len(value):
        problems.add("messages", "must be an array of objects")
    for index, message in enumerate(messages):
        _message(message, f"messages[{index}]", problems)
    _refuse(problems)
    for index, message in enumerate(messages):
        _flex(message, index)
    return messages


def _refuse(problems: Problems) -> None:
    if problems.found:
        count = len(problems.found)
        raise LineRefusal(400, f"The request body has {count} error(s)", tuple(problems.found))


def _flex(message: Json, index: int) -> None:
    """Flex has its own error answer, with JSON pointers into `contents`."""
    if message["type"] != "flex":
        return
    problems = Problems("/")
    check_container(message.get("contents"), problems)
    if problems.found:
        sentence = f"A message (messages[{index}]) in the request body is invalid"
        raise LineRefusal(400, sentence, tuple(problems.found))


def _message(message: Json, path: str, problems: Problems) -> None:
    if not problems.one_of(message, "type", tuple(_CHECKS), path, required=True):
        return
    _CHECKS[message["type"]](message, path, problems)
    if message.get("quickReply") is not None:
        _quick_reply(message["quickReply"], f"{path}.quickReply", problems)
    sender = message.get("sender")
    if isinstance(sender, dict):
        problems.text(sender, "name", "sender_name", f"{path}.sender", required=False)
        problems.https(sender, "iconUrl", f"{path}.sender", required=False)


def _quick_reply(value: object, path: str, problems: Problems) -> None:
    body = problems.obj(value, path)
    if body is None:
        return
    for index, item in enumerate(problems.items(body.get("items"), f"{path}.items", "quick_reply_items")):
        at = f"{path}.items[{index}]"
        button = problems.obj(item, at)
        if button is None:
            continue
        problems.one_of(button, "type", ("action",), at, required=True)
        problems.https(button, "imageUrl", at, required=False)
        check_action(button.get("action"), f"{at}.action", QUICK_REPLY, problems)


def _text(message: Json, path: str, problems: Problems) -> None:
    problems.text(message, "text", "text", path)
    emojis = message.get("emojis")
    if emojis is None:
        return
    text = str(message.get("text") or "").encode("utf-16-le", "surrogatepass")
    for index, emoji in enumerate(problems.items(emojis, f"{path}.emojis", "emojis")):
        at = emoji.get("index") if isinstance(emoji, dict) else None
        if not isinstance(at, int) or text[2 * at : 2 * at + 2] != b"$\x00":
            problems.add(f"{path}.emojis[{index}].index", "must point at a $ in the text")


def _text_v2(message: Json, path: str, problems: Problems) -> None:
    problems.text(message, "text", "text", path)


def _media(message: Json, path: str, problems: Problems) -> None:
    problems.https(message, "originalContentUrl", path)
    problems.https(message, "previewImageUrl", path)
    problems.text(message, "trackingId", "tracking_id", path, required=False)


def _audio(message: Json, path: str, problems: Problems) -> None:
    problems.https(message, "originalContentUrl", path)
    problems.number(message, "duration", path)


def _sticker(message: Json, path: str, problems: Problems) -> None:
    for key in ("packageId", "stickerId"):
        if not str(message.get(key) or "").isdigit():
            problems.add(f"{path}.{key}", MUST if not message.get(key) else "invalid sticker")


def _location(message: Json, path: str, problems: Problems) -> None:
    problems.text(message, "title", "location_text", path)
    problems.text(message, "address", "location_text", path)
    problems.number(message, "latitude", path)
    problems.number(message, "longitude", path)


def _with_alt(message: Json, path: str, problems: Problems) -> None:
    problems.text(message, "altText", "alt_text", path)


def _template(message: Json, path: str, problems: Problems) -> None:
    _with_alt(message, path, problems)
    check_template(message.get("template"), f"{path}.template", problems)


def _imagemap(message: Json, path: str, problems: Problems) -> None:
    _with_alt(message, path, problems)
    problems.https(message, "baseUrl", path)
    problems.items(message.get("actions"), f"{path}.actions", "imagemap_actions")


def _coupon(message: Json, path: str, problems: Problems) -> None:
    if not message.get("couponId"):
        problems.add(f"{path}.couponId", MUST)


_CHECKS: dict[str, Callable[[Json, str, Problems], None]] = {
    "text": _text,
    "textV2": _text_v2,
    "sticker": _sticker,
    "image": _media,
    "video": _media,
    "audio": _audio,
    "location": _location,
    "imagemap": _imagemap,
    "template": _template,
    "flex": _with_alt,
    "coupon": _coupon,
}

_FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "text": _COMMON | {"text", "emojis", "quoteToken"},
        "textV2": _COMMON | {"text", "substitution", "quoteToken"},
        "sticker": _COMMON | {"packageId", "stickerId", "quoteToken"},
        "image": _COMMON | {"originalContentUrl", "previewImageUrl"},
        "video": _COMMON | {"originalContentUrl", "previewImageUrl", "trackingId"},
        "audio": _COMMON | {"originalContentUrl", "duration"},
        "location": _COMMON | {"title", "address", "latitude", "longitude"},
        "imagemap": _COMMON | {"baseUrl", "altText", "baseSize", "video", "actions"},
        "template": _COMMON | {"altText", "template"},
        "flex": _COMMON | {"altText", "contents"},
        "coupon": _COMMON | {"couponId", "deliveryTag"},
    }
)


def unknown_fields(messages: list[Json]) -> list[str]:
    """Properties of messages that LINE would silently ignore, such as a misspelt `quickreply`."""
    return [
        f"messages[{index}].{key}"
        for index, message in enumerate(messages)
        for key in message
        if key not in _FIELDS.get(message["type"], frozenset())
    ]
