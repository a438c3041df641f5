"""Which office answers, by when, and whether a person reads now (R25, R52, R53)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

import jpholiday

from bot.base.clock import to_jst
from bot.conversation.parts import Office
from resources.records import AreaRow

_WEEKDAYS = "月火水木金土日"
_OPENS, _CLOSES = time(8, 30), time(17, 15)
_LATEST_FOR_TODAY = time(15, 0)


class AreaOffices:
    """Offices by area from the list of 担当区域; working hours are the municipality's usual ones."""

    def __init__(self, rows: Sequence[AreaRow], operator: str, local_numbers: Mapping[str, str]) -> None:
        self._by_area = {row.area_id: row for row in rows if not row.town}
        self._operator = operator
        self._numbers = local_numbers

    def of(self, municipality: str, area_id: str) -> Office:
        """The team of an area, else the municipality's duty team, else the operator of this account."""
        row = self._by_area.get(area_id)
        phone = self._numbers.get("local_csw", "")
        if row is not None:
            return Office(row.coordinator_team, phone, "月〜金 8:30〜17:15", row.center)
        name = f"{municipality} 地域福祉コーディネーター(当番)" if municipality else self._operator
        return Office(name, phone, "月〜金 8:30〜17:15")

    def answer_by(self, now: datetime, language: str) -> str:
        """The end of the working day by which somebody answers: one business day (R52)."""
        here = to_jst(now)
        day = here.date()
        if not (is_working_day(day) and here.time() < _LATEST_FOR_TODAY):
            day = next_working_day(day)
        if language in ("ja", "easy"):
            return f"{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})の夕方"
        return f"{day.isoformat()} 17:15"

    def on_duty(self, now: datetime) -> bool:
        """Whether it is a working hour."""
        here = to_jst(now)
        return is_working_day(here.date()) and _OPENS <= here.time() < _CLOSES


def is_working_day(day: date) -> bool:
    """Monday to Friday without national holidays and 29 December to 3 January."""
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not year_end and not jpholiday.is_holiday(day)


def next_working_day(day: date) -> date:
    """The first working day after a day."""
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day

