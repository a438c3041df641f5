"""The loading animation and the read mark on a resident's phone while an answer takes its time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.base.incoming import Incoming
from bot.clients import HttpLine
from bot.jobs.presence import Presence
from bot.store.mailbox import Letter, Receipt
from bot.webhook.events import read_event

TOKEN = "access-token-of-the-tests"


@dataclass
class Manners:
    """Courtesy without an engine: letters carry JSON in the clear."""

    allowed: bool = True
    asked: threading.Event = field(default_factory=threading.Event)

    def open(self, letter: Letter) -> Incoming:
        return Incoming.from_json(letter.body)

    def welcome(self, lane: str) -> bool:
        self.asked.set()
        return self.allowed

    def busy(self, lane: str) -> str:
        return "少しお時間をください。"


@pytest.fixture
def manners() -> Manners:
    return Manners()


@pytest.fixture
def presence(line: Any, manners: Manners) -> Iterator[Presence]:
    made = Presence(HttpLine(TOKEN, line.url), manners, timedelta(0), timedelta(0))  # type: ignore[arg-type]
    yield made
    made.close()


def receipt(line: Any, kind: str = "message") -> Receipt:
    line.client.settle()
    now = datetime.now(UTC)
    read = read_event(line.inbox.of_type(kind)[-1], now)
    assert isinstance(read, Incoming)
    return Receipt(Letter(read.event_id, "lane", read.to_json(), now), 1, 1)


def test_a_message_is_marked_as_read_and_the_animation_runs(line: Any, presence: Presence) -> None:
    resident = line.client.add_resident("slow")
    resident.says("母のことで")
    presence.shown(receipt(line))
    assert resident.is_waiting()
    assert resident.bubbles(side="resident")[-1].read


def test_the_animation_ends_with_the_answer(line: Any, presence: Presence) -> None:
    resident = line.client.add_resident("answered")
    resident.says("母のことで")
    taken = receipt(line)
    presence.shown(taken)
    token = Incoming.from_json(taken.letter.body).reply_token
    HttpLine(TOKEN, line.url).reply(token, [{"type": "text", "text": "はい"}])
    assert not resident.is_waiting()


def test_a_turn_that_takes_long_shows_it_and_then_says_so(line: Any, presence: Presence) -> None:
    resident = line.client.add_resident("very slow")
    resident.says("母のことで")
    with presence.beside(receipt(line)):
        assert resident.waits_for("少しお時間をください。").via == "push"  # the reply token is the answer's


def test_nothing_is_shown_where_it_is_not_welcome(line: Any, presence: Presence, manners: Manners) -> None:
    manners.allowed = False
    resident = line.client.add_resident("stopped")
    resident.says("母のことで")
    presence.shown(receipt(line))
    assert manners.asked.is_set()
    assert not resident.is_waiting()
    assert not resident.bubbles(side="resident")[-1].read


def test_a_failure_of_the_courtesy_leaves_the_turn_alone(line: Any, presence: Presence) -> None:
    line.client.fails_next("500", path="/v2/bot/chat/loading/start", times=5)
    resident = line.client.add_resident("broken")
    resident.says("母のことで")
    with presence.beside(receipt(line)):
        done = True
    assert done
