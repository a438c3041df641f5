"""A returning resident's cases come together, and nothing of either is lost: waits, answers on their way, alarms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.base.errors import Conflict, NotAllowed
from bot.store.models import AlertRow, OutboxRow, TicketEventRow, TicketHelperRow, TicketRow
from bot.tickets import DraftItem, Reply
from bot.tickets.alerts import Alerts
from bot.tickets.casefile import CaseReader
from bot.tickets.merging import Merging
from bot.tickets.queue import QueueReader

Make = Callable[..., Any]


@pytest.fixture
def merging(desk: Any) -> Merging:
    return Merging(desk.session, desk.clock, desk.outbox, desk.audit)


@pytest.fixture
def first(desk: Any, make_draft: Make) -> TicketRow:
    """The running case of 青木, who has answered; the resident's turn."""
    row: TicketRow = desk.tickets.open(make_draft())
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.reply(aoki, row.ticket_id, Reply("はじめまして。", row.version))
    desk.clock.advance(timedelta(days=3))
    return row


def again(desk: Any, make_draft: Make, **changes: Any) -> TicketRow:
    items = (DraftItem("words", "話してくれたこと", "また眠れない", (), ("src-7",)),)
    made: TicketRow = desk.tickets.open(make_draft(items=items, summary="また眠れない", **changes))
    return made


def test_who_wrote_anew_still_waits_after_the_cases_came_together(
    desk: Any, make_draft: Make, merging: Merging, first: TicketRow
) -> None:
    assert (first.state, first.awaiting_since) == ("waiting", None)
    second = again(desk, make_draft, risk=1, kinds=("no_food",), age_band="18_39", reach=("evening",))
    since = second.awaiting_since
    desk.clock.advance(timedelta(hours=1))
    merging.merge(desk.actor("aoki"), first.ticket_id, second.ticket_id)
    assert (first.state, first.awaiting_since) == ("claimed", since)
    assert (first.risk, first.kinds, first.age_band, first.reach) == (1, ["no_food"], "18_39", ["evening"])
    assert first.summary == "介護とお金の心配\nまた眠れない"
    assert (second.state, second.merged_into, second.awaiting_since) == ("closed", first.ticket_id, None)
    texts = [item.text for item in CaseReader(desk.session, desk.clock()).open(desk.actor("aoki"), first.ticket_id).items]
    assert texts == ["母の介護で仕事をやめそう", "今月は足りそう", "また眠れない"]


def test_how_an_answer_fared_is_still_seen_and_its_failure_too(
    desk: Any, make_draft: Make, merging: Merging, first: TicketRow
) -> None:
    aoki, second = desk.actor("aoki"), again(desk, make_draft)
    desk.tickets.claim(aoki, second.ticket_id)
    message = desk.tickets.reply(aoki, second.ticket_id, Reply("読みました。", second.version))
    desk.session.flush()
    desk.session.get(OutboxRow, message.outbox_id).state = "failed"
    merging.merge(aoki, first.ticket_id, second.ticket_id)
    bubbles = CaseReader(desk.session, desk.clock()).open(aoki, first.ticket_id).bubbles
    assert [(b.text, b.delivery) for b in bubbles] == [("はじめまして。", "pending"), ("読みました。", "failed")]


def test_alarms_helpers_and_later_danger_go_where_the_case_went(
    desk: Any, make_draft: Make, merging: Merging, first: TicketRow
) -> None:
    aoki, second = desk.actor("aoki"), again(desk, make_draft)
    for helper in ("ito", "mori"):
        desk.actor(helper)
    desk.tickets.join(aoki, first.ticket_id, "ito")
    desk.tickets.claim(aoki, second.ticket_id)
    for helper in ("ito", "mori"):
        desk.tickets.join(aoki, second.ticket_id, helper)
    desk.session.add(
        AlertRow(alert_id="al", resident_id="res-1", ticket_id=second.ticket_id, municipality="文京区", area_id="a1",
                 level="urgent", kinds=["no_food"], raised_at=desk.clock())
    )  # fmt: skip
    desk.session.flush()
    merging.merge(aoki, first.ticket_id, second.ticket_id)
    helpers = set(desk.session.scalars(select(TicketHelperRow.staff_id)))
    assert helpers == {"ito", "mori"}
    assert set(desk.session.scalars(select(TicketHelperRow.ticket_id))) == {first.ticket_id}
    [alarm] = Alerts(desk.session, desk.clock, desk.audit).open_for(aoki)
    assert alarm.ticket_id == first.ticket_id
    desk.tickets.raise_risk(second.ticket_id, 2, ["suicide"])
    assert (first.risk, second.risk) == (2, 0)


def test_only_one_residents_cases_come_together_and_a_colleagues_running_one_is_not_taken(
    desk: Any, make_draft: Make, merging: Merging, first: TicketRow
) -> None:
    aoki, ito = desk.actor("aoki"), desk.actor("ito")
    stranger, second = again(desk, make_draft, resident_id="res-2"), again(desk, make_draft)
    with pytest.raises(Conflict):
        merging.merge(aoki, first.ticket_id, stranger.ticket_id)
    with pytest.raises(Conflict):
        merging.merge(aoki, first.ticket_id, first.ticket_id)
    desk.tickets.claim(ito, second.ticket_id)
    with pytest.raises(NotAllowed):
        merging.merge(aoki, first.ticket_id, second.ticket_id)
    desk.tickets.close(ito, second.ticket_id, "settled", second.version)
    merging.merge(aoki, first.ticket_id, second.ticket_id)
    with pytest.raises(Conflict):
        merging.merge(aoki, first.ticket_id, second.ticket_id)


def test_withdrawing_takes_the_notes_of_both_cases_along(
    desk: Any, make_draft: Make, merging: Merging, first: TicketRow
) -> None:
    second = again(desk, make_draft)
    desk.tickets.note(desk.actor("aoki"), second.ticket_id, "前にも聞いた話")
    merging.merge(desk.actor("aoki"), first.ticket_id, second.ticket_id)
    desk.tickets.withdraw(first.ticket_id)
    desk.session.flush()
    assert set(desk.session.scalars(select(TicketEventRow.note))) == {""}
    assert second.summary == ""
    assert (second.state, second.consent, second.topics, second.age_band) == ("withdrawn", "withdrawn", [], "")
    queue = QueueReader(desk.session, desk.clock())
    for row in (first, second):
        assert queue.search(desk.actor("aoki"), row.case_number) == ()
