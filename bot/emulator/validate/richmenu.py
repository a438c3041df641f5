"""Rich menu objects, their pictures and their aliases (reference: Rich menu structure)."""

from __future__ import annotations

import re
import struct

from bot.emulator.errors import Json, LineRefusal
from bot.emulator.validate.actions import RICH_MENU, check_action
from bot.emulator.validate.limits import RICH_MENU_ASPECT_MIN, limit
from bot.emulator.validate.problems import MUST, Problems

_ALIAS = re.compile(r"^[a-z0-9_-]{1,32}$")
_BAD_IMAGE = "The image size is not allowed for richmenu"


def check_rich_menu(body: Json) -> None:
    """Raises `LineRefusal` (400) for a rich menu object that LINE would not take."""
    problems = Problems()
    size = problems.obj(body.get("size"), "size")
    if size is not None:
        _size(size, problems)
    if not isinstance(body.get("selected"), bool):
        problems.add("selected", MUST)
    problems.text(body, "name", "rich_menu_name", "")
    problems.text(body, "chatBarText", "rich_menu_bar", "")
    for index, area in enumerate(problems.items(body.get("areas"), "areas", "rich_menu_areas", least=0)):
        _area(area, f"areas[{index}]", size or {}, problems)
    if problems.found:
        sentence = f"The request body has {len(problems.found)} error(s)"
        raise LineRefusal(400, sentence, tuple(problems.found))


def _number(body: Json, key: str) -> float:
    value = body.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else -1


def _size(size: Json, problems: Problems) -> None:
    width, height = _number(size, "width"), _number(size, "height")
    if not limit("rich_menu_width_min") <= width <= limit("rich_menu_width_max"):
        problems.add("size.width", "must be between 800 and 2500")
    if height < limit("rich_menu_height_min"):
        problems.add("size.height", "must be 250 or more")
    elif width / height < RICH_MENU_ASPECT_MIN:
        problems.add("size", "width / height must be 1.45 or more")


def _area(value: object, path: str, size: Json, problems: Problems) -> None:
    area = problems.obj(value, path)
    if area is None:
        return
    bounds = problems.obj(area.get("bounds"), f"{path}.bounds")
    if bounds is not None:
        x, y = _number(bounds, "x"), _number(bounds, "y")
        width, height = _number(bounds, "width"), _number(bounds, "height")
        inside = x + width <= _number(size, "width") and y + height <= _number(size, "height")
        if min(x, y) < 0 or min(width, height) <= 0 or not inside:
            problems.add(f"{path}.bounds", "must lie within the size of the rich menu")
    check_action(area.get("action"), f"{path}.action", RICH_MENU, problems)


def check_alias_id(value: object) -> str:
    """The alias id, or `LineRefusal` (400)."""
    if isinstance(value, str) and _ALIAS.match(value):
        return value
    problems = Problems()
    problems.add("richMenuAliasId", "invalid richMenuAliasId")
    raise LineRefusal(400, "The request body has 1 error(s)", tuple(problems.found))


def check_image(data: bytes, content_type: str) -> None:
    """Raises `LineRefusal`: 415 for another media type, 400 for a picture of the wrong size."""
    if content_type not in {"image/png", "image/jpeg"}:
        raise LineRefusal(415, f"The content type, {content_type}, is not supported")
    size = _png_size(data) if content_type == "image/png" else _jpeg_size(data)
    if size is None or len(data) > limit("rich_menu_image"):
        raise LineRefusal(400, _BAD_IMAGE)
    width, height = size
    wide = limit("rich_menu_width_min") <= width <= limit("rich_menu_width_max")
    if not wide or height < limit("rich_menu_height_min") or width / height < RICH_MENU_ASPECT_MIN:
        raise LineRefusal(400, _BAD_IMAGE)


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[:8] != b"\x89PNG\r\n\x1a\n":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the first start-of-frame segment."""
    at = 2
    while data[:2] == b"\xff\xd8" and at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return None
