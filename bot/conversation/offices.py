"""Which office answers, by when, and whether a person reads now (R25, R52, R53)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

import jpholiday

from bot.base.clock import JST, to_jst
from bot.conversation.parts import Office
from resources.hours.opening import OpeningHours
from resources.load_teams import Team
from resources.records import AreaRow

_WEEKDAYS = "月火水木金土日"
_OPENS, _CLOSES = time(8, 30), time(17, 15)
_LATEST_FOR_TODAY = timedelta(hours=2, minutes=15)
"""A message that comes later than this before the team goes home is read on its next working day."""

_SEARCHED = 60
_USUAL = "月〜金 8:30〜17:15"


class AreaOffices:
    """Offices by area: the team, its working hours and holidays, and how many working days it takes to answer."""

    def __init__(
        self, rows: Sequence[AreaRow], operator: str, local_numbers: Mapping[str, str], teams: Sequence[Team] = ()
    ) -> None:
        self._by_area = {row.area_id: row for row in rows if not row.town}
        self._operator = operator
        self._numbers = local_numbers
        self._team_of = {area: team for team in teams for area in team.areas}
        self._duty = {team.municipality: team for team in teams if team.duty}

    def of(self, municipality: str, area_id: str) -> Office:
        """The team of an area, else the municipality's duty team, else the operator of this account."""
        row, team = self._by_area.get(area_id), self._team(municipality, area_id)
        phone = self._numbers.get("local_csw", "")
        hours = team.hours_text if team else _USUAL
        if row is not None:
            return Office(row.coordinator_team, phone, hours, row.center)
        name = f"{municipality} 地域福祉コーディネーター(当番)" if municipality else self._operator
        return Office(name, phone, hours)

    def answer_by(self, now: datetime, language: str, municipality: str = "", area_id: str = "") -> str:
        """The end of the working day by which somebody of the team answers (R52, R53)."""
        day, closes = self._day_of_answer(to_jst(now), self._team(municipality, area_id))
        if language in ("ja", "easy"):
            return f"{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})の夕方"
        return f"{day.isoformat()} {closes:%H:%M}"

    def on_duty(self, now: datetime, municipality: str = "", area_id: str = "") -> bool:
        """Whether it is a working hour of the team; without a place, the usual working hours."""
        team = self._team(municipality, area_id)
        if team is not None:
            return team.hours.is_open(now) is True
        here = to_jst(now)
        return is_working_day(here.date()) and _OPENS <= here.time() < _CLOSES

    def _team(self, municipality: str, area_id: str) -> Team | None:
        return self._team_of.get(area_id) or self._duty.get(municipality)

    def _day_of_answer(self, here: datetime, team: Team | None) -> tuple[date, time]:
        """The working day on which the answer comes, and when the team goes home that day."""
        left = team.answer_within if team else 1
        for ahead in range(_SEARCHED):
            day = here.date() + timedelta(days=ahead)
            closes = _closing(team.hours, day) if team else _closing_usually(day)
            if closes is None or (ahead == 0 and here > closes - _LATEST_FOR_TODAY):
                continue
            left -= 1
            if left == 0:
                return day, closes.time()
        return next_working_day(here.date()), _CLOSES


def _closing(hours: OpeningHours, day: date) -> datetime | None:
    """When a team goes home on a day, None when it does not work that day."""
    ends = [span.end for span in hours.schedule.spans_on(day) if span.kind == "open"]
    return datetime.combine(day, time(0), JST) + timedelta(minutes=min(max(ends), 24 * 60 - 1)) if ends else None


def _closing_usually(day: date) -> datetime | None:
    return datetime.combine(day, _CLOSES, JST) if is_working_day(day) else None


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
