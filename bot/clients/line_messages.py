"""Bubbles → LINE message objects (LINE: Message objects, Flex Message elements, Using quick replies)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

MOST_MESSAGES = 5
MOST_QUICK_REPLIES = 13
_LONGEST_LABEL = 20
_LONGEST_TEXT = 5000
_LONGEST_ALT = 1500
_LONGEST_DATA = 300
_TEXT_COLOUR = "#1F2933"
_FAINT_COLOUR = "#52606D"
_BADGE_COLOUR = "#0B6E4F"

Json = dict[str, Any]
_GROUND: Json = {"body": {"backgroundColor": "#FFFFFF"}, "footer": {"backgroundColor": "#FFFFFF"}}


def render(bubbles: Sequence[Mapping[str, Any]]) -> list[Json]:
    """LINE messages for one turn, at most five; longer turns lose their middle, which tests keep from happening."""
    messages = [_render(bubble) for bubble in bubbles]
    if len(messages) > MOST_MESSAGES:
        messages = messages[: MOST_MESSAGES - 1] + messages[-1:]
    return messages


def _render(bubble: Mapping[str, Any]) -> Json:
    message = _cards(bubble) if bubble["type"] == "cards" else {"type": "text", "text": bubble["text"][:_LONGEST_TEXT]}
    if bubble.get("sender"):
        message["sender"] = {"name": bubble["sender"][:_LONGEST_LABEL]}
    buttons = bubble.get("buttons", [])[:MOST_QUICK_REPLIES]
    if buttons:
        message["quickReply"] = {"items": [{"type": "action", "action": _postback(button)} for button in buttons]}
    return message


def _postback(button: Mapping[str, str]) -> Json:
    label = button["label"][:_LONGEST_LABEL]
    return {"type": "postback", "label": label, "data": button["id"][:_LONGEST_DATA], "displayText": label}


def _cards(bubble: Mapping[str, Any]) -> Json:
    contents = [_card(card) for card in bubble["cards"][:12]]
    flex = contents[0] if len(contents) == 1 else {"type": "carousel", "contents": contents}
    return {"type": "flex", "altText": bubble["alt"][:_LONGEST_ALT], "contents": flex}


def _card(card: Mapping[str, Any]) -> Json:
    """One bubble that holds with large letters and in dark mode.

    Text wraps and grows with the size set in LINE (LINE: Flex Message elements, scaling); its ground is said to be
    white, so that dark letters never stand on a dark one (contrast 7:1 and more, WCAG 2.2, 1.4.6).
    """
    body: list[Json] = []
    if card["badge"]:
        body.append(_line(card["badge"], size="sm", color=_BADGE_COLOUR, weight="bold"))
    body.append(_line(card["title"], size="lg", color=_TEXT_COLOUR, weight="bold"))
    body += [_line(line, size="md", color=_FAINT_COLOUR) for line in card["lines"] if line]
    made: Json = {"type": "bubble", "size": "mega", "body": _box(body), "styles": _GROUND}
    actions = [_uri(label, uri) for label, uri in card["links"]] + [_button(b) for b in card["buttons"]]
    if actions:
        made["footer"] = _box(actions, spacing="sm")
    return made


def _box(contents: list[Json], spacing: str = "md") -> Json:
    return {"type": "box", "layout": "vertical", "spacing": spacing, "contents": contents}


def _line(text: str, *, size: str, color: str, weight: str = "regular") -> Json:
    return {"type": "text", "text": text, "wrap": True, "scaling": True, "size": size, "color": color, "weight": weight}


def _uri(label: str, uri: str) -> Json:
    action = {"type": "uri", "label": label[:_LONGEST_LABEL], "uri": uri}
    return {"type": "button", "style": "secondary", "height": "sm", "scaling": True, "action": action}


def _button(button: Mapping[str, str]) -> Json:
    return {"type": "button", "style": "secondary", "height": "sm", "scaling": True, "action": _postback(button)}
