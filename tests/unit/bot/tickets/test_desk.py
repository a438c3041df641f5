"""What coordinators do to tickets, and what they may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.base.errors import Conflict, InvalidInput, NotAllowed, NotFound
from bot.store.models import AlertRow, NoticeRow, OutboxRow, TicketEventRow
from bot.tickets import CaseChanged, Destination, Draft, Reply
from bot.tickets.alerts import Alerts

Make = Callable[..., Draft]


def test_nobody_answers_a_case_that_nobody_has_claimed(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    with pytest.raises(NotAllowed, match="担当する"):
        desk.tickets.reply(desk.actor("aoki"), row.ticket_id, Reply("こんにちは", row.version))


def test_the_second_to_claim_is_told_who_was_first(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    desk.tickets.claim(desk.actor("aoki"), row.ticket_id)
    with pytest.raises(Conflict, match="aokiさんが10:00に担当"):
        desk.tickets.claim(desk.actor("ito"), row.ticket_id)
    assert desk.tickets.claim(desk.actor("aoki"), row.ticket_id).assignee_id == "aoki"


def test_an_old_page_is_told_what_changed_since(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    seen = row.version
    desk.tickets.add_inbound(row.ticket_id, "追加です", "s")
    with pytest.raises(CaseChanged) as caught:
        desk.tickets.close(aoki, row.ticket_id, "settled", seen)
    assert [(c.who, c.what) for c in caught.value.changes] == [("ご本人", "ご本人からメッセージが届きました")]


@pytest.mark.parametrize("text", ["", "   \n", "あ" * 1001])
def test_empty_and_endless_answers_are_refused(desk: Any, make_draft: Make, text: str) -> None:
    row = desk.tickets.open(make_draft())
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    with pytest.raises(InvalidInput):
        desk.tickets.reply(aoki, row.ticket_id, Reply(text, row.version))


def test_a_scheduled_answer_waits_and_can_be_taken_back(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    later = desk.clock() + timedelta(hours=8)
    message = desk.tickets.reply(aoki, row.ticket_id, Reply("夜にお送りします", row.version, later))
    desk.session.flush()
    queued = desk.session.get(OutboxRow, message.outbox_id)
    assert (queued.next_attempt_at, queued.state, queued.body) == (later, "pending", None)
    desk.tickets.unschedule(aoki, row.ticket_id, message.message_id)
    assert queued.state == "cancelled"
    assert row.state == "claimed"
    with pytest.raises(Conflict):
        desk.tickets.unschedule(aoki, row.ticket_id, message.message_id)


def test_a_transfer_takes_the_case_out_of_the_first_areas_sight(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    aoki, ito = desk.actor("aoki"), desk.actor("ito", areas=("a2",))
    desk.tickets.claim(aoki, row.ticket_id)
    with pytest.raises(InvalidInput, match="申し送り"):
        desk.tickets.transfer(aoki, row.ticket_id, Destination("文京区", "a2", " "))
    desk.tickets.transfer(aoki, row.ticket_id, Destination("文京区", "a2", "引っ越し先がそちらです"))
    assert (row.state, row.assignee_id, row.area_id) == ("new", None, "a2")
    with pytest.raises(NotFound):
        desk.tickets.claim(aoki, row.ticket_id)
    assert desk.tickets.claim(ito, row.ticket_id).assignee_id == "ito"


def test_an_alarm_that_nobody_took_rings_where_the_case_went(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    alarm = AlertRow(alert_id="t" * 32, resident_id="res-1", ticket_id=row.ticket_id, municipality="文京区",
                     area_id="a1", level="emergency", kinds=["suicide"], raised_at=desk.clock())
    desk.session.add(alarm)
    desk.tickets.transfer(desk.actor("aoki"), row.ticket_id, Destination("文京区", "a2", "引っ越し先がそちらです"))
    alarms = Alerts(desk.session, desk.clock, desk.audit)
    assert [one.ticket_id for one in alarms.open_for(desk.actor("ito", areas=("a2",)))] == [row.ticket_id]
    assert alarms.open_for(desk.actor("aoki")) == ()


def test_a_transfer_tells_the_new_team_and_ends_the_old_ones_share(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    aoki, helper = desk.actor("aoki"), desk.actor("helper")
    for name, areas in (("ito", ("a2",)), ("kato", ("a2", "a3")), ("sato", ("a3",))):
        desk.actor(name, areas=areas)
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.join(aoki, row.ticket_id, "helper")
    row.reminded_at = desk.clock()
    waiting = row.awaiting_since
    desk.tickets.transfer(aoki, row.ticket_id, Destination("文京区", "a2", "引っ越し先がそちらです"))
    desk.session.flush()
    told = select(NoticeRow.staff_id).where(NoticeRow.kind == "transferred")
    assert sorted(desk.session.scalars(told)) == ["ito", "kato"]
    assert (row.reminded_at, row.awaiting_since) == (None, waiting)
    with pytest.raises(NotFound):
        desk.tickets.note(helper, row.ticket_id, "もう見えない")


def test_a_helper_of_another_area_sees_and_answers_until_they_leave(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    aoki, ito = desk.actor("aoki"), desk.actor("ito", areas=("a2",))
    desk.tickets.claim(aoki, row.ticket_id)
    with pytest.raises(NotFound):
        desk.tickets.note(ito, row.ticket_id, "見えない")
    desk.tickets.join(aoki, row.ticket_id, "ito")
    desk.tickets.reply(ito, row.ticket_id, Reply("一緒に担当します", row.version))
    desk.tickets.leave(ito, row.ticket_id, "ito")
    desk.session.flush()
    with pytest.raises(NotFound):
        desk.tickets.note(ito, row.ticket_id, "もう見えない")


def test_colleagues_of_the_same_area_do_not_answer_over_each_other(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    desk.tickets.claim(desk.actor("aoki"), row.ticket_id)
    ito = desk.actor("ito")
    for act in (
        lambda: desk.tickets.reply(ito, row.ticket_id, Reply("横から", row.version)),
        lambda: desk.tickets.close(ito, row.ticket_id, "settled", row.version),
        lambda: desk.tickets.return_to_queue(ito, row.ticket_id),
    ):
        with pytest.raises(NotAllowed, match="aokiさんが担当"):
            act()
    mori = desk.actor("mori", "supervisor", ())
    desk.tickets.assign(mori, row.ticket_id, "ito", "お願いします")
    assert row.assignee_id == "ito"


@pytest.mark.parametrize(
    ("role", "areas", "duty", "area", "risk", "seen"),
    [
        ("coordinator", ("a1",), False, "a1", 0, True),
        ("coordinator", ("a2",), False, "a1", 2, False),
        ("coordinator", ("a1",), False, None, 0, False),
        ("supervisor", (), False, "a1", 0, True),
        ("supervisor", (), False, None, 0, True),
        ("duty", (), True, "a1", 0, False),
        ("duty", (), True, "a1", 1, True),
        ("duty", (), True, None, 0, True),
        ("duty", (), False, "a1", 2, False),
        ("administrator", (), False, "a1", 2, False),
        ("auditor", (), False, "a1", 2, False),
    ],
)  # fmt: skip
def test_who_sees_a_case(
    desk: Any, make_draft: Make, role: str, areas: tuple[str, ...], duty: bool, area: str | None, risk: int, seen: bool
) -> None:
    row = desk.tickets.open(make_draft(area_id=area, risk=risk))
    person = desk.actor("p", role, areas, duty=duty)
    if seen:
        assert desk.tickets.claim(person, row.ticket_id).assignee_id == "p"
    else:
        with pytest.raises((NotFound, NotAllowed)):
            desk.tickets.claim(person, row.ticket_id)


def test_only_a_person_lowers_the_risk_and_says_why(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft(risk=2, kinds=("suicide",)))
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    with pytest.raises(InvalidInput, match="理由"):
        desk.tickets.lower_risk(aoki, row.ticket_id, 1, "")
    desk.tickets.lower_risk(aoki, row.ticket_id, 1, "電話で安全を確かめた")
    assert (row.risk, row.kinds) == (1, ["suicide"])
    note = desk.session.scalars(select(TicketEventRow.note).where(TicketEventRow.kind == "risk_lowered")).one()
    assert note == "電話で安全を確かめた"


def test_a_closed_case_can_be_taken_up_again(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.close(aoki, row.ticket_id, "no_reply", row.version)
    assert (row.state, row.stage, row.outcome) == ("closed", "stopped", "no_reply")
    with pytest.raises(Conflict):
        desk.tickets.pause(aoki, row.ticket_id, None)
    desk.tickets.reopen(aoki, row.ticket_id)
    assert (row.state, row.stage, row.outcome, row.closed_at) == ("claimed", "contact", "", None)


def test_a_case_without_consent_opens_only_to_those_bound_to_secrecy(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft())
    row.consent = "none"
    desk.session.flush()
    aoki = desk.actor("aoki")
    outsider = type(aoki)(**{**aoki.__dict__, "may": aoki.may - {"read_without_consent"}})
    with pytest.raises(NotFound):
        desk.tickets.claim(outsider, row.ticket_id)
    assert desk.tickets.claim(aoki, row.ticket_id)


def test_claiming_or_answering_a_case_takes_its_alarms(desk: Any, make_draft: Make) -> None:
    row = desk.tickets.open(make_draft(risk=2))
    aoki = desk.actor("aoki")
    for number, act in enumerate(
        (
            lambda: desk.tickets.claim(aoki, row.ticket_id),
            lambda: desk.tickets.reply(aoki, row.ticket_id, Reply("読みました", row.version)),
        )
    ):
        alarm = AlertRow(
            alert_id=f"al{number}", resident_id="res-1", ticket_id=row.ticket_id, municipality="文京区", area_id="a1",
            level="emergency", kinds=["suicide"], raised_at=desk.clock(),
        )  # fmt: skip
        desk.session.add(alarm)
        desk.session.flush()
        act()
        assert (alarm.taken_by, alarm.taken_at) == ("aoki", desk.clock())
