"""Two hundred simulated residents with odd input reach an end, and nothing is said that must not be."""

from __future__ import annotations

from flows.conversation import Conversation
from flows.talk import State
from flows.walk import walks


def test_two_hundred_walks_reach_an_end_without_a_breach(conversation: Conversation) -> None:
    visited: set[State] = set()
    faults: list[str] = []
    for walker in walks(conversation, 200, turns=8):
        visited |= walker.visited
        faults += walker.faults
    assert faults == []
    assert len(visited) >= 20  # the rest lies behind several right answers; scripts go there
