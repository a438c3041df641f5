"""The stop button silences the talk, never danger nor a taking back; an alarm belongs to the case that follows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import MetaData, func, select, text

from bot.audit import AuditLog
from bot.base.clock import SteppedClock, system_clock
from bot.base.incoming import Incoming, IncomingKind
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.clients import ConsoleLine
from bot.conversation.engine import Engine
from bot.entry.brain import Brain, Surroundings, engine_parts
from bot.entry.secrets import worker_ring
from bot.entry.stores import make_database, make_mailbox, session_stores
from bot.outbox import Outbox
from bot.staff.permissions import actions_of
from bot.store.crypto import CannotDecrypt, Purpose
from bot.store.mailbox import Letter, Receipt
from bot.store.models import AlertRow, AuditRow, MessageRow, OutboxRow, StaffRow, SwitchRow, TicketItemRow, TicketRow
from bot.tickets import Actor, TicketService
from bot.tickets.switches import BOT_STOPPED
from flows.talk import Talk


class Person:
    """Somebody of one lane who writes to an engine, and the desk that reads them."""

    def __init__(self, settings: Settings, brain: Brain) -> None:
        self.keyring, self.clock = worker_ring(settings), SteppedClock(system_clock())
        self.database = make_database(settings, self.keyring)
        line = ConsoleLine(lambda messages: None)
        self.mailbox = make_mailbox(settings)
        around = Surroundings(
            self.database, self.keyring, session_stores(settings), line, self.clock, Metrics(),
            self.mailbox.forget_set_aside,
        )  # fmt: skip
        self.engine = Engine(engine_parts(Brain(settings, shared=brain), around))
        self.events = 0

    def does(self, kind: IncomingKind, words: str = "", choice: str = "", message_id: str = "") -> None:
        self.events += 1
        now, name = self.clock(), f"e{self.events}"
        message = message_id or name
        incoming = Incoming("line", name, kind, "Uaaa", now, now, message_id=message, text=words, choice=choice)
        letter = Letter(name, "lane", self.keyring.seal(Purpose.SESSION, incoming.to_json()), now)
        self.engine.process(Receipt(letter, self.events, 1))

    def says(self, *texts: str) -> None:
        for one in texts:
            self.does(IncomingKind.TEXT, one)

    def taps(self, *choices: str) -> None:
        for choice in choices:
            self.does(IncomingKind.CHOICE, choice=choice)

    def begins(self) -> None:
        self.does(IncomingKind.FOLLOW)
        self.taps("consent.yes")

    def hands_over(self) -> None:
        self.says("会社をクビになってお金がありません")
        self.taps("cmd.human", "human.connect", "draft.send", "contact.none")

    def stops_the_bot(self) -> None:
        with self.database.transaction() as session:
            row = SwitchRow(name=BOT_STOPPED, municipality="", is_on=True, reason="x", changed_by="s")
            row.changed_at = self.clock()
            session.add(row)

    def count(self, table: type) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def alarms(self) -> list[AlertRow]:
        with self.database.reading() as session:
            return list(session.scalars(select(AlertRow)).all())

    def case(self) -> TicketRow:
        with self.database.reading() as session:
            return session.scalars(select(TicketRow)).one()

    def everything(self) -> str:
        """Every value of every table, opened with whatever key of the ring opens it."""
        metadata, found = MetaData(), []
        metadata.reflect(self.database.engine)
        with self.database.engine.connect() as connection:
            for table in metadata.sorted_tables:
                for row in connection.execute(text(f'SELECT * FROM "{table.name}"')):
                    found += [self._opened(value) for value in row]
        return "\n".join(found)

    def _opened(self, value: object) -> str:
        if not isinstance(value, bytes):
            return str(value)
        for purpose in Purpose:
            with suppress(CannotDecrypt):
                plain = self.keyring.open(purpose, value).decode("utf-8", "replace")
                return plain + plain.encode().decode("unicode_escape")  # sessions are JSON in ASCII
        return ""

    def last_answer(self) -> str:
        with self.database.reading() as session:
            waiting = select(OutboxRow.body).where(OutboxRow.state == "pending")
            return session.scalars(waiting.order_by(OutboxRow.sequence.desc())).first() or ""


@pytest.fixture
def person(settings: Settings, brain: Brain) -> Iterator[Person]:
    made = Person(settings, brain)
    yield made
    made.database.dispose()


def test_danger_rings_while_the_bot_is_stopped_and_a_coordinator_has_the_case(person: Person) -> None:
    person.begins()
    person.hands_over()
    person.stops_the_bot()
    person.says("もう死にたい。今から飛び降ります")
    assert [(alarm.level, alarm.ticket_id) for alarm in person.alarms()] == [("emergency", person.case().ticket_id)]
    assert person.count(MessageRow) == 1, "the words reach the coordinator too"
    assert person.case().risk == 2
    assert "tel:" in person.last_answer()


def test_ordinary_words_to_a_coordinator_pass_in_silence_while_the_bot_is_stopped(person: Person) -> None:
    person.begins()
    person.hands_over()
    before = person.count(OutboxRow)
    person.stops_the_bot()
    person.says("追記です。貯金は来月までです")
    assert (person.count(MessageRow), person.count(OutboxRow), person.alarms()) == (1, before, [])


def test_what_was_said_can_be_taken_back_and_deleted_while_the_bot_is_stopped(person: Person) -> None:
    person.begins()
    person.hands_over()
    person.stops_the_bot()
    person.says("同意を取り消します", "はい")
    assert person.case().state == "withdrawn"
    person.says("全部消して", "はい")
    assert person.count(TicketRow) == 0


def test_words_without_a_case_get_the_safe_answer_while_the_bot_is_stopped(person: Person) -> None:
    person.begins()
    person.stops_the_bot()
    person.says("母の介護で困っています")
    assert "自動のお返事を止めています" in person.last_answer()
    person.says("夫に首をしめられました")
    assert [alarm.level for alarm in person.alarms()] == ["emergency"]


def test_an_alarm_that_rang_before_there_was_a_case_leads_to_it_and_ends_when_it_is_taken(person: Person) -> None:
    person.begins()
    person.says("もう死にたい。文京区本郷3丁目にいます")
    assert [alarm.ticket_id for alarm in person.alarms()] == [None]
    person.taps("safety.safe", "cmd.human", "human.connect", "draft.send", "contact.none")
    case = person.case()
    alarm = person.alarms()[0]
    assert (alarm.ticket_id, alarm.municipality) == (case.ticket_id, case.municipality)
    may = actions_of(["duty"])
    duty = Actor("s" * 32, "当番", case.municipality, frozenset(), "read_whole" in may, True, may)
    with person.database.transaction() as session:
        session.add(StaffRow(staff_id="s" * 32, login="d", display_name="当番", roles=["duty"], on_duty=True, areas=[],
                             municipality=case.municipality, created_at=person.clock()))
        session.flush()
        outbox, audit = Outbox(session, person.clock), AuditLog(session, person.clock)
        TicketService(session, person.clock, outbox, audit).claim(duty, case.ticket_id)
    assert person.alarms()[0].taken_by == "s" * 32


@pytest.mark.parametrize("consented", [False, True])
def test_a_sticker_a_picture_or_a_place_is_no_evidence_of_danger(person: Person, consented: bool) -> None:
    person.does(IncomingKind.FOLLOW)
    if consented:
        person.taps("consent.yes")
    for kind in (IncomingKind.STICKER, IncomingKind.MEDIA, IncomingKind.LOCATION):
        person.does(kind)
    assert person.alarms() == []


def test_the_longest_wait_for_an_old_key_is_the_one_that_the_runbook_names(person: Person) -> None:
    life = person.engine._life(Talk(follow_up_days=30))
    assert life <= timedelta(days=40)
    assert "**40日たってから**" in (Path(__file__).parents[4] / "deploy" / "runbook.md").read_text(encoding="utf-8")


def test_that_staff_were_told_is_said_only_when_they_were(person: Person) -> None:
    person.does(IncomingKind.FOLLOW)
    person.clock.moment = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Tuesday noon in Tokyo
    person.says("お金のことで相談したいです")
    assert "tel:" in person.last_answer()
    assert "知らせました" not in person.last_answer()
    person.clock.advance(timedelta(minutes=1))
    person.says("もう死にたい")
    assert "知らせました" in person.last_answer()


def test_beginning_the_talk_anew_lowers_nothing(person: Person) -> None:
    person.begins()
    person.says("もう死にたい。今から飛び降ります")
    person.says("最初からやり直す", "はい")
    person.hands_over()
    assert (person.case().risk, "suicide" in person.case().kinds) == (2, True)


def test_what_grows_into_an_emergency_is_told_again_at_once(person: Person) -> None:
    person.begins()
    person.says("最近ずっと消えたいと思っています")
    urgent = person.alarms()[0]
    assert urgent.level == "urgent"
    with person.database.transaction() as session:
        session.get_one(AlertRow, urgent.alert_id).notified_at = person.clock()
    person.says("もう薬を全部飲んじゃった")
    alarm = person.alarms()[0]
    assert (len(person.alarms()), alarm.level, alarm.notified_at) == (1, "emergency", None)
    with person.database.reading() as session:
        raised = session.scalars(select(AuditRow.detail).where(AuditRow.tag == "alert.raised")).all()
    assert sorted(raised) == ["emergency", "urgent"]


def test_somebody_whose_talk_expired_may_have_the_closed_case_deleted_without_agreeing_anew(person: Person) -> None:
    person.begins()
    person.hands_over()
    with person.database.transaction() as session:
        row = session.scalars(select(TicketRow)).one()
        row.state, row.closed_at = "closed", person.clock()
    person.clock.advance(timedelta(days=30))
    person.says("全部消して", "はい")
    assert (person.count(TicketRow), person.count(MessageRow)) == (0, 0)
    assert "消しました" in person.last_answer()


def test_deleting_everything_takes_along_what_could_not_be_read_and_was_set_aside(person: Person) -> None:
    person.mailbox.put([Letter("bad", "lane", b"sealed words", person.clock())], person.clock())
    taken = person.mailbox.take("w", person.clock())
    assert taken is not None
    person.mailbox.bury(taken, "w", "ValueError")
    person.begins()
    person.says("全部消して", "はい")
    assert person.mailbox.buried() == []
    assert not person.mailbox.revive("bad", person.clock())


def test_before_consent_no_key_at_all_opens_a_word_of_what_was_said(person: Person) -> None:
    person.does(IncomingKind.FOLLOW)
    person.says("夫の借金で困っています", "もう死にたい")
    person.taps("cmd.menu")
    person.says("夫の借金で困っています")
    kept = person.everything()
    assert "suicide" in kept, "the alarm tells its kind"
    assert "借金" not in kept
    assert "死にたい" not in kept


def test_a_name_and_a_number_given_for_this_case_stand_in_it_alone_and_go_with_their_message(person: Person) -> None:
    person.begins()
    person.says("会社をクビになってお金がありません")
    person.taps("cmd.human", "human.connect", "draft.send", "contact.give")
    person.says("夕焼まどか 090-1234-5678")
    given = f"e{person.events}"
    with person.database.reading() as session:
        items = session.scalars(select(TicketItemRow.text).where(TicketItemRow.kind == "contact")).all()
    assert items == ["夕焼まどか 090-1234-5678"]
    person.does(IncomingKind.UNSEND, message_id=given)
    assert "090-1234" not in person.everything()


def test_after_deleting_everything_no_key_opens_a_word_of_what_was_said(person: Person) -> None:
    person.begins()
    person.hands_over()
    person.says("追記です。むらさきの合図")
    assert "むらさき" in person.everything()
    person.says("全部消して", "はい")
    assert "むらさき" not in person.everything()
    assert "クビ" not in person.everything()
