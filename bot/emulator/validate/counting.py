"""How LINE counts characters (docs: Character counting in a text): UTF-16 units, or grapheme clusters."""

from __future__ import annotations

import unicodedata

from bot.emulator.validate.limits import LIMITS

_JOINER = "\u200d"


def utf16_units(text: str) -> int:
    """Length in UTF-16 code units: 🍎 counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _extends(char: str) -> bool:
    """Whether a character only changes the one before it (marks, variation selectors, skin tones)."""
    return (
        unicodedata.category(char) in {"Mn", "Me", "Mc"}
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or char in "\uff9e\uff9f"
    )


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def graphemes(text: str) -> int:
    """Length in what a reader sees as characters, near enough to UAX #29 for labels in Japanese."""
    count, joined, half_flag = 0, False, False
    for char in text:
        if char == _JOINER:
            joined = True
            continue
        if _extends(char) and count:
            continue
        if joined:
            joined = False
            continue
        if _is_flag_half(char) and half_flag:
            half_flag = False
            continue
        half_flag = _is_flag_half(char)
        count += 1
    return count


def measured(name: str, text: str) -> int:
    """The length of a text in the unit of the named limit."""
    return graphemes(text) if LIMITS[name].unit == "grapheme" else utf16_units(text)
