"""Walks a Flex container and notes what LINE refuses: unknown parts, bad values, too much of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from bot.emulator.errors import Json
from bot.emulator.validate.actions import FLEX_BUTTON, FLEX_OTHER, check_action
from bot.emulator.validate.flex_schema import BLOCK_STYLE, BLOCKS, BUBBLE, COMPONENTS, GRADIENT, INSIDE, Check
from bot.emulator.validate.limits import limit
from bot.emulator.validate.problems import Problems, is_url

_URLS = {"image": ("url",), "icon": ("url",), "video": ("url", "previewUrl")}
_VIDEO_SIZES = ("kilo", "mega", "giga")


def check_container(value: object, problems: Problems) -> None:
    """Check a bubble or a carousel; paths are JSON pointers, as in LINE's answers about Flex."""
    body = problems.obj(value, "/")
    if body is None:
        return
    if body.get("type") == "bubble":
        _bubble(body, "", problems)
    elif body.get("type") == "carousel":
        _carousel(body, problems)
    else:
        problems.add("/type", "must be one of: [bubble, carousel]")


def _bytes(body: Json) -> int:
    return len(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def _carousel(body: Json, problems: Problems) -> None:
    _known(body, {"contents": lambda _value: True}, "", problems)
    bubbles = problems.items(body.get("contents"), "/contents", "flex_carousel_bubbles")
    if _bytes(body) > limit("flex_carousel"):
        problems.add("/", "Too large flex message. The maximum size of JSON data is 50 KB")
    sizes = set()
    for index, value in enumerate(bubbles):
        at = f"/contents/{index}"
        bubble = problems.obj(value, at)
        if bubble is None:
            continue
        if bubble.get("type") != "bubble":
            problems.add(f"{at}/type", "must be one of: [bubble]")
            continue
        sizes.add(str(bubble.get("size", "mega")))
        _bubble(bubble, at, problems, alone=False)
    if len(sizes) > 1:
        problems.add("/contents", "All bubbles in a carousel must have the same size")


def _bubble(body: Json, path: str, problems: Problems, *, alone: bool = True) -> None:
    _known(body, BUBBLE, path, problems)
    if _bytes(body) > limit("flex_bubble"):
        problems.add(path or "/", "Too large flex message. The maximum size of JSON data is 30 KB")
    if not any(body.get(block) for block in BLOCKS):
        problems.add(path or "/", "At least one block must be specified")
    for block, kinds in BLOCKS.items():
        if body.get(block) is not None:
            _component(body[block], f"{path}/{block}", kinds, problems)
    hero = body.get("hero")
    is_video = isinstance(hero, dict) and hero.get("type") == "video"
    if is_video and not (alone and body.get("size", "mega") in _VIDEO_SIZES):
        problems.add(f"{path}/hero", "video is not available here")
    if body.get("action") is not None:
        check_action(body["action"], f"{path}/action", FLEX_OTHER, problems)
    _styles(body.get("styles"), f"{path}/styles", problems)


def _styles(value: object, path: str, problems: Problems) -> None:
    if value is None:
        return
    styles = problems.obj(value, path) or {}
    for block, style in styles.items():
        at = f"{path}/{block}"
        if block not in BLOCKS:
            problems.add(at, "unknown field")
        elif (body := problems.obj(style, at)) is not None:
            _known(body, BLOCK_STYLE, at, problems)


def _known(body: Json, schema: Mapping[str, Check], path: str, problems: Problems) -> None:
    for key, value in body.items():
        if key == "type":
            continue
        if key not in schema:
            problems.add(f"{path}/{key}", "unknown field")
        elif value is not None and not schema[key](value):
            problems.add(f"{path}/{key}", "invalid property")


def _component(value: object, path: str, kinds: Iterable[str], problems: Problems) -> None:
    body = problems.obj(value, path)
    if body is None:
        return
    kind = body.get("type")
    if not isinstance(kind, str) or kind not in kinds:
        problems.add(f"{path}/type", f"must be one of: [{', '.join(kinds)}]")
        return
    _known(body, COMPONENTS[kind], path, problems)
    _addresses(body, kind, path, problems)
    if kind == "box":
        _box(body, path, problems)
    elif kind == "text":
        _text(body, path, problems)
    elif kind == "span":
        _words(body, path, problems)
    elif kind == "video":
        _component(body.get("altContent"), f"{path}/altContent", ("box", "image"), problems)
    if kind == "button":
        check_action(body.get("action"), f"{path}/action", FLEX_BUTTON, problems)
    elif body.get("action") is not None:
        check_action(body["action"], f"{path}/action", FLEX_OTHER, problems)


def _addresses(body: Json, kind: str, path: str, problems: Problems) -> None:
    for key in _URLS.get(kind, ()):
        value = body.get(key)
        if not isinstance(value, str) or not value:
            problems.add(f"{path}/{key}", "must be specified")
        elif len(value) > limit("url") or not is_url(value, {"https"}):
            problems.add(f"{path}/{key}", "invalid uri")


def _box(body: Json, path: str, problems: Problems) -> None:
    layout = body.get("layout")
    if not isinstance(layout, str) or layout not in INSIDE:
        if layout is None:
            problems.add(f"{path}/layout", "must be specified")
        return
    contents = body.get("contents")
    if not isinstance(contents, list):
        problems.add(f"{path}/contents", "must be specified")
        return
    for index, child in enumerate(contents):
        _component(child, f"{path}/contents/{index}", INSIDE[layout], problems)
    background = body.get("background")
    if background is not None and (gradient := problems.obj(background, f"{path}/background")) is not None:
        if gradient.get("type") != "linearGradient":
            problems.add(f"{path}/background/type", "must be one of: [linearGradient]")
        _known(gradient, GRADIENT, f"{path}/background", problems)


def _text(body: Json, path: str, problems: Problems) -> None:
    spans = body.get("contents")
    if isinstance(spans, list) and spans:
        for index, span in enumerate(spans):
            _component(span, f"{path}/contents/{index}", ("span",), problems)
    else:
        _words(body, path, problems)


def _words(body: Json, path: str, problems: Problems) -> None:
    if body.get("text") is None:
        problems.add(f"{path}/text", "must be specified")
    elif body["text"] == "":
        problems.add(f"{path}/text", "must be non-empty text")
