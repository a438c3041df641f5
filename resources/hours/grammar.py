"""The machine form of hours in the list of lines (guidelines.md section 4).

`24h` | `varies` | `unknown` | `campaign` | `local` | `mail_like 24h` | parts joined by "; ", each
`<days> HH:MM-HH:MM[,HH:MM-HH:MM]` or `<days> varies`. Days: daily, mon..sun, ranges (mon-fri, fri-mon), hol (also
on holidays), domN (day N of the month), joined by ",". Hours run past 24:00 for the hours after midnight.
Closed: none, holidays, yearend, MM-DD, MM-DD..MM-DD, and unknown or varies where nobody says.
"""

import re
from collections.abc import Iterable

from resources.errors import HoursError
from resources.hours.opening import (
    MAYBE_DAY,
    OpeningHours,
    Span,
    always_open,
    any_time_by_mail,
    unknown_hours,
)
from resources.hours.weekly import ALL_WEEK, Closures, DayRule, Weekly

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)")
_RANGE = re.compile(r"(\d{2})-(\d{2})(?:\.\.(\d{2})-(\d{2}))?")
_UNKNOWN = ("varies", "unknown", "local")
_MAX_MINUTES = 48 * 60


def parse_hours(machine: str, closed: Iterable[str] = ()) -> OpeningHours:
    """Return the opening hours of a line; raises HoursError that says which part cannot be read."""
    text = machine.strip()
    if text == "mail_like 24h":
        return any_time_by_mail()
    if text == "campaign":
        return unknown_hours("実施の期間は確認が必要です")
    if text in _UNKNOWN:
        return unknown_hours()
    closures = parse_closed(closed)
    if text == "24h":
        return always_open() if closures == Closures() else OpeningHours(_weekly("daily 00:00-24:00", closures))
    return OpeningHours(_weekly(text, closures))


def parse_closed(closed: Iterable[str]) -> Closures:
    """Return the closures of the `closed` column; raises HoursError."""
    parts = [part.strip() for part in closed if part.strip() and part.strip() != "none"]
    vague = any(part in ("unknown", "varies", "local", "outside_campaign") for part in parts)
    ranges = tuple(
        _month_days(part)
        for part in parts
        if part not in ("holidays", "yearend", "unknown", "varies", "local", "outside_campaign")
    )
    return Closures(
        holidays=True if "holidays" in parts else (None if vague else False),
        yearend=True if "yearend" in parts else (None if vague else False),
        ranges=ranges,
    )


def _weekly(text: str, closures: Closures) -> Weekly:
    """Return the schedule of parts joined by ";"."""
    rules: list[DayRule] = []
    otherwise: tuple[Span, ...] = ()
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        if part == "varies":
            otherwise = (MAYBE_DAY,)
        else:
            rules.append(_rule(part))
    if not rules and not otherwise:
        raise HoursError("受付時間が空です。分からないときは unknown と書いてください")
    return Weekly(tuple(rules), closures, otherwise)


def _rule(part: str) -> DayRule:
    """Return the rule of one part, such as "mon-fri,hol 09:00-17:00"."""
    days, _, hours = part.partition(" ")
    spans = (MAYBE_DAY,) if hours.strip() == "varies" else tuple(_span(piece) for piece in hours.split(","))
    weekdays: set[int] = set()
    month_days: set[int] = set()
    for name in days.split(","):
        if name.startswith("dom"):
            month_days.add(_month_day(name))
        elif name == "daily":
            weekdays |= ALL_WEEK
        elif name != "hol":
            weekdays |= _weekday_range(name)
    return DayRule(spans, frozenset(weekdays), "hol" in days.split(","), frozenset(month_days))


def _span(piece: str) -> Span:
    """Return the span of HH:MM-HH:MM; the end must lie after the start and within 48 hours."""
    found = _SPAN.fullmatch(piece.strip())
    if found is None:
        raise HoursError(f"時間「{piece.strip()}」を読めません。09:00-17:00 の形で書いてください")
    start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if not (start < end <= _MAX_MINUTES and start < 24 * 60):
        raise HoursError(f"時間「{piece.strip()}」の順が逆か、長すぎます。翌2時は 26:00 と書いてください")
    return Span(start, end)


def _weekday_range(name: str) -> set[int]:
    """Return the weekdays of "mon" or "mon-fri"; a range may pass the weekend (sat-tue)."""
    first, _, last = name.partition("-")
    if first not in _DAYS or (last or first) not in _DAYS:
        raise HoursError(f"曜日「{name}」を読めません。mon、mon-fri、daily、hol、dom10 の形で書いてください")
    start, end = _DAYS.index(first), _DAYS.index(last or first)
    return {(start + step) % 7 for step in range((end - start) % 7 + 1)}


def _month_day(name: str) -> int:
    """Return the day of the month of "dom10"."""
    number = name[3:]
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= 31):
        raise HoursError(f"日「{name}」を読めません。dom10 の形(1〜31)で書いてください")
    return int(number)


def _month_days(part: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and last (month, day) of "12-29..01-03" or "01-01"."""
    found = _RANGE.fullmatch(part)
    if found is None:
        raise HoursError(f"休み「{part}」を読めません。holidays、yearend、12-29..01-03 の形で書いてください")
    first = int(found[1]), int(found[2])
    last = (int(found[3]), int(found[4])) if found[3] else first
    if not all(1 <= month <= 12 and 1 <= day <= 31 for month, day in (first, last)):
        raise HoursError(f"休み「{part}」の月日がありません。01〜12 の月と 01〜31 の日を書いてください")
    return first, last
