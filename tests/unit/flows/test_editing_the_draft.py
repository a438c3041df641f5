"""What would be told is changed line by line before it is sent, and only what stands there then is handed over (R04)."""

from __future__ import annotations

from typing import Any

import pytest

from flows.draft import shown_items
from flows.effects import HandOff
from flows.said import SaidKind
from flows.steps.editing import edited
from flows.talk import State


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2番を「父の介護で」に直して", (2, "父の介護で")),
        ("１は仕事をやめた に変えてください", (1, "仕事をやめた")),
        ("3: 家賃が払えない", (3, "家賃が払えない")),
        ("3番目：もうすぐ家を出ます", (3, "もうすぐ家を出ます")),
        ("2: I lost my job", (2, "I lost my job")),
        ("2つ目を父のことに訂正してください", (2, "父のこと")),
        ("2番を消して", (0, "")),
        ("1人で暮らしています", (0, "")),
        ("2: ", (0, "")),
    ],
)
def test_a_line_and_its_new_words_are_read(text: str, wanted: tuple[int, str]) -> None:
    assert edited(text) == wanted


def _lines(resident: Any) -> dict[str, str]:
    return {one.id: one.text for one in shown_items(resident.talk, resident.conversation.book)}


def _number(resident: Any, item: str) -> int:
    return list(_lines(resident)).index(item) + 1


def _at_the_draft(resident: Any) -> None:
    resident.says("母の介護で仕事をやめました", topics=("elder_care",), source="m1")
    resident.says("人と話したい").taps("human.connect")


def test_the_new_words_stand_in_the_place_of_the_old_ones_and_are_what_is_sent(resident: Any) -> None:
    _at_the_draft(resident)
    number = _number(resident, "worry:0")
    resident.says(f"{number}番を「父の介護で仕事を休んでいます」に直して", source="m2")
    assert resident.talk.state is State.draft
    assert _lines(resident)["worry:0"] == "父の介護で仕事を休んでいます"
    assert resident.talk.worries[0].source == "m2", "an unsend of the new words takes them away"
    resident.taps("draft.send").taps("contact.none")
    assert "worry:0" in next(one for one in resident.turn.effects if isinstance(one, HandOff)).scope


def test_a_line_of_ours_goes_and_the_words_join(resident: Any) -> None:
    _at_the_draft(resident)
    number = _number(resident, "topic:elder_care")
    resident.says(f"{number}: 介護と仕事の両方のこと", source="m2")
    assert "topic:elder_care" not in _lines(resident)
    assert "介護と仕事の両方のこと" in _lines(resident).values()


def test_an_answer_gets_other_words(resident: Any) -> None:
    resident.says("介護のこと", topics=("elder_care",)).taps("more.enough").taps("q.care.service.no")
    resident.says("人と話したい").taps("human.connect")
    resident.says(f"{_number(resident, 'answer:care.service')}: 週に二回ヘルパーさんが来ます", source="m9")
    assert _lines(resident)["answer:care.service"] == "週に二回ヘルパーさんが来ます"


def test_danger_in_the_new_words_is_answered_first(resident: Any) -> None:
    _at_the_draft(resident)
    resident.sends(SaidKind.text, text="1: もう死にたい", danger="emergency", kinds=("suicide",))
    assert "Alert" in resident.done


def test_a_matter_goes_with_the_one_message_that_told_it_and_stays_where_two_did(resident: Any) -> None:
    resident.says("母の介護で仕事をやめました", topics=("elder_care", "work"), source="m1")
    resident.says("仕事がなくて眠れません", topics=("work",), source="m2")
    resident.says("人と話したい").taps("human.connect")
    sources = {one.id: one.source for one in shown_items(resident.talk, resident.conversation.book)}
    matters = {key: source for key, source in sources.items() if key.startswith(("topic:", "hardest"))}
    assert sorted(matters.values()) == ["", "m1"]
