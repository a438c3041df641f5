"""Draws the picture of the rich menu: large dark words on light fields, an icon beside them (`tsunagu line draw`).

The picture is kept in the repository, so that a server needs neither a Japanese font nor Pillow; it is drawn anew
after a change of `layout`. The words stand out by 7:1 and more (WCAG 2.2, 1.4.6), so that they can be read in the sun.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.base.errors import InvalidInput
from bot.entry.menu.layout import FIELDS, HEIGHT, WIDTH, Field, bounds

INK = "#12312A"
_LINE = "#C3CDC8"
_LARGE, _SMALL = 112, 58
_FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),  # Debian: fonts-noto-cjk
    Path("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf"),  # Debian: fonts-ipaexfont-gothic
    Path("/usr/share/fonts/truetype/fonts-japanese-gothic.ttf"),
)
Draw = ImageDraw.ImageDraw


def draw(to: Path, font: Path | None = None) -> None:
    """Write the picture; raises InvalidInput when no Japanese font is there."""
    found = font or next((path for path in _FONTS if path.exists()), None)
    if found is None or not found.exists():
        told = "日本語の書体がありません。fonts-noto-cjk を入れるか、--font で書体のファイルを指してください。"
        raise InvalidInput(told)
    image = Image.new("RGB", (WIDTH, HEIGHT), "#FFFFFF")
    pen = ImageDraw.Draw(image)
    large, small = ImageFont.truetype(str(found), _LARGE), ImageFont.truetype(str(found), _SMALL)
    for number, field in enumerate(FIELDS):
        _field(pen, field, bounds(number), (large, small))
    image.quantize(64).save(to, "PNG", optimize=True)


def _field(
    pen: Draw, field: Field, place: tuple[int, int, int, int], fonts: tuple[ImageFont.FreeTypeFont, ...]
) -> None:
    x, y, width, height = place
    pen.rectangle((x, y, x + width, y + height), fill=field.colour, outline=_LINE, width=4)
    middle = x + width // 2
    _ICONS[field.icon](pen, middle, y + 270)
    pen.text((middle, y + 520), field.words, font=fonts[0], fill=INK, anchor="mm")
    pen.text((middle, y + 668), field.below, font=fonts[1], fill=INK, anchor="mm")


def _talk(pen: Draw, x: int, y: int) -> None:
    pen.rounded_rectangle((x - 150, y - 110, x + 150, y + 80), 50, fill=INK)
    pen.polygon([(x - 70, y + 70), (x - 10, y + 70), (x - 80, y + 140)], fill=INK)
    for step in (-80, 0, 80):
        pen.ellipse((x + step - 20, y - 35, x + step + 20, y + 5), fill="#FFFFFF")


def _person(pen: Draw, x: int, y: int) -> None:
    pen.ellipse((x - 65, y - 130, x + 65, y), fill=INK)
    pen.pieslice((x - 140, y + 20, x + 140, y + 260), 180, 360, fill=INK)


def _pin(pen: Draw, x: int, y: int) -> None:
    pen.ellipse((x - 100, y - 130, x + 100, y + 70), fill=INK)
    pen.polygon([(x - 88, y + 20), (x + 88, y + 20), (x, y + 150)], fill=INK)
    pen.ellipse((x - 40, y - 70, x + 40, y + 10), fill="#FFFFFF")


def _alarm(pen: Draw, x: int, y: int) -> None:
    pen.polygon([(x, y - 140), (x - 165, y + 140), (x + 165, y + 140)], fill="#8C1D18")
    pen.rounded_rectangle((x - 18, y - 50, x + 18, y + 55), 16, fill="#FFFFFF")
    pen.ellipse((x - 21, y + 75, x + 21, y + 117), fill="#FFFFFF")


def _letters(pen: Draw, x: int, y: int) -> None:
    pen.ellipse((x - 140, y - 140, x + 140, y + 140), outline=INK, width=22)
    pen.ellipse((x - 62, y - 140, x + 62, y + 140), outline=INK, width=18)
    for down in (-50, 50):
        pen.line((x - 130, y + down, x + 130, y + down), fill=INK, width=18)


def _list(pen: Draw, x: int, y: int) -> None:
    for down in (-90, 0, 90):
        pen.rounded_rectangle((x - 150, y + down - 22, x + 150, y + down + 22), 20, fill=INK)


_ICONS = {"talk": _talk, "person": _person, "pin": _pin, "alarm": _alarm, "letters": _letters, "list": _list}
