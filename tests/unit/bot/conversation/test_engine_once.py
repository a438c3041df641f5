"""One event, one turn, one transaction: whatever dies when, effects happen once."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.base.clock import SteppedClock, system_clock
from bot.base.incoming import Incoming, IncomingKind
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.clients import ConsoleLine
from bot.conversation.engine import Engine
from bot.conversation.session import SessionBook
from bot.entry.brain import Brain, Surroundings, engine_parts
from bot.entry.secrets import worker_ring
from bot.entry.stores import make_database, session_stores
from bot.store.crypto import Keyring, Purpose
from bot.store.db import Database
from bot.store.mailbox import Letter, Receipt
from bot.store.models import ConsentRow, OutboxRow, ProcessedEventRow, TimerRow
from bot.store.sessions import Stale


class Bench:
    """An engine on a store of its own, fed letter by letter."""

    def __init__(self, settings: Settings, brain: Brain, clock: SteppedClock) -> None:
        self.settings = settings
        self.keyring = worker_ring(settings)
        self.database: Database = make_database(settings, self.keyring)
        line = ConsoleLine(lambda messages: None)
        around = Surroundings(self.database, self.keyring, session_stores(settings), line, clock, Metrics())
        self.parts = engine_parts(Brain(settings, shared=brain), around)
        self.engine = Engine(self.parts)
        self.clock = clock
        self.fence = 0

    def letter(self, event_id: str, kind: IncomingKind = IncomingKind.TEXT, **fields: Any) -> Letter:
        now = self.clock()
        incoming = Incoming("line", event_id, kind, "Uaaa", now, now, message_id=event_id, **fields)
        return Letter(event_id, "lane", self.keyring.seal(Purpose.SESSION, incoming.to_json()), now)

    def process(self, letter: Letter, fence: int = 0) -> None:
        self.fence = fence or self.fence + 1
        self.engine.process(Receipt(letter, self.fence, 1))

    def count(self, table: type) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def state(self) -> str:
        with self.database.reading() as session:
            store = self.parts.sessions(session)
            book = SessionBook(store, self.keyring, self.clock, self.parts.session_life)
            kept = book.load("lane", lambda event: session.get(ProcessedEventRow, event) is not None)
            return kept.talk.state.value if kept else ""


@pytest.fixture(params=["embedded", pytest.param("redis", marks=[pytest.mark.redis, pytest.mark.postgres])])
def bench(request: pytest.FixtureRequest, settings: Settings, brain: Brain) -> Iterator[Bench]:
    if request.param == "redis":
        urls = {
            "database_url": request.getfixturevalue("postgres_url"),
            "redis_url": request.getfixturevalue("redis_url"),
        }
        settings = settings.model_copy(update=urls)
    made = Bench(settings, brain, SteppedClock(system_clock()))  # Redis expires by the real time
    yield made
    made.database.dispose()


def test_the_same_event_twice_changes_nothing(bench: Bench) -> None:
    bench.process(bench.letter("e1", IncomingKind.FOLLOW))
    agreed = bench.letter("e2", IncomingKind.CHOICE, choice="consent.yes")
    bench.process(agreed)
    before = (bench.count(OutboxRow), bench.count(ConsentRow), bench.state())
    bench.process(agreed)
    assert (bench.count(OutboxRow), bench.count(ConsentRow), bench.state()) == before
    assert bench.count(ConsentRow) == 1


def test_a_crash_before_the_commit_leaves_the_talk_where_it_was(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.process(bench.letter("e1", IncomingKind.FOLLOW))
    stood = bench.state()
    agreed = bench.letter("e2", IncomingKind.CHOICE, choice="consent.yes")
    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", _fail)
        broken.setattr("sqlalchemy.orm.session.SessionTransaction.commit", _fail)
        with pytest.raises(RuntimeError):
            bench.process(agreed)
    assert (bench.state(), bench.count(ConsentRow)) == (stood, 0)
    bench.process(agreed)
    assert bench.state() != stood
    assert bench.count(ConsentRow) == 1


def test_a_worker_that_lost_the_lane_cannot_write_over_the_newer_one(bench: Bench) -> None:
    bench.process(bench.letter("e1", IncomingKind.FOLLOW), fence=5)
    with pytest.raises(Stale):
        bench.process(bench.letter("e2", IncomingKind.CHOICE, choice="consent.yes"), fence=4)
    assert bench.count(ConsentRow) == 0


def test_unsent_words_leave_the_session_too(bench: Bench) -> None:
    bench.process(bench.letter("e1", IncomingKind.FOLLOW))
    bench.process(bench.letter("e2", IncomingKind.CHOICE, choice="consent.yes"))
    bench.process(bench.letter("m3", text="母の介護で仕事をやめそうです"))
    bench.process(_unsend(bench, "m3"))
    with bench.database.reading() as session:
        book = SessionBook(bench.parts.sessions(session), bench.keyring, bench.clock, bench.parts.session_life)
        kept = book.load("lane", lambda event: True)
    assert kept is not None
    assert kept.talk.worries == ()
    assert [spoken for spoken in kept.recent if not spoken.is_ours] == []


def test_danger_raises_an_alert_and_an_urgent_answer_in_any_state(bench: Bench) -> None:
    bench.process(bench.letter("e1", text="もう死にたい。今から飛び降ります"))
    with bench.database.reading() as session:
        row = session.scalars(select(OutboxRow).order_by(OutboxRow.sequence.desc())).first()
    assert row is not None
    assert row.urgent
    assert "tel:" in (row.body or "")


def _unsend(bench: Bench, message_id: str) -> Letter:
    now = bench.clock()
    incoming = Incoming("line", f"unsend-{message_id}", IncomingKind.UNSEND, "Uaaa", now, now, message_id=message_id)
    return Letter(incoming.event_id, "lane", bench.keyring.seal(Purpose.SESSION, incoming.to_json()), now)


def _fail(*_: Any, **__: Any) -> None:
    raise RuntimeError("the power went")


def test_a_talk_that_is_to_be_forgotten_is_remembered_until_that_is_committed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the second try would meet a stranger, and nothing would be deleted."""
    bench.process(bench.letter("e1", IncomingKind.FOLLOW))
    bench.process(bench.letter("e2", IncomingKind.CHOICE, choice="consent.yes"))
    bench.process(bench.letter("e3", text="全部消して"))
    asked = bench.state()
    last = bench.letter("e4", text="はい")

    def cut(session: Session) -> None:
        raise OperationalError("COMMIT", {}, OSError("connection lost"))

    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", cut)
        broken.setattr("sqlalchemy.orm.session.SessionTransaction.commit", lambda *_: cut(None))  # type: ignore[arg-type]
        with pytest.raises(OperationalError):
            bench.process(last)
    assert bench.state() == asked
    bench.process(last)
    assert bench.state() != asked
    with bench.database.reading() as session:
        sealed = bench.parts.sessions(session).get("lane", bench.clock())
    assert sealed is not None
    assert json.loads(bench.keyring.open(Purpose.SESSION, sealed))["before"] is None, "nothing of it is left"


