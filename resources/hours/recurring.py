"""Hours of a gathering given as an iCalendar RRULE with a start and an end (毎月第2土曜 10:00-12:00)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from dateutil.rrule import rrule, rrulestr

from resources.errors import HoursError
from resources.hours.calendar import DAY_MINUTES, JST
from resources.hours.opening import (
    DATE_UNKNOWN_TEXT,
    HELD_DAY,
    OpeningHours,
    Span,
    unknown_hours,
)
from resources.hours.weekly import UNSAID, Closures


@dataclass(frozen=True)
class Recurring:
    """Days of an RRULE; `certain` is False when the rule leaves open which days it means (every other week)."""

    rule: str
    spans: tuple[Span, ...]
    closures: Closures = UNSAID
    certain: bool = True

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the spans of `day`, as "maybe" where the rule or the closures leave it open."""
        if day not in _dates(self.rule, day.year, day.month):
            return ()
        closed = self.closures.closed(day)
        if closed:
            return ()
        if closed is None or not self.certain:
            return tuple(replace(span, kind="maybe") for span in self.spans)
        return self.spans


def gathering_hours(
    text: str, start: time | None = None, end: time | None = None, closures: Closures = UNSAID
) -> OpeningHours:
    """Return the hours of a place with an RRULE; raises HoursError when the rule cannot be read.

    A rule without a weekday or day of the month ("once a month") tells no date, so the hours are unknown.
    """
    parts = rule_parts(text)
    names_days = any(key in parts for key in ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYSETPOS"))
    if parts["FREQ"] != "DAILY" and not names_days and "DTSTART" not in parts:
        return unknown_hours(DATE_UNKNOWN_TEXT)
    vague = (parts.get("INTERVAL", "1") != "1" or "COUNT" in parts) and "DTSTART" not in parts
    spans = (_span(start, end),)
    rule = _every_time(parts) if vague else text
    return OpeningHours(Recurring(rule, spans, closures, certain=not vague), unknown_text=DATE_UNKNOWN_TEXT)


def _every_time(parts: dict[str, str]) -> str:
    """Return the rule without INTERVAL and COUNT: every day that it could mean."""
    return ";".join(f"{key}={value}" for key, value in parts.items() if key not in ("INTERVAL", "COUNT"))


def rule_parts(rule: str) -> dict[str, str]:
    """Return the parts of an RRULE by name; raises HoursError when dateutil cannot read it."""
    text = rule.strip().upper().replace("\n", ";")
    text = text.replace("RRULE:", "").replace("DTSTART:", "DTSTART=")
    parts = dict(piece.partition("=")[::2] for piece in text.split(";") if piece)
    try:
        if parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
            raise ValueError
        _rule_of(rule, 2026, 1)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):
        raise HoursError(
            f"繰り返し「{rule}」を読めません。FREQ=MONTHLY;BYDAY=2SA(毎月第2土曜)の形で書いてください"
        ) from None
    return parts


def _span(start: time | None, end: time | None) -> Span:
    """Return the span of a gathering; without a start only the day is certain."""
    if start is None:
        return HELD_DAY
    first = start.hour * 60 + start.minute
    if end is None:
        return Span(first, DAY_MINUTES, "from")
    last = end.hour * 60 + end.minute
    return Span(first, last if last > first else last + DAY_MINUTES)


@lru_cache(maxsize=8192)
def _dates(rule: str, year: int, month: int) -> frozenset[date]:
    """Return the days of one month that a rule names."""
    first = _first_of(year, month)
    last = _first_of(year + month // 12, month % 12 + 1)
    return frozenset(moment.date() for moment in _rule_of(rule, year, month).between(first, last, inc=True))


def _rule_of(rule: str, year: int, month: int) -> rrule:
    """Return the dateutil rule, counted from the month's beginning unless it states its own DTSTART.

    The rule ends with the month, so that one that never happens (31 February) is not looked for until 9999.
    """
    upper = rule.strip().upper()
    first = None if "DTSTART" in upper else _first_of(year, month)
    if "UNTIL" not in upper and "COUNT" not in upper:
        upper += f";UNTIL={year + month // 12:04d}{month % 12 + 1:02d}01T000000"
    found = rrulestr(upper, dtstart=first, ignoretz=True, cache=False)
    if not isinstance(found, rrule):
        raise HoursError(f"繰り返し「{rule}」は1つの規則ではありません。RRULE を1つだけ書いてください")
    return found


def _first_of(year: int, month: int) -> datetime:
    """Return the first midnight of a month without a zone: rules are reckoned in local days."""
    return datetime(year, month, 1, tzinfo=JST).replace(tzinfo=None)
