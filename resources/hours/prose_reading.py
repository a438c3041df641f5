"""How the words of opening hours add up: days wait for their hours, or for a word that makes them closing days."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from resources.hours.opening import HELD_DAY, WHOLE_DAY, Span
from resources.hours.prose_tokens import Token, clock_in, month_days_in, months_in, nth_in, span_in, weekdays_in
from resources.hours.weekly import ALL_WEEK, UNSAID, WORKDAYS, Closures, DayRule, Moved

_NO_DAYS = DayRule(())
_MOST_CLOSED = 3
"""More closing weekdays than this were meant as opening days (月〜金 祝日を除く 9時〜17時)."""


@dataclass
class Reading:
    """What has been understood so far.

    `days` waits for its hours or for a word that makes it a closure; `assumed` marks hours without any day at the end.
    """

    rules: list[DayRule] = field(default_factory=list)
    days: DayRule = _NO_DAYS
    outer: DayRule = _NO_DAYS
    closures: Closures = UNSAID
    closing: bool = False
    listed: bool = False
    assumed: bool = False
    bare: bool = False
    """True while the last rule has hours but no day: days in brackets right after it are its days."""
    dated: bool = False
    """True while dates stand there of which no word says that they are closing days (4月1日～9月30日 9:00～18:00)."""
    last: str = ""
    failed: bool = False


def take(reading: Reading, token: Token) -> None:
    """Fold one token into the reading."""
    handler = _HANDLERS.get(token.kind)
    if handler is None:
        reading.failed = True
        return
    handler(reading, token.text)


def finish(reading: Reading) -> None:
    """Close what still waits at the end: closing days, or days whose hour is not told."""
    reading.failed = reading.failed or reading.dated
    _leave(reading, "")
    if reading.bare and reading.days != _NO_DAYS and not reading.closing and len(reading.rules) == 1:
        reading.rules[-1] = replace(reading.days, spans=reading.rules[-1].spans)
        reading.days, reading.bare = _NO_DAYS, False
    reading.assumed = reading.assumed or reading.bare
    reading.bare = False
    if reading.days == _NO_DAYS:
        return
    if reading.closing:
        _close(reading, "")
    else:
        reading.rules.append(replace(reading.days, spans=(HELD_DAY,)))


def _add_days(reading: Reading, extra: DayRule) -> None:
    """Add to the days that wait; a new group of days after hours starts afresh."""
    old = reading.days
    reading.days = _joined(old, extra)


def _joined(old: DayRule, extra: DayRule) -> DayRule:
    """Return the days of both."""
    return DayRule(
        (),
        old.weekdays | extra.weekdays,
        old.holidays or extra.holidays,
        frozenset(),
        old.nth | extra.nth,
        old.weekday_only or extra.weekday_only,
    )


def _hours(reading: Reading, span: Span | None) -> None:
    """Give the waiting days their hours; hours right after hours belong to the same days."""
    if span is None:
        reading.failed = True
    elif reading.last == "span" and reading.rules and reading.days == _NO_DAYS:
        reading.rules[-1] = replace(reading.rules[-1], spans=(*reading.rules[-1].spans, span))
    else:
        days = reading.days
        reading.assumed = reading.assumed or reading.bare
        reading.bare = days == _NO_DAYS
        if reading.bare:
            days = DayRule((), ALL_WEEK)
        reading.failed = any(_crosses(rule, days) for rule in reading.rules)
        reading.rules = [_without(rule, days) for rule in reading.rules]
        reading.rules.append(replace(days, spans=(span,)))
        reading.days = _NO_DAYS


def _crosses(rule: DayRule, days: DayRule) -> bool:
    """Return True when only some weeks of a weekday that has its hours get other ones: both, or these alone?"""
    return any(day in rule.weekdays for _, day in days.nth) or any(day in days.weekdays for _, day in rule.nth)


def _without(rule: DayRule, days: DayRule) -> DayRule:
    """Return an earlier rule without the weekdays that a later, narrower one names (水曜は12時まで)."""
    narrower = days.weekdays < rule.weekdays
    return replace(rule, weekdays=rule.weekdays - days.weekdays) if narrower else rule


def _until(reading: Reading, text: str) -> None:
    """End the hours of the waiting days at another time than the rule before says."""
    base = next((rule for rule in reading.rules if reading.days.weekdays <= rule.weekdays), None)
    if base is None or not reading.days.weekdays or len(base.spans) != 1:
        reading.failed = True
        return
    end = clock_in(text)
    reading.failed = end <= base.spans[0].start
    reading.last = ""
    _hours(reading, Span(base.spans[0].start, end))


def _also(reading: Reading, _: str) -> None:
    """「水曜は18時〜21時も」: give back what the narrower rule took, so that both hold."""
    if reading.last != "span" or len(reading.rules) < 2:
        reading.failed = True
        return
    wide, extra = reading.rules[-2], reading.rules[-1]
    reading.rules[-2] = replace(wide, weekdays=wide.weekdays | extra.weekdays)


def _close(reading: Reading, _: str) -> None:
    """Make closing days of the days that wait, or cut out the hours just read (正午〜午後1時を除く)."""
    days, closures = reading.days, reading.closures
    reading.dated = False
    if len(days.weekdays) > _MOST_CLOSED:
        reading.failed = True
    if reading.last == "span" and days == _NO_DAYS:
        _cut(reading)
        return
    reading.closures = replace(
        closures,
        weekdays=closures.weekdays | days.weekdays,
        nth=closures.nth | days.nth,
        holidays=True if days.holidays else closures.holidays,
    )
    reading.days = _NO_DAYS


def _open(reading: Reading, _: str) -> None:
    """Enter brackets: what is closed in them says nothing of the days before them."""
    reading.outer = _joined(reading.outer, reading.days)
    reading.days = _NO_DAYS


def _leave(reading: Reading, _: str) -> None:
    """Leave brackets: the days before them wait for their hours again; 8:30~17:00(月~金) has its days after it."""
    if reading.bare and reading.days != _NO_DAYS and reading.outer == _NO_DAYS and not reading.closing:
        reading.rules[-1] = replace(reading.days, spans=reading.rules[-1].spans)
        reading.days, reading.bare = _NO_DAYS, False
        return
    reading.days = _joined(reading.outer, reading.days)
    reading.outer = _NO_DAYS


def _cut(reading: Reading) -> None:
    """Take the last span out of the spans before it."""
    *before, hole = reading.rules[-1].spans
    if not before:
        reading.rules.pop()
        before = list(reading.rules[-1].spans) if reading.rules else []
    if len(before) != 1 or not before[0].start < hole.start < hole.end < before[0].end:
        reading.failed = True
        return
    parts = (Span(before[0].start, hole.start), Span(hole.end, before[0].end))
    reading.rules[-1] = replace(reading.rules[-1], spans=parts)


def _label(reading: Reading, closing: bool) -> None:
    """Enter a list of hours or of closing days."""
    if reading.closing:
        _close(reading, "")
    elif reading.days != _NO_DAYS and closing:
        reading.rules.append(replace(reading.days, spans=(HELD_DAY,)))
        reading.days = _NO_DAYS
    reading.closing = closing
    reading.listed = reading.listed or closing


def _moved(reading: Reading, text: str) -> None:
    """Note that a closing day on a holiday is moved to the next day."""
    if reading.closing:
        _close(reading, "")
    day = text.removeprefix("ただし").lstrip("、")[:1]
    weekdays = weekdays_in(day) if "曜" in text[:6] else frozenset()
    reading.closures = replace(reading.closures, moved=Moved(weekdays, "翌平日" in text))
    reading.listed = True


def _yearend(reading: Reading, _: str) -> None:
    """Note the year-end closure."""
    reading.closures = replace(reading.closures, yearend=True)


def _months(reading: Reading, text: str) -> None:
    """Note months without opening (8月は休み)."""
    months = months_in(text)
    reading.failed = not all(1 <= first[0] <= 12 for first, _ in months)
    reading.closures = replace(reading.closures, ranges=(*reading.closures.ranges, *months))


def _after_holiday(reading: Reading, _: str) -> None:
    """Note that the day after a holiday is a closing day; said outside a list of closing days it is not clear."""
    reading.failed = reading.failed or not reading.closing
    reading.closures = replace(reading.closures, after_holiday=True)


def _dates(reading: Reading, text: str) -> None:
    """Note closing dates such as 12月29日~1月3日; they count as what is said about the year-end too."""
    span = month_days_in(text)
    reading.dated = reading.dated or not (reading.closing or reading.last == "yearend")
    reading.failed = not all(1 <= month <= 12 and 1 <= day <= 31 for month, day in span)
    yearend = False if span[0][0] == 12 else reading.closures.yearend
    reading.closures = replace(reading.closures, ranges=(*reading.closures.ranges, span), yearend=yearend)


def _holiday_off(reading: Reading, _: str) -> None:
    """Note that what falls on a holiday does not take place."""
    reading.closures = replace(reading.closures, holidays=True)


def _never(reading: Reading, _: str) -> None:
    """Note that it never closes."""
    reading.closures = replace(reading.closures, holidays=False, yearend=False)


def _always(reading: Reading, text: str) -> None:
    """Note hours around the clock, every day unless days are named."""
    whole_week = not reading.days.weekdays
    _hours(reading, WHOLE_DAY)
    if whole_week:
        _never(reading, text)


_HANDLERS: dict[str, Callable[[Reading, str], None]] = {
    "hours_label": lambda reading, text: _label(reading, False),
    "closed_label": lambda reading, text: _label(reading, True),
    "moved": _moved,
    "span": lambda reading, text: _hours(reading, span_in(text)),
    "until": _until,
    "from": lambda reading, text: _hours(reading, Span(clock_in(text), 24 * 60, "from")),
    "always": _always,
    "never_closed": _never,
    "holiday_off": _holiday_off,
    "nth": lambda reading, text: _add_days(reading, DayRule((), nth=nth_in(text))),
    "dates": _dates,
    "yearend": _yearend,
    "months": _months,
    "after_holiday": _after_holiday,
    "everyday": lambda reading, text: _add_days(reading, DayRule((), ALL_WEEK, holidays=True)),
    "workdays": lambda reading, text: _add_days(reading, DayRule((), WORKDAYS, weekday_only=True)),
    "weekend": lambda reading, text: _add_days(reading, DayRule((), weekdays_in(text.replace("祝日", "祝")), True)),
    "holidays": lambda reading, text: _add_days(reading, DayRule((), holidays=True)),
    "range": lambda reading, text: _add_days(reading, DayRule((), weekdays_in(text))),
    "day": lambda reading, text: _add_days(reading, DayRule((), weekdays_in(text))),
    "except": _close,
    "also": _also,
    "open": _open,
    "close": _leave,
}
