"""Plain reading of short text: folding to one form, so that phrases compare alike."""

from __future__ import annotations

import unicodedata

_KEPT = ("L", "N", "M")


def one_width(text: str) -> str:
    """Text in one width and in small letters (NFKC); its spaces and signs stay."""
    return unicodedata.normalize("NFKC", text).lower()


def fold(text: str) -> str:
    """Return letters and digits only: NFKC, lower case, no spaces, marks or emoji."""
    shown = one_width(text)
    return "".join(letter for letter in shown if unicodedata.category(letter)[0] in _KEPT or letter == "ー")


def copied(said: str, told: str, limit: int) -> str:
    """Return a span longer than `limit` letters that `told` copies from `said`, or "" (R33)."""
    length = limit + 1
    for start in range(len(said) - length + 1):
        if (span := said[start : start + length]) in told:
            return span
    return ""
