"""The hours in which people read are told in the language of the talk."""

from __future__ import annotations

import pytest

from bot.conversation.hours_told import told_hours


@pytest.mark.parametrize(
    ("japanese", "language", "told"),
    [
        ("平日の8時半〜17時15分", "ja", "平日の8時半〜17時15分"),
        ("平日の8時半〜17時15分", "en", "weekdays 8:30–17:15"),
        ("平日9時〜17時", "zh", "工作日 9:00–17:00"),
        ("月〜金 8:30〜17:15", "vi", "ngày thường 8:30–17:15"),
        ("平日の昼間", "pt", "horário comercial"),
        ("毎日、夜だけ", "ne", "कार्यालय समय"),
    ],
)
def test_hours_are_told_in_the_language_of_the_talk(japanese: str, language: str, told: str) -> None:
    assert told_hours(japanese, language) == told
