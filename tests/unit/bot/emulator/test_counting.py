"""Counting as LINE counts: UTF-16 units for texts, grapheme clusters for labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.validate.counting import graphemes, measured, utf16_units


@pytest.mark.parametrize(
    ("text", "units", "seen"),
    [
        ("", 0, 0),
        ("はい", 2, 2),
        ("🍎", 2, 1),
        ("𠮷", 2, 1),
        ("か\u3099", 2, 1),
        ("👨‍👩‍👧", 8, 1),
        ("👍🏽", 4, 1),
        ("🇯🇵🇯🇵", 8, 2),
        ("❤️", 2, 1),
    ],
)
def test_units_and_what_a_reader_sees_differ(text: str, units: int, seen: int) -> None:
    assert (utf16_units(text), graphemes(text)) == (units, seen)


def test_a_limit_is_measured_in_its_own_unit() -> None:
    assert measured("text", "🍎") == 2
    assert measured("label_quick_reply", "🍎") == 1


@given(st.text(max_size=200))
def test_a_reader_never_sees_more_characters_than_there_are_code_points(text: str) -> None:
    assert 0 <= graphemes(text) <= len(text) <= utf16_units(text)
