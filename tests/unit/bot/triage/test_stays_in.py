"""A life indoors is no danger by itself; anything of danger beside it is heard as before."""

from __future__ import annotations

import pytest

from bot.triage import Level, Triage


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage.load()


@pytest.mark.parametrize(
    "text",
    ["働いてなくて、ずっと家にいます", "仕事してなくて、部屋にいます", "ずっと部屋にいます", "弟がずっと部屋にいて出てきません", "一日中部屋にいます",
     "もう10年部屋から出てません", "ずっと自分の部屋にいる"],
)  # fmt: skip
def test_a_life_indoors_rings_nothing(triage: Triage, text: str) -> None:
    assert triage.judge(text).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    ["ずっと部屋にいます。もう消えたい", "部屋にいます。夫が帰ってくるのがこわい", "部屋から出られない。父が包丁持ってる", "部屋にこもって手首を切ってる",
     "ずっと部屋にいて、薬を飲みすぎた", "部屋にいます たすけて", "部屋から出てこないし返事もない、昨日から",
     "家から出られない、見張られてる"],
)  # fmt: skip
def test_danger_told_beside_it_rings(triage: Triage, text: str) -> None:
    assert triage.judge(text).level is not Level.NONE
