"""A plain no to violence rings nothing; with anything behind it, and for a wish to die, the screen reads as ever."""

from __future__ import annotations

import pytest

from bot.triage import Level, Triage
from bot.triage.denied import denies_violence
from bot.triage.turns import judge_turn


@pytest.fixture(scope="module")
def screen() -> Triage:
    return Triage.load()


@pytest.mark.parametrize(
    "text",
    [
        "べつに叩かれたりはしない",
        "殴られてはいないです",
        "べつに なぐられたりは しないけど",
        "いや、手をあげられたことはないです",
        "暴力とかはないです",
        "没有，他没有打我",
        "No, he never hits me.",
    ],
)
def test_a_plain_no_to_violence_rings_nothing(screen: Triage, text: str) -> None:
    assert screen.judge(text).level is Level.NONE
    assert judge_turn(screen, text, ["母の彼氏が来るから帰りたくない"]).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "叩かれはしないけど、ごはんはもらえない",
        "殴られない日はない",
        "暴力がない日がない",
        "叩かれないように押し入れに隠れてる",
        "死にたいわけじゃない",
        "まだ殴られてない",
        "今は叩かれてない",
        "he never hits me where it shows",
    ],
)
def test_more_than_a_plain_no_is_read_as_ever(text: str) -> None:
    assert not denies_violence(text)


def test_pills_kept_are_heard_in_a_talk_without_sleep(screen: Triage) -> None:
    talk = ["眠れない", "仕事クビになって2週間", "誰にも言ってない", "家賃は来月まで"]
    assert judge_turn(screen, "薬はたくさんある", talk).level is not Level.NONE
    assert screen.judge("薬がたくさん出て飲みきれない").level is Level.NONE


@pytest.mark.parametrize("text", ["おとうさんがなくなって はんとし", "つまが せんげつ なくなりました"])
def test_a_death_told_in_kana_is_no_danger(screen: Triage, text: str) -> None:
    assert screen.judge(text).level is Level.NONE
