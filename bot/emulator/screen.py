"""What can be tapped on a chat's screen: quick replies, buttons and cards, the rich menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.emulator.errors import Json, NothingToTap
from bot.emulator.model import Chat


@dataclass(frozen=True)
class Tappable:
    """Something to tap: the words on it, its action, and where it stands."""

    label: str
    action: Json
    where: str


def quick_replies(chat: Chat) -> list[Tappable]:
    """The quick replies shown: those of the newest message, if it is the bot's (docs: Use quick replies)."""
    if not chat.entries or chat.entries[-1].side != "bot":
        return []
    items = (chat.entries[-1].message.get("quickReply") or {}).get("items") or []
    return [Tappable(str(one["action"].get("label", "")), one["action"], "quick_reply") for one in items]


def buttons_in(message: Json) -> list[Tappable]:
    """Every tappable part of a template, a Flex message or an imagemap, in reading order."""
    if message.get("type") == "imagemap":
        return [Tappable(str(one.get("label") or one.get("text") or ""), one, "message") for one in message["actions"]]
    return list(_walk(message.get("contents") or message.get("template") or {}))


def _walk(part: object) -> Iterator[Tappable]:
    if isinstance(part, list):
        for one in part:
            yield from _walk(one)
    if not isinstance(part, dict):
        return
    action = part.get("action")
    if isinstance(action, dict):
        yield Tappable(_words(part, action), action, "message")
    for one in part.get("actions") or []:
        yield Tappable(str(one.get("label", "")), one, "message")
    for key in ("header", "hero", "body", "footer", "contents", "columns"):
        yield from _walk(part.get(key))


def _words(part: Json, action: Json) -> str:
    return str(action.get("label") or part.get("text") or action.get("text") or "")


def rich_menu_buttons(menu: Json | None) -> list[Tappable]:
    """The areas of a rich menu; an area without a label answers to its text or data."""
    areas = (menu or {}).get("areas") or []
    found = []
    for area in areas:
        action = area["action"]
        label = action.get("label") or action.get("text") or action.get("displayText") or action.get("data")
        found.append(Tappable(str(label or ""), action, "rich_menu"))
    return found


def everything(chat: Chat, menu: Json | None) -> list[Tappable]:
    """All that can be tapped now, nearest to the thumb first: quick replies, newest cards, rich menu."""
    found = quick_replies(chat)
    for entry in reversed(chat.entries):
        if entry.side == "bot":
            found += buttons_in(entry.message)
    return found + rich_menu_buttons(menu)


def find(chat: Chat, menu: Json | None, label: str) -> Tappable:
    """What to tap for a label: the exact words first, then words that contain them; else `NothingToTap`."""
    there = everything(chat, menu)
    for test in (lambda one: one.label == label, lambda one: label in one.label):
        for one in there:
            if test(one):
                return one
    seen = "、".join(f"「{one.label}」" for one in there) or "何もありません"
    raise NothingToTap(f"「{label}」という選択肢は画面にありません。いま押せるもの: {seen}")
