"""The resident is told which office received it, and by when an answer comes, by the team's own working days (R53)."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.base.clock import JST
from bot.conversation.offices import AreaOffices
from resources.hours.grammar import parse_hours
from resources.load import load_areas
from resources.load_teams import load_teams

AREAS, TEAMS = load_areas(), load_teams()
OFFICES = AreaOffices(AREAS, "見本市社協", {"local_csw": "03-0000-0000"}, TEAMS)


def at(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=JST)


def test_an_area_has_its_team_and_an_unknown_area_the_duty_team() -> None:
    assert "本富士" in OFFICES.of("文京区", "bunkyo-motofuji").name
    assert "当番" in OFFICES.of("文京区", "").name
    assert OFFICES.of("", "").name == "見本市社協"
    assert OFFICES.of("文京区", "").hours == "月〜金 8:30〜17:15"


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (at(20, 10), "11月20日(金)の夕方"),
        (at(20, 16), "11月24日(火)の夕方"),  # Saturday, Sunday and a holiday lie between
        (at(21, 2), "11月24日(火)の夕方"),
        (at(28, 17, 12), "1月4日(月)の夕方"),
    ],
)
def test_the_answer_comes_within_one_working_day(now: datetime, told: str) -> None:
    assert OFFICES.answer_by(now, "ja", "文京区", "bunkyo-motofuji") == told
    assert OFFICES.answer_by(now, "ja") == told


def _with(**change: object) -> AreaOffices:
    teams = [replace(team, **change) if team.id == "bunkyo-otsuka" else team for team in TEAMS]  # type: ignore[arg-type]
    return AreaOffices(AREAS, "見本市社協", {}, teams)


def test_a_team_that_needs_longer_says_so() -> None:
    assert _with(answer_within=3).answer_by(at(20, 10), "ja", "文京区", "bunkyo-otsuka") == "11月25日(水)の夕方"


def test_a_team_that_works_on_saturdays_answers_on_saturdays() -> None:
    offices = _with(hours=parse_hours("tue-sat 10:00-18:00", ["holidays"]))
    assert offices.answer_by(at(20, 17), "ja", "文京区", "bunkyo-otsuka") == "11月21日(土)の夕方"
    assert offices.answer_by(at(20, 17), "en", "文京区", "bunkyo-otsuka") == "2026-11-21 18:00"
    assert offices.on_duty(at(21, 11), "文京区", "bunkyo-otsuka")
    assert not offices.on_duty(at(21, 11), "文京区", "bunkyo-motofuji")


def test_a_team_that_never_works_falls_back_to_the_usual_days() -> None:
    offices = _with(hours=parse_hours("unknown", []))
    assert offices.answer_by(at(20, 10), "ja", "文京区", "bunkyo-otsuka") == "11月24日(火)の夕方"
