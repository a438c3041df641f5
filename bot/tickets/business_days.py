"""Business days of a town hall: no weekends, no holidays, no year-end closing (12/29 to 1/3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import jpholiday

from bot.base.clock import JST, to_jst


def is_business_day(day: date) -> bool:
    """Whether offices are open that day (行政機関の休日に関する法律1条)."""
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not year_end and not jpholiday.is_holiday(day)


def one_business_day_before(now: datetime) -> datetime:
    """The moment since which more than one whole business day has passed (R52); aware UTC."""
    return business_days_before(now, 1)


def business_days_before(now: datetime, days: int) -> datetime:
    """The same time of day, that many business days ago; a weekend counts as the end of the Friday before it."""
    local = to_jst(now)
    day, time_of_day = local.date(), local.timetz()
    if not is_business_day(day):
        day, time_of_day = _previous(day), datetime.max.time().replace(tzinfo=JST)
    for _ in range(days):
        day = _previous(day)
    return datetime.combine(day, time_of_day)


def _previous(day: date) -> date:
    day -= timedelta(days=1)
    while not is_business_day(day):
        day -= timedelta(days=1)
    return day
