"""Messages in fragments: one turn, one reply with the newest token, nothing lost, danger at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.base.clock import SteppedClock, system_clock
from bot.base.incoming import Incoming, IncomingKind
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.clients import ConsoleLine
from bot.conversation.engine import Engine
from bot.conversation.gathering import Gathered, Gathering
from bot.conversation.session import Remembered
from bot.conversation.understanding import Understanding
from bot.entry.brain import Brain, Surroundings, engine_parts
from bot.entry.secrets import worker_ring
from bot.entry.stores import make_database, make_mailbox, session_stores
from bot.jobs.events import EventWorker
from bot.store.crypto import Purpose
from bot.store.mailbox import Letter, Receipt
from bot.store.models import AlertRow, OutboxRow, ProcessedEventRow
from bot.triage.verdict import Kind, Level, Verdict


class Listening(Understanding):
    """Hears danger in two phrases: how well the real screen reads is measured elsewhere."""

    def danger(self, before: Remembered, parts: Sequence[str]) -> list[Verdict]:
        whole = "".join(parts)
        kinds = {"死にたい": Kind.suicide, "薬を全部": Kind.medical}
        return [Verdict(Level.EMERGENCY, (kind,)) for words, kind in kinds.items() if words in whole]


class Desk:
    """A worker with a mailbox of its own, and one resident who writes."""

    def __init__(self, settings: Settings, brain: Brain, clock: SteppedClock) -> None:
        self.keyring, self.clock = worker_ring(settings), clock
        self.database, self.mailbox = make_database(settings, self.keyring), make_mailbox(settings)
        line = ConsoleLine(lambda messages: None)
        around = Surroundings(self.database, self.keyring, session_stores(settings), line, clock, Metrics())
        parts = engine_parts(Brain(settings, shared=brain), around)
        found = parts.understanding
        reading = Listening(found.triage, found.topics, found.questions, found.router, found.area_names)
        self.parts = replace(parts, understanding=reading)
        self.engine = Engine(self.parts)
        self.waited = 0
        self.gathering = Gathering(self.engine, self.parts, timedelta(seconds=2))
        self.worker = EventWorker(self.mailbox, self.engine.process, "w", clock, Metrics()).with_manner(self)
        self.count = 0

    def look(self, receipt: Receipt, behind: Any) -> Gathered:
        return self.gathering.look(receipt, behind)

    def waiting(self, receipt: Receipt) -> None:
        self.waited += 1

    def beside(self, receipt: Receipt) -> AbstractContextManager[None]:
        return nullcontext()

    def writes(self, *texts: str, seconds: float = 0.5) -> None:
        """Type one message after another without hearing anything in between."""
        for text in texts:
            self._put(IncomingKind.TEXT, text=text)
            self.clock.advance(timedelta(seconds=seconds))

    def taps(self, choice: str) -> None:
        self._put(IncomingKind.CHOICE, choice=choice)

    def _put(self, kind: IncomingKind, **fields: Any) -> None:
        self.count += 1
        now, name = self.clock(), f"e{self.count}"
        incoming = Incoming("line", name, kind, "U1", now, now, message_id=name, reply_token=f"t{self.count}", **fields)
        self.mailbox.put([Letter(name, "lane", self.keyring.seal(Purpose.SESSION, incoming.to_json()), now)], now)

    def works(self) -> None:
        """Work until nothing can be done at this moment."""
        for _ in range(40):
            if not self.worker.run_once():
                return
        raise AssertionError("the worker turns round and round")

    def rests(self, seconds: float = 30) -> None:
        self.clock.advance(timedelta(seconds=seconds))
        self.works()

    def replies(self) -> list[OutboxRow]:
        with self.database.reading() as session:
            return list(session.scalars(select(OutboxRow).order_by(OutboxRow.sequence)))

    def alerts(self) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(AlertRow)) or 0

    def done(self) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(ProcessedEventRow)) or 0

    def remembered(self) -> Remembered:
        kept = self.engine.remembered("lane")
        assert kept is not None
        return kept


@pytest.fixture(params=["embedded", pytest.param("redis", marks=pytest.mark.redis)])
def desk(request: pytest.FixtureRequest, settings: Settings, brain: Brain) -> Iterator[Desk]:
    if request.param == "redis":
        settings = settings.model_copy(update={"redis_url": request.getfixturevalue("redis_url")})
    made = Desk(settings, brain, SteppedClock(system_clock()))
    made.taps("x")
    made.works()
    made.taps("consent.yes")
    made.works()
    yield made
    made.database.dispose()


def texts(row: OutboxRow) -> str:
    return row.body or ""


def test_fragments_are_one_worry_and_one_reply_with_the_newest_token(desk: Desk) -> None:
    before = len(desk.replies())
    desk.writes("来月から", "引っ越しを考えていて、", "家賃の安い所を", "探したいんだけど")
    desk.works()
    assert len(desk.replies()) == before
    desk.rests()
    assert [row.reply_token for row in desk.replies()[before:]] == [f"t{desk.count}"]
    worry = desk.remembered().talk.worries[0]
    assert worry.text == "来月から\n引っ越しを考えていて、\n家賃の安い所を\n探したいんだけど"
    assert len(worry.source.split()) == 4
    assert desk.done() == desk.count


def test_a_whole_sentence_is_answered_at_once(desk: Desk) -> None:
    before = len(desk.replies())
    desk.writes("家賃が払えなくて困っています。", seconds=0)
    desk.works()
    assert len(desk.replies()) == before + 1
    assert desk.waited == 0


def test_a_short_text_is_answered_when_the_pause_is_over(desk: Desk) -> None:
    before = len(desk.replies())
    desk.writes("母の介護")
    desk.works()
    assert (len(desk.replies()), desk.waited) == (before, 1)
    desk.rests(2)
    assert len(desk.replies()) == before + 1


def test_whoever_writes_on_and_on_is_answered_in_between(desk: Desk) -> None:
    before = len(desk.replies())
    for _ in range(12):
        desk.writes("それで、", seconds=1.5)
        desk.works()
    assert len(desk.replies()) > before


def test_danger_in_a_fragment_does_not_wait(desk: Desk) -> None:
    desk.writes("あのね")
    desk.works()
    assert desk.alerts() == 0
    desk.writes("もう死にたい")
    desk.works()
    assert desk.alerts() == 1
    assert len(desk.replies()) > 0
    assert "tel:" in texts(desk.replies()[-1])


def test_danger_hidden_among_ordinary_fragments_is_seen(desk: Desk) -> None:
    desk.writes("今日は", "いい天気で", "さっき薬を", "全部飲みました", seconds=0)
    desk.works()
    assert desk.alerts() == 1


def test_a_tap_behind_a_fragment_ends_the_wait_and_keeps_its_order(desk: Desk) -> None:
    before = len(desk.replies())
    desk.writes("母の介護で", seconds=0)
    desk.taps("more.enough")
    desk.works()
    assert [row.reply_token for row in desk.replies()[before:]] == [f"t{desk.count - 1}", f"t{desk.count}"]


def test_a_command_is_never_part_of_something_longer(desk: Desk) -> None:
    desk.writes("母の介護で", "消して", seconds=0)
    desk.works()
    assert desk.remembered().talk.state.value == "confirm_forget"
    assert desk.remembered().talk.worries[0].text == "母の介護で"


def test_only_the_unsent_fragment_is_forgotten(desk: Desk) -> None:
    desk.writes("家賃が二か月", "田中先生のところで", "払えていません。", seconds=0)
    desk.works()
    now = desk.clock()
    unsend = Incoming("line", "u1", IncomingKind.UNSEND, "U1", now, now, message_id=f"e{desk.count - 1}")
    body = desk.keyring.seal(Purpose.SESSION, unsend.to_json())
    desk.mailbox.put([Letter("u1", "lane", body, now)], now)
    desk.works()
    kept = desk.remembered()
    assert kept.talk.worries[0].text == "家賃が二か月\n払えていません。"
    assert all("田中" not in spoken.text for spoken in kept.recent)


def test_a_crash_between_commit_and_receipt_repeats_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.writes("家賃が二か月", "払えていません。", seconds=0)
    before = len(desk.replies())
    with monkeypatch.context() as broken:
        broken.setattr(desk.mailbox, "done", lambda receipt, worker: False)
        desk.worker.run_once()
    desk.clock.advance(timedelta(seconds=61))
    desk.writes("子どもの学費も払えません。", seconds=0)
    desk.works()
    desk.rests()
    assert len(desk.replies()) == before + 2
    assert [worry.text for worry in desk.remembered().talk.worries] == ["家賃が二か月\n払えていません。", "子どもの学費も払えません。"]


def test_before_consent_nobody_waits(settings: Settings, brain: Brain) -> None:
    fresh = Desk(settings, brain, SteppedClock(system_clock()))
    fresh.writes("あのね", seconds=0)
    fresh.works()
    assert (len(fresh.replies()), fresh.waited) == (1, 0)
    fresh.database.dispose()
