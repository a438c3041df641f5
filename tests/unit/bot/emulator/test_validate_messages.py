"""What LINE refuses in messages, property by property."""

from __future__ import annotations

from typing import Any

import pytest

from bot.emulator.errors import LineRefusal
from bot.emulator.validate.limits import LIMITS, REFERENCE
from bot.emulator.validate.messages import check_messages, unknown_fields

Json = dict[str, Any]


def text(words: str = "こんにちは", **more: object) -> Json:
    return {"type": "text", "text": words, **more}


def quick(*actions: Json) -> Json:
    return {"items": [{"type": "action", "action": action} for action in actions]}


def say(label: str = "はい", **more: object) -> Json:
    return {"type": "message", "label": label, "text": "はい", **more}


def postback(**more: object) -> Json:
    return {"type": "postback", "label": "はい", "data": "a=1", **more}


def template(**body: object) -> Json:
    return {"type": "template", "altText": "えらんでください", "template": body}


def refusal_of(*messages: Json) -> LineRefusal:
    with pytest.raises(LineRefusal) as caught:
        check_messages(list(messages))
    assert caught.value.status == 400
    return caught.value


GOOD = [
    text(),
    text("🍎" * 2500),
    text(quickReply=quick(*[say()] * 13)),
    text(quickReply=quick(say("👨‍👩‍👧" * 20))),
    text(quickReply=quick({"type": "location", "label": "場所を送る"}, {"type": "camera", "label": "写真"})),
    text("$ $", emojis=[{"index": 0, "productId": "5ac1", "emojiId": "001"}]),
    {"type": "textV2", "text": "{name}さん"},
    {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    {"type": "location", "title": "窓口", "address": "文京区春日1", "latitude": 35.7, "longitude": 139.7},
    {"type": "image", "originalContentUrl": "https://a.example/a.png", "previewImageUrl": "https://a.example/b.png"},
    template(type="confirm", text="よいですか", actions=[postback(), say()]),
    template(type="buttons", text="あ" * 160, actions=[say()] * 4),
    template(type="carousel", columns=[{"text": "あ" * 120, "actions": [say()] * 3}] * 10),
    template(type="image_carousel", columns=[{"imageUrl": "https://a.example/a.png", "action": postback(label=None)}]),
]


@pytest.mark.parametrize("message", GOOD)
def test_messages_within_the_limits_are_taken(message: Json) -> None:
    assert check_messages([message]) == [message]


BAD = [
    (text(""), "messages[0].text", "May not be empty"),
    (text("  \n"), "messages[0].text", "May not be empty"),
    ({"type": "text"}, "messages[0].text", "May not be empty"),
    (text("あ" * 5001), "messages[0].text", "Length must be between 0 and 5000"),
    (text("🍎" * 2501), "messages[0].text", "Length must be between 0 and 5000"),
    ({"type": "nope"}, "messages[0].type", "Must be one of the following values: [text, "),
    ({}, "messages[0].type", "must be specified"),
    (text(quickReply=quick(*[say()] * 14)), "messages[0].quickReply.items", "Size must be between 1 and 13"),
    (text(quickReply=quick()), "messages[0].quickReply.items", "Size must be between 1 and 13"),
    (text(quickReply=quick(say("あ" * 21))), "messages[0].quickReply.items[0].action.label", "Length"),
    (text(quickReply=quick(say(""))), "messages[0].quickReply.items[0].action.label", "May not be empty"),
    (
        text(quickReply=quick({"type": "message", "text": "a"})),
        "messages[0].quickReply.items[0].action.label",
        "must be",
    ),
    (text(quickReply=quick(postback(data="a" * 301))), "messages[0].quickReply.items[0].action.data", "Length"),
    (
        text(quickReply=quick(postback(displayText="あ" * 301))),
        "messages[0].quickReply.items[0].action.displayText",
        "Length",
    ),
    (
        text(quickReply=quick(postback(displayText="あ", text="い"))),
        "messages[0].quickReply.items[0].action.displayText",
        "same time",
    ),
    (
        text(quickReply=quick({"type": "richmenuswitch", "data": "a", "richMenuAliasId": "b"})),
        "messages[0].quickReply.items[0].action.type",
        "Must be one of",
    ),
    (
        text(quickReply=quick({"type": "uri", "label": "a", "uri": "javascript:alert(1)"})),
        "messages[0].quickReply.items[0].action.uri",
        "invalid uri",
    ),
    (
        text(quickReply=quick({"type": "uri", "label": "a", "uri": "https://a.example/" + "a" * 1000})),
        "messages[0].quickReply.items[0].action.uri",
        "Length",
    ),
    (
        text(
            quickReply=quick({"type": "datetimepicker", "label": "a", "data": "d", "mode": "date", "initial": "1月1日"})
        ),
        "messages[0].quickReply.items[0].action.initial",
        "invalid date",
    ),
    (
        text(quickReply={"items": [{"type": "message", "action": say()}]}),
        "messages[0].quickReply.items[0].type",
        "Must be",
    ),
    (text(sender={"name": "あ" * 21}), "messages[0].sender.name", "Length"),
    (text("a$", emojis=[{"index": 0}]), "messages[0].emojis[0].index", "must point at a $"),
    (
        {"type": "image", "originalContentUrl": "http://a.example/a", "previewImageUrl": "https://a.example/b"},
        "messages[0].originalContentUrl",
        "Invalid image URL",
    ),
    (
        {"type": "location", "title": "あ" * 101, "address": "b", "latitude": 1, "longitude": 2},
        "messages[0].title",
        "Length",
    ),
    (
        {"type": "location", "title": "あ", "address": "b", "latitude": "35", "longitude": 2},
        "messages[0].latitude",
        "must be a number",
    ),
    ({"type": "sticker", "packageId": "x", "stickerId": "1"}, "messages[0].packageId", "invalid sticker"),
    ({"type": "flex", "altText": "", "contents": {}}, "messages[0].altText", "May not be empty"),
    (
        {"type": "flex", "altText": "あ" * 1501, "contents": {}},
        "messages[0].altText",
        "Length must be between 0 and 1500",
    ),
    (
        template(type="confirm", text="a", actions=[say()]),
        "messages[0].template.actions",
        "Size must be between 2 and 2",
    ),
    (template(type="confirm", text="あ" * 241, actions=[say()] * 2), "messages[0].template.text", "Length"),
    (
        template(type="buttons", text="a", actions=[say()] * 5),
        "messages[0].template.actions",
        "Size must be between 1 and 4",
    ),
    (
        template(type="buttons", title="題", text="あ" * 61, actions=[say()]),
        "messages[0].template.text",
        "Length must be between 0 and 60",
    ),
    (template(type="buttons", text="a", actions=[say("あ" * 21)]), "messages[0].template.actions[0].label", "Length"),
    (
        template(type="carousel", columns=[{"text": "a", "actions": [say()] * 4}]),
        "messages[0].template.columns[0].actions",
        "Size",
    ),
    (
        template(type="carousel", columns=[{"text": "a", "actions": [say()]}] * 11),
        "messages[0].template.columns",
        "Size must be between 1 and 10",
    ),
    (
        template(type="carousel", columns=[{"text": "a", "actions": [say()]}, {"text": "b", "actions": [say()] * 2}]),
        "messages[0].template.columns",
        "must be the same",
    ),
    (template(type="nope"), "messages[0].template.type", "Must be one of"),
]


@pytest.mark.parametrize(("message", "where", "why"), BAD)
def test_a_bad_property_is_named_with_its_reason(message: Json, where: str, why: str) -> None:
    details = refusal_of(message).details
    assert [(one.property, why in one.message) for one in details] == [(where, True)]


@pytest.mark.parametrize("count", [0, 6])
def test_one_to_five_messages_may_be_sent_at_once(count: int) -> None:
    refusal = refusal_of(*[text()] * count)
    assert refusal.as_json() == {
        "message": "The request body has 1 error(s)",
        "details": [{"message": "Size must be between 1 and 5", "property": "messages"}],
    }


@pytest.mark.parametrize("body", [None, "text", {"type": "text"}, [["text"]], [None]])
def test_messages_that_are_no_list_of_objects_are_refused(body: object) -> None:
    with pytest.raises(LineRefusal):
        check_messages(body)


def test_every_error_of_every_message_is_told_at_once() -> None:
    refusal = refusal_of(text(""), text(), {"type": "nope"})
    assert refusal.message == "The request body has 2 error(s)"
    assert [one.property for one in refusal.details] == ["messages[0].text", "messages[2].type"]


def test_a_misspelt_property_is_ignored_by_line_and_therefore_reported() -> None:
    messages = check_messages([text(quickreply={"items": []})])
    assert unknown_fields(messages) == ["messages[0].quickreply"]


def test_every_limit_names_its_place_in_the_documentation() -> None:
    assert LIMITS
    for limit in LIMITS.values():
        assert limit.value > 0
        assert limit.source.startswith((REFERENCE + "#", "https://developers.line.biz/en/docs/"))
