"""Places in Latin letters (Hongo 3-chome, Bunkyo-ku) rewritten in Japanese, for residents who type that way."""

import re

from bot.routing.fold import latin
from bot.routing.gazetteer import Gazetteer

_TOKEN = re.compile(r"[a-z]+|\d{1,4}(?:-\d{1,4}){0,2}")
_MAX_TOKENS = 40
_MAX_JOIN = 3
_CITY_WORDS = ("ku", "shi", "city", "ward", "cho", "machi", "tokyo", "japan", "to")


def from_latin(text: str, book: Gazetteer) -> str:
    """Return the place in Japanese order and writing, empty when no known name is in the text."""
    tokens = _TOKEN.findall(latin(text[:400]))[:_MAX_TOKENS]
    names: list[str] = []
    number = ""
    index = 0
    while index < len(tokens):
        joined, width = _longest(tokens[index : index + _MAX_JOIN], book)
        if joined:
            names.append(joined)
        elif tokens[index][0].isdigit() and not number:
            chome = tokens[index + 1 : index + 2] == ["chome"]
            number = tokens[index] + ("丁目" if chome else "")
        index += width
    if not names:
        return ""
    cities = [name for name in names if name in book.towns]
    towns = [name for name in names if name not in book.towns]
    return "、".join((*cities[:1], *towns)) + (number if towns else "")


def _longest(tokens: list[str], book: Gazetteer) -> tuple[str, int]:
    """Return the name that the first tokens spell, and how many of them; an empty name and 1 when none does."""
    for width in range(len(tokens), 0, -1):
        word = "".join(token for token in tokens[:width] if width == 1 or token not in _CITY_WORDS)
        if word in book.latin:
            return book.latin[word], width
    return "", 1
