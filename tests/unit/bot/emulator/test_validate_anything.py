"""However a body is damaged, the answer is a refusal in LINE's form and never a crash."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.emulator.errors import LineRefusal
from bot.emulator.validate.messages import check_messages, unknown_fields
from bot.emulator.validate.richmenu import check_rich_menu

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)

ACTION = {"type": "postback", "label": "はい", "data": "a", "displayText": "はい"}
PICK = {"type": "datetimepicker", "label": "日", "data": "a", "mode": "date", "initial": "2026-04-01"}
LINK = {"type": "uri", "label": "見る", "uri": "https://a.example/", "altUri": {"desktop": "https://a.example/"}}
SPAN = {"type": "text", "contents": [{"type": "span", "text": "あ", "color": "#112233"}], "action": LINK}
BOX = {
    "type": "box",
    "layout": "vertical",
    "contents": [SPAN, {"type": "button", "action": PICK}, {"type": "image", "url": "https://a.example/a.png"}],
    "background": {"type": "linearGradient", "angle": "9deg", "startColor": "#112233", "endColor": "#112233"},
}
BUBBLE = {"type": "bubble", "size": "mega", "body": BOX, "styles": {"body": {"separator": True}}, "action": LINK}
MESSAGES: list[dict[str, Any]] = [
    {
        "type": "text",
        "text": "$",
        "emojis": [{"index": 0}],
        "quickReply": {"items": [{"type": "action", "action": ACTION}]},
        "sender": {"name": "窓口"},
    },
    {"type": "flex", "altText": "案内", "contents": {"type": "carousel", "contents": [BUBBLE, BUBBLE]}},
    {
        "type": "template",
        "altText": "案内",
        "template": {"type": "carousel", "columns": [{"text": "あ", "actions": [ACTION, PICK, LINK]}]},
    },
    {"type": "location", "title": "窓口", "address": "春日", "latitude": 35.7, "longitude": 139.7},
]
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "m",
    "chatBarText": "メニュー",
    "areas": [{"bounds": {"x": 0, "y": 0, "width": 9, "height": 9}, "action": ACTION}],
}


def places(node: object) -> list[tuple[Any, Any]]:
    """Every (container, key) in a JSON value."""
    items: list[tuple[Any, Any]] = []
    if isinstance(node, dict):
        items = list(node.items())
    elif isinstance(node, list):
        items = list(enumerate(node))
    return [(node, key) for key, _ in items] + [place for _, value in items for place in places(value)]


def damaged(whole: Any, draw: Any) -> Any:
    """A copy with one to three places overwritten by something else."""
    broken = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        spots = places(broken)
        if spots:
            container, key = draw(st.sampled_from(spots))
            container[key] = draw(JSON)
    return broken


def refusal_of(check: Callable[[Any], object], body: Any) -> LineRefusal | None:
    """The refusal, or None when the body was taken; anything else is a crash and fails the test."""
    try:
        check(body)
    except LineRefusal as refusal:
        return refusal
    return None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_messages_are_taken_or_refused(data: st.DataObject) -> None:
    messages = damaged(MESSAGES, data.draw)
    refusal = refusal_of(check_messages, messages)
    if refusal is None:
        assert isinstance(unknown_fields(messages), list)
    else:
        assert refusal.status == 400
        assert refusal.as_json()["details"]


@settings(deadline=None)
@given(st.data())
def test_damaged_rich_menus_are_taken_or_refused(data: st.DataObject) -> None:
    refusal = refusal_of(check_rich_menu, damaged(MENU, data.draw))
    assert refusal is None or refusal.as_json()["details"]
