"""What LINE refuses in Flex messages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.emulator.errors import LineRefusal
from bot.emulator.validate.messages import check_messages

Json = dict[str, Any]


def words(**more: object) -> Json:
    return {"type": "text", "text": "窓口", **more}


def box(*contents: Json, layout: str = "vertical", **more: object) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def bubble(*contents: Json, **more: object) -> Json:
    return {"type": "bubble", "body": box(*contents), **more}


def button(label: str = "電話する", **more: object) -> Json:
    return {"type": "button", "action": {"type": "uri", "label": label, "uri": "tel:0338121111"}, **more}


def flex(contents: Json) -> list[Json]:
    return [{"type": "flex", "altText": "窓口の案内", "contents": contents}]


GOOD = [
    bubble(words()),
    bubble(words(size="xl", weight="bold", color="#0a9b57", wrap=True, margin="md", flex=0, maxLines=2)),
    bubble(words(size="18px", lineSpacing="6px", scaling=True)),
    bubble({"type": "text", "contents": [{"type": "span", "text": "あ", "decoration": "underline"}]}),
    bubble(box(), {"type": "separator", "color": "#00000022"}, {"type": "filler"}),
    bubble(box(words(), {"type": "icon", "url": "https://a.example/i.png"}, layout="baseline", spacing="sm")),
    bubble(button(style="primary", color="#0a9b57", height="sm"), button("あ" * 40)),
    bubble(
        {
            "type": "image",
            "url": "https://a.example/a.png",
            "size": "full",
            "aspectRatio": "1.91:1",
            "aspectMode": "cover",
        }
    ),
    bubble(
        box(words(), paddingAll="12px", cornerRadius="md", width="50%", borderWidth="light", justifyContent="center")
    ),
    bubble(
        box(background={"type": "linearGradient", "angle": "90deg", "startColor": "#FFFF00", "endColor": "#0080ff"})
    ),
    bubble(words(), size="giga", direction="ltr", styles={"footer": {"separator": True, "separatorColor": "#cccccc"}}),
    {"type": "carousel", "contents": [bubble(words())] * 12},
    {
        "type": "bubble",
        "hero": {
            "type": "video",
            "url": "https://a.example/v.mp4",
            "previewUrl": "https://a.example/p.png",
            "altContent": {"type": "image", "url": "https://a.example/p.png"},
            "aspectRatio": "20:13",
        },
    },
]


@pytest.mark.parametrize("contents", GOOD)
def test_flex_as_the_documentation_describes_it_is_taken(contents: Json) -> None:
    assert check_messages(flex(contents))


BAD = [
    ({"type": "bubble"}, "/", "At least one block must be specified"),
    ({"type": "nope"}, "/type", "must be one of: [bubble, carousel]"),
    (bubble(words(colour="#000000")), "/body/contents/0/colour", "unknown field"),
    (bubble(words(size="huge")), "/body/contents/0/size", "invalid property"),
    (bubble(words(color="red")), "/body/contents/0/color", "invalid property"),
    (bubble(words(color="#fff")), "/body/contents/0/color", "invalid property"),
    (bubble(words(wrap="true")), "/body/contents/0/wrap", "invalid property"),
    (bubble(words(text="")), "/body/contents/0/text", "must be non-empty text"),
    (bubble({"type": "text"}), "/body/contents/0/text", "must be specified"),
    (bubble({"type": "label", "text": "あ"}), "/body/contents/0/type", "must be one of: [box, "),
    (bubble({"type": "icon", "url": "https://a.example/i.png"}), "/body/contents/0/type", "must be one of"),
    (bubble(box(button(), layout="baseline")), "/body/contents/0/contents/0/type", "must be one of: [icon, "),
    (bubble({"type": "box", "contents": []}), "/body/contents/0/layout", "must be specified"),
    (bubble({"type": "box", "layout": "vertical"}), "/body/contents/0/contents", "must be specified"),
    (bubble({"type": "box", "layout": "grid", "contents": []}), "/body/contents/0/layout", "invalid property"),
    (bubble({"type": "button"}), "/body/contents/0/action", "must be specified"),
    (bubble(button("あ" * 41)), "/body/contents/0/action/label", "Length must be between 0 and 40"),
    (bubble(button(""), words()), "/body/contents/0/action/label", "May not be empty"),
    (bubble({"type": "image", "url": "http://a.example/a.png"}), "/body/contents/0/url", "invalid uri"),
    (
        bubble({"type": "image", "url": "https://a.example/a.png", "aspectRatio": "1:4"}),
        "/body/contents/0/aspectRatio",
        "invalid",
    ),
    (bubble(words(), size="tera"), "/size", "invalid property"),
    (bubble(words(), styles={"foot": {}}), "/styles/foot", "unknown field"),
    ({"type": "bubble", "body": words()}, "/body/type", "must be one of: [box]"),
    ({"type": "carousel", "contents": [bubble(words())] * 13}, "/contents", "Size must be between 1 and 12"),
    ({"type": "carousel", "contents": []}, "/contents", "Size must be between 1 and 12"),
    ({"type": "carousel", "contents": [bubble(words()), bubble(words(), size="nano")]}, "/contents", "same size"),
    (bubble(*[words(text="あ" * 1000)] * 11), "/", "Too large flex message"),
]


@pytest.mark.parametrize(("contents", "where", "why"), BAD)
def test_bad_flex_is_refused_with_a_pointer_to_the_place(contents: Json, where: str, why: str) -> None:
    with pytest.raises(LineRefusal) as caught:
        check_messages([{"type": "text", "text": "あ"}, *flex(contents)])
    assert caught.value.message == "A message (messages[1]) in the request body is invalid"
    assert [(one.property, why in one.message) for one in caught.value.details] == [(where, True)]


def test_a_carousel_may_not_exceed_50_kilobytes() -> None:
    heavy = bubble(*[words(text="あ" * 1000)] * 6)
    with pytest.raises(LineRefusal) as caught:
        check_messages(flex({"type": "carousel", "contents": [heavy] * 3}))
    assert "50 KB" in caught.value.details[0].message


def test_a_film_stands_only_in_a_wide_bubble_of_its_own() -> None:
    hero = {
        "type": "video",
        "url": "https://a.example/v.mp4",
        "previewUrl": "https://a.example/p.png",
        "altContent": {"type": "image", "url": "https://a.example/p.png"},
    }
    for contents in (
        {"type": "bubble", "size": "nano", "hero": hero},
        {"type": "carousel", "contents": [{"type": "bubble", "hero": hero}]},
    ):
        with pytest.raises(LineRefusal):
            check_messages(flex(contents))
