"""What the conversation does to tickets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.base.errors import NotFound
from bot.store.db import Database
from bot.store.models import (
    AlertRow,
    AuditRow,
    ConsentRow,
    MessageRow,
    NoticeRow,
    RecordRow,
    TicketEventRow,
    TicketItemRow,
    TicketRow,
)
from bot.tickets import Draft, DraftItem, Reply
from bot.tickets.alerts import Alerts

Make = Callable[..., Draft]


def _count(desk: Any, table: Any, **where: object) -> int:
    wanted = [getattr(table, name) == value for name, value in where.items()]
    return desk.session.scalar(select(func.count()).select_from(table).where(*wanted)) or 0


def test_opening_keeps_items_consent_and_a_number_to_say_aloud(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    assert row.case_number.count("-") == 1
    assert row.case_number.split("-")[1].isdigit()
    assert (row.state, row.consent, row.awaiting_since) == ("new", "given", desk.clock())
    items = desk.session.scalars(select(TicketItemRow).where(TicketItemRow.ticket_id == row.ticket_id)).all()
    assert [item.text for item in items] == ["母の介護で仕事をやめそう", "今月は足りそう"]
    consent = desk.session.scalars(select(ConsentRow).where(ConsentRow.ticket_id == row.ticket_id)).one()
    assert (consent.kind, consent.scope, consent.notice_version) == ("handoff", ["話してくれたこと", "お金のこと"], "3")


def test_words_rest_encrypted(desk: Any, make_draft: Make, database: Database) -> None:
    row = desk.tickets.open(make_draft())
    desk.tickets.add_inbound(row.ticket_id, "ひみつの言葉", "src-4")
    desk.session.flush()
    raw = desk.session.connection().exec_driver_sql("select text from messages union select text from ticket_items")
    assert all("ひみつ".encode() not in bytes(value[0]) for value in raw)


def test_the_running_ticket_of_a_resident_is_the_newest_that_is_not_over(desk: Any, make_draft: Make) -> None:
    assert desk.tickets.current_of("res-1") is None
    first = desk.tickets.open(make_draft())
    assert desk.tickets.current_of("res-1").ticket_id == first.ticket_id
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, first.ticket_id)
    desk.tickets.close(aoki, first.ticket_id, "settled", first.version)
    assert desk.tickets.current_of("res-1") is None


def test_a_message_brings_a_waiting_case_back_to_the_coordinators_turn(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.reply(aoki, row.ticket_id, Reply("こんにちは", row.version))
    assert (row.state, row.awaiting_since) == ("waiting", None)
    desk.tickets.add_inbound(row.ticket_id, "はい", "src-5")
    assert (row.state, row.awaiting_since) == ("claimed", desk.clock())
    assert _count(desk, NoticeRow, staff_id="aoki", kind="inbound") == 1
    desk.tickets.add_inbound(row.ticket_id, "もうひとつ", "src-6")
    assert _count(desk, NoticeRow, staff_id="aoki", kind="inbound") == 1


def test_risk_rises_and_never_falls_by_itself(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    desk.tickets.raise_risk(row.ticket_id, 2, ["suicide"])
    desk.tickets.raise_risk(row.ticket_id, 1, ["no_food", "suicide"])
    assert (row.risk, row.kinds) == (2, ["suicide", "no_food"])
    version = row.version
    desk.tickets.raise_risk(row.ticket_id, 0, [])
    assert row.version == version


def test_withdrawing_leaves_no_word_and_tells_the_coordinator(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft(age_band="40-64", whose="family"))
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.note(aoki, row.ticket_id, "お母さまのことを聞く")
    desk.tickets.add_inbound(row.ticket_id, "やっぱり", "src-7")
    desk.tickets.withdraw(row.ticket_id)
    desk.session.flush()
    assert (row.state, row.consent, row.summary, row.topics) == ("withdrawn", "withdrawn", "", [])
    assert (row.age_band, row.whose, row.kinds) == ("", "", [])
    assert _count(desk, TicketItemRow, ticket_id=row.ticket_id) == 0
    assert desk.session.scalars(select(MessageRow.text).where(MessageRow.ticket_id == row.ticket_id)).all() == [None]
    notes = desk.session.scalars(select(TicketEventRow.note).where(TicketEventRow.ticket_id == row.ticket_id)).all()
    assert set(notes) == {""}
    assert _count(desk, NoticeRow, staff_id="aoki", kind="withdrawn") == 1
    assert _count(desk, AuditRow, tag="ticket.withdrawn") == 1
    consent = desk.session.scalars(select(ConsentRow).where(ConsentRow.ticket_id == row.ticket_id)).one()
    assert consent.withdrawn_at == desk.clock()
    with pytest.raises(NotFound):
        desk.tickets.note(aoki, row.ticket_id, "あとから")


def test_a_withdrawal_is_told_to_helpers_and_before_anybody_took_it_to_the_team(desk: Any, make_draft: Make) -> None:
    aoki, ito = desk.actor("aoki"), desk.actor("ito")
    desk.actor("ueda", areas=("a9",))
    nobodys = desk.tickets.open(make_draft())
    desk.tickets.withdraw(nobodys.ticket_id)
    taken = desk.tickets.open(make_draft())
    desk.tickets.claim(aoki, taken.ticket_id)
    desk.tickets.join(aoki, taken.ticket_id, ito.staff_id)
    desk.tickets.withdraw(taken.ticket_id)
    for row in (nobodys, taken):
        told = desk.session.scalars(
            select(NoticeRow.staff_id).where(NoticeRow.kind == "withdrawn", NoticeRow.ticket_id == row.ticket_id)
        ).all()
        assert sorted(told) == ["aoki", "ito"]


def test_an_alarm_outlives_the_case_that_was_withdrawn_and_leads_nowhere(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    alarm = AlertRow(alert_id="w" * 32, resident_id="res-1", ticket_id=row.ticket_id, municipality="文京区",
                     area_id="a1", level="emergency", kinds=["suicide"], raised_at=desk.clock())
    desk.session.add(alarm)
    desk.tickets.withdraw(row.ticket_id)
    desk.session.refresh(alarm)
    assert (alarm.ticket_id, alarm.taken_at) == (None, None)
    assert Alerts(desk.session, desk.clock, desk.audit).take(desk.actor("aoki"), alarm.alert_id) == ""


def test_unsending_removes_the_message_and_what_was_made_from_it(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    message = desk.tickets.add_inbound(row.ticket_id, "消したい言葉", "src-8")
    assert desk.tickets.unsend(["src-8", "src-2"]) == 2
    assert (message.text, message.withdrawn_at) == (None, desk.clock())
    left = desk.session.scalars(select(TicketItemRow.text).where(TicketItemRow.ticket_id == row.ticket_id)).all()
    assert left == ["今月は足りそう"]
    assert row.summary == ""
    assert desk.tickets.unsend(["src-8"]) == 0
    assert desk.tickets.unsend(["src"]) == 0  # a part of an id matches nothing


def test_a_matter_that_only_unsent_words_told_leaves_the_case_with_them(desk: Any, make_draft: Make) -> None:
    items = (
        DraftItem("hardest", "いちばん困っていること", "介護のこと", ("elder_care",), ("src-1",)),
        DraftItem("topic", "困りごと", "お金のこと", ("livelihood",), ()),
        DraftItem("worry", "書いた言葉", "母の介護で仕事をやめそう", ("livelihood",), ("src-1",)),
    )
    row = desk.tickets.open(make_draft(items=items, kinds=("dv",), risk=1))
    assert desk.tickets.unsend(["src-1"]) == 2
    assert (row.topics, row.hardest) == (["livelihood"], "")
    assert (row.kinds, row.risk) == (["dv"], 1), "what danger was heard is a person's to lower"


def test_erasing_a_resident_leaves_others_alone(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.add_inbound(row.ticket_id, "a", "src-10")
    ticket_id = row.ticket_id
    desk.tickets.erase_resident("res-1")
    for table in (TicketRow, TicketItemRow, MessageRow, TicketEventRow, RecordRow, ConsentRow):
        assert _count(desk, table, ticket_id=ticket_id) == 0
    assert _count(desk, TicketRow, resident_id="noise") == 1
    assert _count(desk, AuditRow, tag="ticket.erased", subject=ticket_id) == 1
    assert _count(desk, NoticeRow, staff_id="aoki", kind="withdrawn") == 1
