"""A talk goes to JSON and back, survives a new version, and forgets what was unsent."""

from __future__ import annotations

import json

from flows.talk import VERSION, Given, Shown, State, Talk, Worry


def test_a_talk_comes_back_from_json_as_it_was() -> None:
    talk = Talk(
        state=State.question, worries=(Worry(("work",), "言葉", "m1", "t"),), answers={"a": Given("b", "c", "m2")},
        stack=(State.more,), suggested=(Shown("p"),), pending=Worry((), "x"), used=("k#1",),
    )  # fmt: skip
    assert Talk.from_dict(json.loads(json.dumps(talk.to_dict()))) == talk


def test_an_unknown_state_becomes_a_safe_one() -> None:
    assert Talk.from_dict({"state": "gone", "consent": "v", "version": 0}).state is State.listen
    assert Talk.from_dict({"state": "gone"}).state is State.notice
    assert Talk.from_dict({"state": "more", "version": 0, "old_field": 1}).version == VERSION


def test_unsend_removes_words_and_answers_of_that_message() -> None:
    talk = Talk(worries=(Worry(("work",), "a", "m1"), Worry((), "b", "m2")), answers={"q": Given("x", "", "m1")})
    left = talk.without_source("m1")
    assert [worry.text for worry in left.worries] == ["b"]
    assert left.answers == {}


def test_the_hardest_topic_comes_first() -> None:
    talk = Talk(worries=(Worry(("work", "debt"), ""), Worry(("dv",), "")), hardest="dv")
    assert talk.topics() == ("dv", "work", "debt")
