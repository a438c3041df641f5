"""When people read, said in the language of the talk; the setting is written in Japanese by the municipality (R02)."""

from __future__ import annotations

import re

_HOURS = re.compile(
    r"(?:平日|月[〜～-]金)の?\s?(\d{1,2})(?:時(半|\d{1,2}分)?|:(\d{2}))\s?[〜～~-]\s?(\d{1,2})(?:時(半|\d{1,2}分)?|:(\d{2}))"
)
_WEEKDAYS = {
    "en": "weekdays", "zh": "工作日", "ko": "평일", "vi": "ngày thường", "pt": "dias úteis", "ne": "सोम–शुक्र",
    "tl": "Lun–Biy",
}  # fmt: skip
_OFFICE = {
    "en": "office hours", "zh": "工作时间", "ko": "근무 시간", "vi": "giờ làm việc", "pt": "horário comercial",
    "ne": "कार्यालय समय", "tl": "oras ng opisina",
}  # fmt: skip


def told_hours(japanese: str, language: str) -> str:
    """「平日の8時半〜17時15分」 as "weekdays 8:30–17:15"; hours of another shape as "office hours"."""
    if language not in _WEEKDAYS:
        return japanese
    found = _HOURS.fullmatch(japanese.strip())
    if found is None:
        return _OFFICE[language]
    opens, closes = _clock(*found.group(1, 2, 3)), _clock(*found.group(4, 5, 6))
    return f"{_WEEKDAYS[language]} {opens}–{closes}"


def _clock(hour: str, words: str | None, digits: str | None) -> str:
    minutes = digits or ("30" if words == "半" else (words or "0").rstrip("分"))
    return f"{int(hour)}:{int(minutes):02d}"
