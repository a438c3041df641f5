"""The fields of the rich menu: the words on them, and the choice that a tap sends (LINE: Rich menu structure)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 2500, 1686
"""Pixels of the large menu (LINE: Rich menu image: 800 to 2500 wide, 250 high or more, at most 1 MB)."""
COLUMNS, ROWS = 3, 2
PICTURE = Path(__file__).parent / "menu.png"
BAR = "メニュー"


@dataclass(frozen=True)
class Field:
    """One field: an icon's name, large words, small words, and what a tap means to the talk."""

    icon: str
    words: str
    below: str
    choice: str
    colour: str


FIELDS = (
    Field("talk", "話す", "つづきも ここから", "cmd.begin", "#E3F4EC"),
    Field("person", "人と話したい", "文字でも 電話でも", "cmd.human", "#E6EFFA"),
    Field("pin", "窓口を知りたい", "近くの 相談先・居場所", "cmd.places", "#FFF4DC"),
    Field("alarm", "いま、あぶない", "すぐ つながる番号", "cmd.lines", "#FBE6E4"),
    Field("letters", "ことば", "やさしい日本語・Language", "cmd.language", "#EFE9F7"),
    Field("list", "メニュー", "やめる・消す など", "cmd.menu", "#ECEFF1"),
)


def bounds(number: int) -> tuple[int, int, int, int]:
    """x, y, width and height of a field, in pixels; the last column takes what is left over."""
    column, row = number % COLUMNS, number // COLUMNS
    width, height = WIDTH // COLUMNS, HEIGHT // ROWS
    x, y = column * width, row * height
    return x, y, WIDTH - x if column == COLUMNS - 1 else width, height


def rich_menu(name: str) -> dict[str, Any]:
    """The rich menu object under this name."""
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": False,
        "name": name,
        "chatBarText": BAR,
        "areas": [_area(number, field) for number, field in enumerate(FIELDS)],
    }


def _area(number: int, field: Field) -> dict[str, Any]:
    x, y, width, height = bounds(number)
    action = {"type": "postback", "label": field.words, "data": field.choice, "displayText": field.words}
    return {"bounds": {"x": x, "y": y, "width": width, "height": height}, "action": action}
