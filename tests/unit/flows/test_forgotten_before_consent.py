"""Somebody who comes back after a talk was forgotten may have a case here still: it is deleted without agreeing anew."""

from __future__ import annotations

from typing import Any

import pytest

from flows.talk import State


@pytest.mark.parametrize("state", [State.new, State.notice])
def test_who_was_here_before_may_have_all_deleted_without_agreeing_again(newcomer: Any, state: State) -> None:
    newcomer.talk = newcomer.talk.but(state=state, known=True)
    newcomer.says("全部消して")
    assert newcomer.talk.state is State.confirm_forget
    newcomer.taps("sure.yes")
    assert ("Forget" in newcomer.done, newcomer.talk.state.value) == (True, "new")


def test_a_no_leads_back_to_the_notice_and_deletes_nothing(newcomer: Any) -> None:
    newcomer.talk = newcomer.talk.but(state=State.notice, known=True)
    newcomer.says("全部消して").taps("sure.no")
    assert "Forget" not in newcomer.done
    assert newcomer.talk.state is State.notice
    assert not newcomer.talk.consent


def test_a_stranger_is_told_that_nothing_is_kept(newcomer: Any) -> None:
    newcomer.says("こんにちは").says("全部消して")
    assert "Forget" not in newcomer.done
    assert newcomer.talk.state is State.new
