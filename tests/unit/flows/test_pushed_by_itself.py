"""What is sent without being asked may be read over a shoulder: no topic, no word of the person, no draft (R10)."""

from __future__ import annotations

from typing import Any

import pytest

from flows.effects import Answer, Ask, CallHuman, Crisis, Say, ShowDraft, Suggest
from flows.said import SaidKind
from flows.talk import State

_NEUTRAL = ("silence.", "closed.", "outcome.", "follow.", "waiting.closed", "waiting.released", "enough.", "listen.")
_TOLD = (ShowDraft, Suggest, Answer, Crisis, CallHuman)


def _in(resident: Any, state: State) -> None:
    resident.says("夫の借金で督促状が来ました", topics=("debt",)).says("母の介護もあります", topics=("elder_care",))
    resident.talk = resident.talk.but(
        state=state, flow="care", question="service", ticket_id="t" if state is State.waiting else "", follow_up_days=7
    )


@pytest.mark.parametrize("state", [one for one in State if one not in (State.new, State.notice)])
@pytest.mark.parametrize("kind", [SaidKind.silence, SaidKind.followup])
def test_in_no_state_is_the_matter_pushed(resident: Any, state: State, kind: SaidKind) -> None:
    _in(resident, state)
    for _ in range(2):
        resident.sends(kind)
        said = [one.key for one in resident.turn.effects if isinstance(one, Say | Ask)]
        assert all(key.startswith(_NEUTRAL) for key in said), said
        assert not any(isinstance(one, _TOLD) for one in resident.turn.effects)
        for word in ("借金", "督促", "介護", "お母さま", "サービス"):
            assert word not in resident.heard


@pytest.mark.parametrize("choice", ["closed", "released"])
def test_that_the_coordinator_let_go_is_told_without_the_matter(resident: Any, choice: str) -> None:
    _in(resident, State.waiting)
    resident.sends(SaidKind.answered, choice=choice)
    assert not any(isinstance(one, _TOLD) for one in resident.turn.effects)
    for word in ("借金", "介護"):
        assert word not in resident.heard


def test_the_open_question_is_asked_again_when_they_come_back_and_a_typed_answer_still_counts(resident: Any) -> None:
    resident.says("介護のこと", topics=("elder_care",)).taps("more.enough")
    asked, state = resident.heard, resident.talk.state
    resident.sends(SaidKind.silence)
    assert resident.heard not in asked
    assert resident.talk.state is state
    resident.taps("cmd.return")
    assert "介護のサービス" in resident.heard
    resident.taps("q.care.service.no")
    assert resident.talk.answers["care.service"].choice == "no"
