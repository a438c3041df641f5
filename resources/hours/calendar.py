"""Japanese days: holidays, the year-end closure, and how a day is named in a sentence."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import jpholiday

JST = ZoneInfo("Asia/Tokyo")
"""Every opening hour of the catalogue is in this zone."""

WEEKDAYS = "月火水木金土日"
"""Weekday names in the order of `date.weekday()`."""

DAY_MINUTES = 24 * 60


@lru_cache(maxsize=4096)
def is_holiday(day: date) -> bool:
    """Return True on a national holiday, substitute holidays included (国民の祝日に関する法律)."""
    return bool(jpholiday.is_holiday(day))


def is_yearend(day: date) -> bool:
    """Return True from 29 December to 3 January, the closure that public offices have by law."""
    return (day.month == 12 and day.day >= 29) or (day.month == 1 and day.day <= 3)


def nth_weekday(day: date) -> tuple[int, int]:
    """Return which weekday of its month a day is, as (1 to 5, weekday with Monday = 0)."""
    return (day.day - 1) // 7 + 1, day.weekday()


def moment(day: date, minutes: int) -> datetime:
    """Return the JST time that lies `minutes` after the midnight that begins `day` (1,440 and more = next day)."""
    return datetime(day.year, day.month, day.day, tzinfo=JST) + timedelta(minutes=minutes)


def clock_text(minutes: int) -> str:
    """Return minutes of a day as 9:00."""
    return f"{minutes // 60 % 24}:{minutes % 60:02d}"


def day_text(day: date, today: date) -> str:
    """Return a day as a resident would say it: 今日, 明日(日), 24日(火), 12月4日(金)."""
    weekday = WEEKDAYS[day.weekday()]
    if day == today:
        return "今日"
    if day == today + timedelta(days=1):
        return f"明日({weekday})"
    if (day.year, day.month) == (today.year, today.month):
        return f"{day.day}日({weekday})"
    year = f"{day.year}年" if day - today > timedelta(days=180) else ""
    return f"{year}{day.month}月{day.day}日({weekday})"
