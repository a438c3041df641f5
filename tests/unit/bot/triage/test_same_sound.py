"""いきたくない is 生きたくない to the ear, but not of a school or a job."""

from __future__ import annotations

import pytest

from bot.triage import Level, Triage


@pytest.fixture(scope="module")
def screen() -> Triage:
    return Triage.load()


@pytest.mark.parametrize(
    "text", ["こどもが がっこうに いきたくないって いう", "学校にいきたくない", "かいしゃ いきたくないです", "ぶかつに いきたくない"]
)
def test_not_wanting_to_go_there_is_no_wish_to_live_no_longer(screen: Triage, text: str) -> None:
    assert screen.judge(text).level is Level.NONE


@pytest.mark.parametrize("text", ["もう いきたくない", "いきたくない", "がっこうに いきたくない。もう いきたくない"])
def test_without_a_place_it_may_be_one(screen: Triage, text: str) -> None:
    assert screen.judge(text).level is not Level.NONE
