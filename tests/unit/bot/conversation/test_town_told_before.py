"""Beside a town told before, its part alone is a place; other words are none."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest

from bot.conversation.understanding import Understanding
from bot.routing import Router
from flows.said import Whereabouts
from flows.talk import State, Talk
from resources.load import load_areas

ASKED = Talk(state=State.area, wants="place", municipality="小金井市", town="本町")


@cache
def router() -> Router:
    return Router.load(load_areas(), ("小金井市",), trust="demo")


def where(text: str, talk: Talk = ASKED) -> Whereabouts:
    reader: Any = Understanding(SimpleNamespace(), SimpleNamespace(), SimpleNamespace(), router(), {})  # type: ignore[arg-type]
    found = reader._whereabouts(text, talk)
    assert isinstance(found, Whereabouts)
    return found


@pytest.mark.parametrize("text", ["5丁目", "五丁目です", "ごちょうめ", "5丁目のほう", "5"])
def test_a_part_of_the_town_told_before_is_a_place(text: str) -> None:
    found = where(text)
    assert found.town == "本町"
    assert found.ask in ("", "area")


@pytest.mark.parametrize("text", ["50歳です", "80代の母です", "生活保護って受けられますか", "5年住んでます"])
def test_other_words_are_no_part_of_it(text: str) -> None:
    assert not where(text).town


def test_another_town_takes_the_place_of_the_one_before() -> None:
    assert where("やっぱり桜町です").town == "桜町"


def test_without_a_town_a_bare_number_stays_unclear() -> None:
    assert not where("5丁目", Talk(state=State.area, wants="place", municipality="小金井市")).town


def test_its_part_told_beside_another_question_is_heard_too() -> None:
    beside = Talk(state=State.question, wants="text", municipality="小金井市", town="本町")
    found = where("5丁目です", beside)
    assert (found.town, found.ask) == ("本町", "area")
