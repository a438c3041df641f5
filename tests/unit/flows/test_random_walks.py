"""A thousand simulated residents with odd input reach an end, and nothing is said that must not be.

More of them: `tsunagu flows walk --count 20000`.
"""

from __future__ import annotations

import pytest

from flows.conversation import Conversation
from flows.talk import State
from flows.walk import Walker, walks

COUNT = 1_000


def test_a_thousand_walks_reach_an_end_without_a_breach(conversation: Conversation) -> None:
    visited: set[State] = set()
    faults: list[str] = []
    for walker in walks(conversation, COUNT, turns=8):
        visited |= walker.visited
        faults += walker.faults
    assert faults == []
    assert len(visited) >= 22  # the rest lies behind several right answers; scripts go there


@pytest.mark.parametrize("state", list(State))
def test_from_every_state_an_end_is_near(conversation: Conversation, state: State) -> None:
    for seed in range(20):
        walker = Walker(conversation, seed)
        walker.talk = walker.talk.but(state=state, consent="" if state in (State.new, State.notice) else "v")
        walker.wander(2)
        assert walker.go_home(), walker.talk.state
        assert walker.faults == []
