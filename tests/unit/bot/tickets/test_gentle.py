"""Help with writing, and the hours in which a resident wants to be written to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.base.clock import to_jst
from bot.tickets.gentle import advice
from bot.tickets.phrases import load_phrases
from bot.tickets.reach_hours import HOURS, fits, next_fitting

FORBIDDEN = load_phrases().forbidden


def tokyo(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026; the 16th is a Monday."""
    return datetime(2026, 11, day, (hour - 9) % 24, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("頑張ってくださいね。", "頑張って"),
        ("命を大切にしてください。", "命を大切に"),
        ("いつですか?どこですか?", "質問は1つ"),
        ("いつごろですか。どちらですか。", "質問は1つ"),
        ("あ" * 61, "長い文"),
        ("短い文です。" * 41, "長めです"),
        ("母の介護で仕事をやめそうなのですね。", "繰り返し"),
    ],
)
def test_what_weighs_on_a_reader_is_pointed_out(text: str, told: str) -> None:
    assert any(told in line for line in advice(text, FORBIDDEN, "母の介護で仕事をやめそうなのですが、だれにも言えません"))


@pytest.mark.parametrize("text", ["読みました。", "お話ししやすい時間はありますか。", "介護のこと、書いてくださってありがとうございます。"])
def test_a_gentle_answer_is_left_alone(text: str) -> None:
    assert advice(text, FORBIDDEN, "母の介護で仕事をやめそうなのですが") == []


@pytest.mark.parametrize(
    ("reach", "now", "then"),
    [
        ((), tokyo(16, 3), tokyo(16, 3)),
        (("line", "phone"), tokyo(16, 3), tokyo(16, 3)),
        (("afternoon",), tokyo(16, 12), tokyo(16, 12)),
        (("afternoon",), tokyo(16, 10, 7), tokyo(16, 12)),
        (("afternoon",), tokyo(16, 17), tokyo(17, 12)),
        (("morning", "night"), tokyo(16, 13, 20), tokyo(16, 20)),
        (("weekend",), tokyo(16, 10), tokyo(21, 9)),
        (("weekend", "evening"), tokyo(16, 10), tokyo(16, 17)),
    ],
)
def test_the_next_moment_that_fits(reach: tuple[str, ...], now: datetime, then: datetime) -> None:
    assert next_fitting(now, reach) == then


@given(st.integers(0, 700 * 24 * 60), st.sets(st.sampled_from([*HOURS, "weekend", "line"])))
def test_a_fitting_moment_is_found_within_eight_days_and_never_before_now(minutes: int, reach: set[str]) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = next_fitting(now, sorted(reach))
    assert found >= now
    assert fits(found, sorted(reach))
    assert (found - now).days <= 7
    windows = [HOURS[code] for code in reach if code in HOURS]
    assert not windows or any(begin <= to_jst(found).hour < end for begin, end in windows)