def test_a_talk_goes_on_under_a_new_key(bench: Bench, settings: Settings, brain: Brain) -> None:
    """Lanes are keyed hashes: with a new key first in the ring, the same person comes by another lane."""

    def letter(event_id: str, text: str, keyring: Keyring) -> Letter:
        one = bench.letter(event_id, text=text)
        return replace(one, lane=keyring.fingerprint("line:Uaaa"))

    bench.process(replace(letter("e1", "", bench.keyring), body=bench.letter("e1", IncomingKind.FOLLOW).body))
    agreed = bench.letter("e2", IncomingKind.CHOICE, choice="consent.yes")
    bench.process(replace(agreed, lane=bench.keyring.fingerprint("line:Uaaa")))
    fresh = base64.b64encode(b"n" * 32).decode()
    rotated = bench.settings.model_copy(update={"keys_identity": f"{fresh},{bench.settings.keys_identity}"})
    after = Bench(rotated, brain, bench.clock)
    words = letter("e3", "母の介護で仕事をやめそうです", after.keyring)
    assert words.lane != agreed.lane
    after.process(words, fence=9)
    with after.database.reading() as session:
        kept = SessionBook(after.parts.sessions(session), after.keyring, after.clock, after.parts.session_life)
        talk = kept.load(words.lane, lambda event: True)
    after.database.dispose()
    assert talk is not None
    assert talk.talk.consent, "nobody is asked again for a consent that was given"
    assert talk.talk.worries


def test_the_agreed_question_is_asked_on_its_day_though_the_talk_went_on_and_marks_are_gone(bench: Bench) -> None:
    bench.process(bench.letter("f1", IncomingKind.FOLLOW))
    bench.process(bench.letter("f2", IncomingKind.CHOICE, choice="consent.yes"))
    bench.process(bench.letter("f3", text="会社をクビになりました"))
    for number, choice in enumerate(("cmd.places", "area.skip", "took.later", "follow.30")):
        bench.process(bench.letter(f"f4{number}", IncomingKind.CHOICE, choice=choice))
    bench.process(bench.letter("f5", text="やめる"))
    with bench.database.reading() as session:
        assert session.scalars(select(TimerRow.kind)).all() == ["follow_up"]
    bench.clock.advance(timedelta(days=30))
    with bench.database.transaction() as session:
        session.execute(delete(ProcessedEventRow))
    bench.process(bench.letter("f6", IncomingKind.FOLLOW_UP))
    assert bench.state() == "outcome"
