"""Loads texts and flows once for all tests of the talk."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.book import FlowBook
from flows.conversation import Conversation, Turn
from flows.said import Said, SaidKind
from flows.script import engine_notes
from flows.talk import State, Talk
from flows.texts import TextBook
from flows.watch import hear

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def texts() -> TextBook:
    return TextBook.load()


@pytest.fixture(scope="session")
def book() -> FlowBook:
    return FlowBook.load()


@pytest.fixture(scope="session")
def conversation(book: FlowBook, texts: TextBook) -> Conversation:
    return Conversation(book, texts)


class Resident:
    """Somebody who talks to the flow; the verbs are those of people."""

    def __init__(self, conversation: Conversation, **start: object) -> None:
        self.conversation = conversation
        self.talk = Talk(state=State.listen, consent="2026-11").but(**start)
        self.turn: Turn = Turn(self.talk, ())

    def says(self, text: str, **read: object) -> Resident:
        return self._does(Said(SaidKind.text, NOW, text=text, **read))  # type: ignore[arg-type]

    def taps(self, choice: str) -> Resident:
        return self._does(Said(SaidKind.choice, NOW, choice=choice))

    def sends(self, kind: SaidKind, **read: object) -> Resident:
        return self._does(Said(kind, NOW, **read))  # type: ignore[arg-type]

    def _does(self, said: Said) -> Resident:
        self.turn = self.conversation.turn(self.talk, said)
        self.talk = engine_notes(self.turn)
        return self

    @property
    def heard(self) -> str:
        return "\n".join(hear(self.conversation.texts, self.turn).bubbles)

    @property
    def done(self) -> list[str]:
        return [type(effect).__name__ for effect in self.turn.effects]


@pytest.fixture
def resident(conversation: Conversation) -> Resident:
    return Resident(conversation)


@pytest.fixture
def newcomer(conversation: Conversation) -> Resident:
    return Resident(conversation, state=State.new, consent="")
