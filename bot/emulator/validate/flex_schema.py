"""Which properties each Flex component may have, and what their values may look like (reference: Flex Message)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

Check = Callable[[object], bool]

_COLOR = re.compile(r"^#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$")
_PIXELS = re.compile(r"^-?\d{1,5}(?:\.\d{1,5})?px$")
_PERCENT = re.compile(r"^-?\d{1,3}(?:\.\d{1,5})?%$")
_DEGREES = re.compile(r"^\d{1,3}(?:\.\d{1,5})?deg$")
_RATIO = re.compile(r"^(\d{1,6}(?:\.\d{1,5})?):(\d{1,6}(?:\.\d{1,5})?)$")

_STEPS = ("xs", "sm", "md", "lg", "xl", "xxl")
_FONTS = ("xxs", *_STEPS, "3xl", "4xl", "5xl")


def _is(*words: str) -> Check:
    return lambda value: value in words


def _matches(*patterns: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and any(one.match(value) for one in patterns)


def _either(*checks: Check) -> Check:
    return lambda value: any(check(value) for check in checks)


def _bool(value: object) -> bool:
    return isinstance(value, bool)


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _any(_value: object) -> bool:
    return True


def _text(value: object) -> bool:
    return isinstance(value, str)


def ratio(value: object) -> bool:
    """`{width}:{height}`, each 1–100000, the height at most three times the width."""
    match = _RATIO.match(value) if isinstance(value, str) else None
    if match is None:
        return False
    width, height = float(match[1]), float(match[2])
    return 0 < width <= 100_000 and 0 < height <= 100_000 and height <= 3 * width


_color = _matches(_COLOR)
_px = _matches(_PIXELS)
_length = _matches(_PIXELS, _PERCENT)
_space = _either(_is("none", *_STEPS), _px)
_offset = _either(_is("none", *_STEPS), _length)
_font = _either(_is(*_FONTS), _px)

_PLACED: dict[str, Check] = {
    "margin": _space,
    "position": _is("relative", "absolute"),
    "offsetTop": _offset,
    "offsetBottom": _offset,
    "offsetStart": _offset,
    "offsetEnd": _offset,
}
_GRAVITY = _is("top", "bottom", "center")
_ALIGN = _is("start", "end", "center")
_WORDS_STYLE: dict[str, Check] = {
    "size": _font,
    "color": _color,
    "weight": _is("regular", "bold"),
    "style": _is("normal", "italic"),
    "decoration": _is("none", "underline", "line-through"),
}
_SHRINK = _is("shrink-to-fit")
_PADDING = {f"padding{side}": _offset for side in ("All", "Top", "Bottom", "Start", "End")}
_JUSTIFY = _is("center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly")

COMPONENTS: Mapping[str, Mapping[str, Check]] = MappingProxyType(
    {
        "box": {
            **_PLACED,
            **_PADDING,
            "layout": _is("horizontal", "vertical", "baseline"),
            "contents": _any,
            "flex": _count,
            "spacing": _space,
            "backgroundColor": _color,
            "borderColor": _color,
            "borderWidth": _either(_is("none", "light", "normal", "medium", "semi-bold", "bold"), _px),
            "cornerRadius": _space,
            "width": _length,
            "maxWidth": _length,
            "height": _length,
            "maxHeight": _length,
            "action": _any,
            "justifyContent": _JUSTIFY,
            "alignItems": _is("center", "flex-start", "flex-end"),
            "background": _any,
        },
        "button": {
            **_PLACED,
            "action": _any,
            "flex": _count,
            "color": _color,
            "style": _is("primary", "secondary", "link"),
            "gravity": _GRAVITY,
            "height": _is("sm", "md"),
            "adjustMode": _SHRINK,
            "scaling": _bool,
        },
        "text": {
            **_PLACED,
            **_WORDS_STYLE,
            "text": _text,
            "contents": _any,
            "flex": _count,
            "align": _ALIGN,
            "gravity": _GRAVITY,
            "wrap": _bool,
            "lineSpacing": _px,
            "maxLines": _count,
            "action": _any,
            "adjustMode": _SHRINK,
            "scaling": _bool,
        },
        "span": {**_WORDS_STYLE, "text": _text},
        "image": {
            **_PLACED,
            "url": _any,
            "flex": _count,
            "align": _ALIGN,
            "gravity": _GRAVITY,
            "size": _either(_is(*_FONTS, "full"), _length),
            "aspectRatio": ratio,
            "aspectMode": _is("cover", "fit"),
            "backgroundColor": _color,
            "action": _any,
            "animated": _bool,
        },
        "icon": {**_PLACED, "url": _any, "size": _font, "aspectRatio": ratio, "scaling": _bool},
        "video": {
            "url": _any,
            "previewUrl": _any,
            "altContent": _any,
            "aspectRatio": ratio,
            "action": _any,
        },
        "separator": {"margin": _space, "color": _color},
        "filler": {"flex": _count},
    }
)

BUBBLE: Mapping[str, Check] = MappingProxyType(
    {
        "size": _is("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
        "direction": _is("ltr", "rtl"),
        "header": _any,
        "hero": _any,
        "body": _any,
        "footer": _any,
        "styles": _any,
        "action": _any,
    }
)

BLOCK_STYLE: Mapping[str, Check] = MappingProxyType(
    {"backgroundColor": _color, "separator": _bool, "separatorColor": _color}
)

GRADIENT: Mapping[str, Check] = MappingProxyType(
    {
        "angle": _matches(_DEGREES),
        "startColor": _color,
        "endColor": _color,
        "centerColor": _color,
        "centerPosition": _matches(_PERCENT),
    }
)

INSIDE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "horizontal": ("box", "button", "image", "text", "separator", "filler"),
        "vertical": ("box", "button", "image", "text", "separator", "filler"),
        "baseline": ("icon", "text", "filler"),
    }
)
"""What a box of each layout may hold (reference: Box)."""

BLOCKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"header": ("box",), "hero": ("box", "image", "video"), "body": ("box",), "footer": ("box",)}
)
"""What each block of a bubble may be (reference: Bubble)."""
