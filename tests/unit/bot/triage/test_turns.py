"""A turn of a running talk: what is new counts, and danger in the air is not forgotten."""

from __future__ import annotations

import pytest

from bot.triage import Level, Triage
from bot.triage.turns import judge_turn

CALM_BEFORE = ["母の介護で仕事をやめそうです", "bot: どのあたりにお住まいですか？"]


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage.load()


@pytest.mark.parametrize(
    "text", ["本郷三丁目", "わからない", "はい", "ありがとうございます。木曜なら話せます", "同意を取り消します", "全部消して"]
)
def test_an_ordinary_answer_in_an_ordinary_talk_rings_nothing(triage: Triage, text: str) -> None:
    assert judge_turn(triage, text, CALM_BEFORE).level is Level.NONE


def test_giving_up_after_a_dangerous_word_rings(triage: Triage) -> None:
    assert judge_turn(triage, "もういい", ["生きてる意味ある？死にたい"]).level is not Level.NONE


def test_a_dangerous_bubble_rings_whatever_came_before(triage: Triage) -> None:
    assert judge_turn(triage, "今から死にます。さようなら", CALM_BEFORE).level is Level.EMERGENCY
