"""Promises to residents that no change of flow may break."""

from __future__ import annotations

from typing import Any

import pytest

from flows.effects import Alert, Ask, HandOff
from flows.said import SaidKind
from flows.talk import State


def test_nothing_said_before_consent_is_kept(newcomer: Any) -> None:
    newcomer.says("お金がなくて困っています", topics=("livelihood",))
    assert "お金" not in str(newcomer.talk.to_dict())
    newcomer.says("死にたい", danger="emergency", kinds=("suicide",))
    assert "死にたい" not in str(newcomer.talk.to_dict())
    assert "Crisis" in newcomer.done


@pytest.mark.parametrize("state", [state for state in State if state not in (State.new, State.notice)])
def test_danger_is_answered_first_in_every_state(conversation: Any, resident: Any, state: State) -> None:
    resident.talk = resident.talk.but(state=state)
    resident.says("死にたい", danger="emergency", kinds=("suicide",))
    assert next(one for one in resident.turn.effects if isinstance(one, Alert)).level == "emergency"
    assert "Crisis" in resident.done
    assert resident.talk.state in (State.safety, State.beside)


@pytest.mark.parametrize("state", [state for state in State if state not in (State.new, State.notice)])
@pytest.mark.parametrize(
    ("word", "wanted"), [("人と話したい", "CallHuman"), ("全部消して", "forget"), ("やめる", "stop")]
)
def test_a_person_deletion_and_an_end_are_in_reach_everywhere(
    resident: Any, state: State, word: str, wanted: str
) -> None:
    resident.talk = resident.talk.but(state=state)
    resident.says(word)
    if wanted == "CallHuman":
        assert "CallHuman" in resident.done
    elif wanted == "forget":
        assert resident.talk.state in (State.confirm_forget, State.new)
    else:
        assert resident.talk.state in (State.closed, State.waiting)


def test_nothing_is_handed_over_without_the_three_steps(resident: Any) -> None:
    resident.says("お金がなくて", topics=("livelihood",)).says("人と話したい").taps("human.connect")
    assert "ShowDraft" in resident.done
    resident.taps("draft.remove.worry:0").taps("draft.send").taps("contact.none")
    handed = next(one for one in resident.turn.effects if isinstance(one, HandOff))
    assert "worry:0" not in handed.scope
    assert handed.anonymous


def test_what_was_said_is_not_asked_again(resident: Any) -> None:
    resident.says("父のおむつ替えで夜中に何度も起きます。要介護3です", topics=("elder_care",))
    assert {"care.service", "care.hard"} <= set(resident.talk.answers)


UNSURE = ("お答えできず", "確かなことが言えない")


@pytest.mark.parametrize(
    "words",
    [
        "書類は何が必要ですか？",
        "保証人は誰でもいいんですか",
        "審査ってどのくらいかかりますか？",
        "申請したら近所にばれますか？",
    ],
)
def test_a_question_that_nobody_here_can_answer_is_said_to_be_one_kept_and_the_talk_goes_on(
    resident: Any, words: str
) -> None:
    resident.says("家賃が払えません", topics=("arrears",)).says("これだけ")
    assert resident.talk.state is State.question
    open_one, answers = resident.talk.question, dict(resident.talk.answers)
    resident.says(words)
    assert any(told in resident.heard for told in UNSURE)
    assert (resident.talk.state, resident.talk.question) == (State.question, open_one), "on where it was"
    assert resident.talk.answers == answers, "a question is no answer"
    assert words in resident.talk.words(), "the desk will read it"


@pytest.mark.parametrize("words", ["半年くらい？", "たぶん10万くらいかな？", "兄と弟と暮らしています"])
def test_an_answer_that_is_only_unsure_is_an_answer(resident: Any, words: str) -> None:
    resident.says("家賃が払えません", topics=("arrears",)).says("これだけ").says(words)
    assert not any(told in resident.heard for told in UNSURE)


def test_a_question_asked_again_and_again_does_not_hold_the_talk_up(resident: Any) -> None:
    resident.says("家賃が払えません", topics=("arrears",)).says("これだけ")
    first = resident.talk.question
    for _ in range(4):
        resident.says("書類は何が必要ですか？")
    assert resident.talk.question != first or resident.talk.state is not State.question


def test_with_a_question_that_has_no_answer_a_desk_and_a_person_are_in_reach(resident: Any) -> None:
    resident.says("家賃が払えません", topics=("arrears",)).says("書類は何が必要ですか？")
    offered = {choice.id for effect in resident.turn.effects if isinstance(effect, Ask) for choice in effect.choices}
    assert {"cmd.places", "cmd.human"} <= offered
    assert any(told in resident.heard for told in UNSURE)


def test_the_intake_stays_within_ten_questions(resident: Any) -> None:
    asked = 0
    resident.says("母の介護とお金と仕事", topics=("elder_care", "livelihood", "work"))
    for _ in range(12):
        if resident.talk.state is State.suggested:
            break
        asked += any(isinstance(one, Ask) for one in resident.turn.effects)
        resident.says("わからない")
    assert resident.talk.state is State.suggested
    assert asked <= 10


def test_a_bot_is_silent_while_a_person_answers(resident: Any) -> None:
    resident.talk = resident.talk.but(state=State.waiting, ticket_id="t")
    resident.sends(SaidKind.answered, choice="answered").says("はい、わかりました")
    assert resident.done == ["Relay"]


def test_words_that_were_copied_stay_short(resident: Any) -> None:
    text = "きのう上司に呼び出されてみんなの前で一時間も叱られてしまいました"
    resident.says(text, topics=("work",))
    assert all(text[start : start + 16] not in resident.heard for start in range(len(text) - 15))


def test_silence_is_answered_once_then_closed(resident: Any) -> None:
    resident.says("さみしい", topics=("isolation",)).sends(SaidKind.silence)
    assert "RemindAfter" in resident.done
    resident.sends(SaidKind.silence)
    assert resident.talk.state is State.closed
    resident.sends(SaidKind.silence)
    assert "Say" not in resident.done


def test_a_tapped_answer_of_an_earlier_question_changes_it(resident: Any) -> None:
    resident.says("介護のこと", topics=("elder_care",)).taps("more.enough").taps("q.care.service.no")
    resident.taps("q.care.service.using")
    assert resident.talk.answers["care.service"].choice == "using"


def test_a_worry_told_after_missing_food_is_met_as_ordinary(resident: Any) -> None:
    resident.says("食べるものがない", danger="urgent", kinds=("no_food",), topics=("food",))
    assert "Crisis" in resident.done
    resident.says("母の介護もあります", topics=("elder_care",))
    assert resident.talk.state is State.more


def test_small_words_after_danger_are_not_kept_as_worries(resident: Any) -> None:
    resident.says("死にたい", danger="emergency", kinds=("suicide",)).says("ごめんなさい")
    assert [worry.text for worry in resident.talk.worries] == ["死にたい"]
