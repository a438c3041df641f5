"""To whom a sign of presence may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from bot.base.clock import SteppedClock, system_clock
from bot.base.incoming import Incoming, IncomingKind
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.clients import ConsoleLine
from bot.conversation.courtesy import Courtesy
from bot.conversation.engine import Engine
from bot.conversation.session import Remembered, SessionBook
from bot.entry.brain import Brain, Surroundings, engine_parts
from bot.entry.secrets import worker_ring
from bot.entry.stores import make_database, session_stores
from bot.store.crypto import Purpose
from bot.store.mailbox import Letter
from bot.store.models import ProcessedEventRow, SwitchRow
from bot.tickets.switches import BOT_STOPPED
from flows.talk import State, Talk


class Bench:
    """A store with one talk in it."""

    def __init__(self, settings: Settings, brain: Brain) -> None:
        self.keyring, self.clock = worker_ring(settings), SteppedClock(system_clock())
        self.database = make_database(settings, self.keyring)
        line = ConsoleLine(lambda messages: None)
        around = Surroundings(self.database, self.keyring, session_stores(settings), line, self.clock, Metrics())
        self.parts = engine_parts(Brain(settings, shared=brain), around)
        self.courtesy = Courtesy(Engine(self.parts), self.parts)

    def stands(self, **talk: Any) -> None:
        """Put a talk there."""
        after = Remembered(Talk(consent="v").but(**talk), self.clock())
        with self.database.transaction() as session:
            session.add(ProcessedEventRow(event_id="e", processed_at=self.clock()))
            book = SessionBook(self.parts.sessions(session), self.keyring, self.clock, self.parts.session_life)
            book.save("lane", "e", 1, before=None, after=after)

    def stopped(self, place: str) -> None:
        """Somebody presses the stop button."""
        with self.database.transaction() as session:
            changed: datetime = self.clock()
            row = SwitchRow(name=BOT_STOPPED, municipality=place, is_on=True, reason="x", changed_by="s")
            row.changed_at = changed
            session.add(row)


@pytest.fixture
def bench(settings: Settings, brain: Brain) -> Iterator[Bench]:
    made = Bench(settings, brain)
    yield made
    made.database.dispose()


def test_somebody_who_waits_for_the_bot_may_see_it(bench: Bench) -> None:
    bench.stands(state=State.listen)
    assert bench.courtesy.welcome("lane")
    assert bench.courtesy.welcome("a lane nobody knows")


def test_while_a_person_has_the_case_nothing_pretends_to_write(bench: Bench) -> None:
    bench.stands(state=State.waiting)
    assert not bench.courtesy.welcome("lane")


def test_nothing_shows_where_it_may_be_watched(bench: Bench) -> None:
    bench.stands(state=State.closed, safe_to_write="no")
    assert not bench.courtesy.welcome("lane")


def test_nothing_shows_while_the_bot_is_stopped(bench: Bench) -> None:
    bench.stands(state=State.listen)
    bench.stopped("")
    assert not bench.courtesy.welcome("lane")


def test_it_says_that_it_takes_a_moment_in_the_persons_language(bench: Bench) -> None:
    bench.stands(state=State.listen, language="ja", easy=False)
    assert bench.courtesy.busy("lane").startswith("少しお時間")
    assert bench.courtesy.paced("lane").startswith("たくさん書いて")
    incoming = Incoming("line", "e9", IncomingKind.TEXT, "U", bench.clock(), bench.clock(), text="x")
    letter = Letter("e9", "lane", bench.keyring.seal(Purpose.SESSION, incoming.to_json()), bench.clock())
    assert bench.courtesy.open(letter).text == "x"
