"""The lines shown in danger fit the age that this very message tells, before anything may be kept (R01, R08)."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.conversation.effects import _age_now
from flows.talk import Talk


def _stage(text: str, band: str = "") -> Any:
    return SimpleNamespace(incoming=SimpleNamespace(text=text), talk=Talk(age_band=band))


@pytest.mark.parametrize("text", ["15歳です。もう消えたい", "小6です。家に帰りたくない", "中学生です。死にたい"])
def test_youth_told_in_the_message_counts(text: str) -> None:
    age = _age_now(_stage(text))
    assert age is not None
    assert age < 18


@pytest.mark.parametrize("text", ["もう消えたい", "40歳です。もう消えたい", "七十の母が倒れた"])
def test_without_it_no_age_is_taken(text: str) -> None:
    assert _age_now(_stage(text)) is None


def test_an_age_told_before_stays() -> None:
    assert _age_now(_stage("中学生の子どもが", band="u18")) == 16


@pytest.mark.parametrize("whose", ["neighbour", "supporter"])
def test_who_calls_for_a_child_next_door_is_no_child(whose: str) -> None:
    stage = SimpleNamespace(incoming=SimpleNamespace(text="3歳くらい"), talk=Talk(age_band="u18", whose=whose))
    assert _age_now(stage) is None
