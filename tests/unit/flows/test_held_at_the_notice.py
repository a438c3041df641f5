"""Without consent no way leads past the notice: not by the menu, not by the languages, not by danger (R01)."""

from __future__ import annotations

from typing import Any

import pytest

from flows.talk import State, Talk

_HELD = (State.new, State.notice, State.menu, State.language, State.confirm_forget)
_MENU = ("cmd.menu", "cmd.human", "cmd.lines", "cmd.places", "cmd.begin", "cmd.language", "cmd.forget", "cmd.restart",
         "cmd.withdraw", "cmd.resume", "cmd.stop", "cmd.return", "human.connect", "draft.send", "beside.on",
         "safety.safe", "resume.new", "topic.work", "group.money", "sure.yes", "sure.no")  # fmt: skip
_WORDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("お金がなくて困っている", {"topics": ("livelihood",)}),
    ("もう死にたい", {"danger": "emergency", "kinds": ("suicide",)}),
    ("夫に殴られています", {"danger": "urgent", "kinds": ("dv",)}),
    ("人と話したい", {}),
    ("最初から", {}),
    ("つづける", {}),
    ("なんだか毎日つらくて、うまく言えません", {}),
)


def _seen(talk: Talk) -> tuple[Any, ...]:
    return talk.state, talk.stack, talk.choices, talk.danger, talk.known


@pytest.mark.parametrize("known", [False, True])
def test_no_way_that_a_newcomer_can_take_leads_past_the_notice(newcomer: Any, known: bool) -> None:
    start = newcomer.talk.but(known=known)
    seen, edge = {_seen(start)}, [start]
    for _ in range(4):
        talks, edge = edge, []
        for talk in talks:
            taps = [one for one in dict.fromkeys((*talk.choices, *_MENU)) if one != "consent.yes"]
            for act in (*taps, *_WORDS):
                newcomer.talk = talk
                newcomer.taps(act) if isinstance(act, str) else newcomer.says(act[0], **act[1])
                after = newcomer.talk
                assert after.state in _HELD, (talk.state, act, after.state)
                assert not (after.worries or after.answers or after.consent), (talk.state, act)
                assert not {"HandOff", "ShowDraft", "Consent", "Relay"} & set(newcomer.done), (talk.state, act)
                if _seen(after) not in seen:
                    seen.add(_seen(after))
                    edge.append(after)
    assert len(seen) > 20, "the menu and the languages were walked"


@pytest.mark.parametrize("choice", ["cmd.menu", "cmd.language"])
def test_words_said_in_a_menu_before_consent_are_met_at_the_notice_and_kept_nowhere(newcomer: Any, choice: str) -> None:
    newcomer.says("こんにちは").taps(choice).says("夫の借金で困っています", topics=("debt",))
    assert newcomer.talk.state is State.notice
    assert "Crisis" in newcomer.done
    assert "借金" not in str(newcomer.talk.to_dict())


def test_a_language_is_chosen_before_consent_and_the_notice_comes_again_in_it(newcomer: Any) -> None:
    newcomer.says("hello").taps("cmd.language").taps("lang.vi")
    assert (newcomer.talk.language, newcomer.talk.state) == ("vi", State.notice)
