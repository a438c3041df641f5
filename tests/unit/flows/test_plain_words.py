"""What somebody says plainly of themselves, and what only sounds like it."""

from __future__ import annotations

import pytest

from flows import reading
from flows.guessing import believed
from flows.plain_words import fine


@pytest.mark.parametrize(
    "text",
    [
        "主人を亡くしまして、独り暮らしでございます",
        "夫に先立たれました",
        "亡くなった父の借金が",
        "母を看取ったあと何もできない",
    ],
)
def test_a_loss_is_felt_with(text: str) -> None:
    assert reading.feeling(text) == "bereaved"


@pytest.mark.parametrize("text", ["母が亡くなったらこの子は", "親が死んだらどうなるか", "仕事をなくしました"])
def test_a_loss_that_has_not_come_is_none(text: str) -> None:
    assert reading.feeling(text) != "bereaved"


@pytest.mark.parametrize("text", ["うん、大丈夫", "大丈夫です", "はい、だいじょうぶです。", "まあ平気だよ"])
def test_all_right_is_heard_behind_a_yes(text: str) -> None:
    assert fine(text)


@pytest.mark.parametrize("text", ["大丈夫じゃない", "大丈夫かな", "うん", "大丈夫って言えない", "平気なわけない"])
def test_what_only_sounds_all_right_is_not(text: str) -> None:
    assert not fine(text)


def test_a_count_is_no_insult() -> None:
    assert believed("insult", "3社くらい", told=True) == ""
    assert believed("insult", "ばか", told=True) == "insult"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("働いてなくて、ずっと家にいます", "self"),
        ("家賃が払えない", "self"),
        ("夜、眠れません", "self"),
        ("息子が働いてなくて", "family"),
        ("部屋から出てきません", ""),
        ("学校に行けてません", ""),
    ],
)
def test_what_one_cannot_do_is_ones_own_unless_somebody_is_named(text: str, whose: str) -> None:
    assert reading.whose(text) == whose


@pytest.mark.parametrize("text", ["電話はできません", "でんわは みみが とおくて", "電話だと聞こえにくい", "声が出ません"])
def test_a_telephone_is_refused_in_many_words(text: str) -> None:
    assert reading.avoids_phone(text)


@pytest.mark.parametrize("text", ["母は耳が遠くて", "電話してもいいですか", "取り立ての電話がきます", "耳が痛い"])
def test_other_words_on_ears_and_telephones_refuse_none(text: str) -> None:
    assert not reading.avoids_phone(text)
