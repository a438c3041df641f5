"""A talk goes to JSON and back, survives a new version, and forgets what was unsent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.said import Whereabouts
from flows.talk import VERSION, Given, Shown, State, Talk, Worry
from flows.upgrade import read


def test_a_talk_comes_back_from_json_as_it_was() -> None:
    talk = Talk(
        state=State.question, worries=(Worry(("work",), "言葉", "m1", "t"),), answers={"a": Given("b", "c", "m2")},
        stack=(State.more,), suggested=(Shown("p"),), pending=Worry((), "x"), used=("k#1",),
    )  # fmt: skip
    assert read(json.loads(json.dumps(talk.to_dict()))) == talk


def test_an_unknown_state_becomes_a_safe_one() -> None:
    assert read({"state": "gone", "consent": "v", "version": 0}).state is State.listen
    assert read({"state": "gone"}).state is State.notice
    assert read({"state": "more", "version": 0, "old_field": 1}).version == VERSION


def test_unsend_removes_words_and_answers_of_that_message() -> None:
    talk = Talk(worries=(Worry(("work",), "a", "m1"), Worry((), "b", "m2")), answers={"q": Given("x", "", "m1")})
    left = talk.without_source("m1")
    assert [worry.text for worry in left.worries] == ["b"]
    assert left.answers == {}


def test_the_hardest_topic_comes_first() -> None:
    talk = Talk(worries=(Worry(("work", "debt"), ""), Worry(("dv",), "")), hardest="dv")
    assert talk.topics() == ("dv", "work", "debt")


@pytest.mark.parametrize("said", ["はい", "3年くらいです", "わからない", "母の介護もあります", "戻る"])
def test_a_talk_at_a_question_that_the_new_version_dropped_goes_on(resident: Any, said: str) -> None:
    old = {"state": "question", "consent": "v", "version": 0, "flow": "gone", "question": "away",
           "asked": ["gone.away"], "choices": ["q.gone.away.yes"], "worries": [{"topics": ["work"], "text": "x"}]}  # fmt: skip
    resident.talk = read(old)
    resident.says(said)
    assert "Ask" in resident.done
    assert resident.talk.state in (State.question, State.more, State.listen)
    assert resident.talk.state is not State.question or resident.talk.question != "away"


def test_a_talk_in_a_topic_that_the_new_version_dropped_still_finds_questions(resident: Any) -> None:
    resident.talk = read({"state": "more", "consent": "v", "version": 0, "worries": [{"topics": ["gone"], "text": "x"}]})
    resident.taps("more.enough")
    assert resident.talk.state is State.question
    assert "Ask" in resident.done


def test_a_button_of_a_question_that_is_gone_does_no_harm(resident: Any) -> None:
    resident.talk = read({"state": "more", "consent": "v", "worries": [{"topics": ["work"], "text": "x"}]})
    resident.taps("q.gone.away.yes")
    assert resident.talk.state is State.more
    assert "ボタン" in resident.heard


def test_what_was_read_into_a_message_leaves_with_it(resident: Any) -> None:
    resident.says("母の介護で困っています", topics=("elder_care",), source="m1")
    resident.talk = resident.talk.but(state=State.age)
    resident.says("45歳です", source="m2")
    told = resident.talk
    assert (told.whose, told.relation, bool(told.age_band)) == ("family", "mother", True)
    after = read(told.to_dict())
    assert (after.without_source("m2").age_band, after.without_source("m2").whose) == ("", "family")
    assert (after.without_source("m1").whose, after.without_source("m1").relation) == ("", "")
    assert after.without_source("m1").age_band == told.age_band
    assert after.without_source("m3") == after


def test_a_place_that_was_unsent_is_asked_again(resident: Any) -> None:
    where = Whereabouts(municipality="文京区", area_id="bunkyo-motofuji", known=True)
    resident.talk = resident.talk.but(state=State.area, wants="place")
    resident.says("本郷3丁目", where=where, source="m1")
    assert resident.talk.area_id
    left = resident.talk.without_source("m1")
    assert (left.municipality, left.area_id, left.area_done) == ("", "", False)
