"""Nothing is left lying without somebody being told, and nobody is told twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.store.models import NoticeRow, OutboxRow
from bot.tickets import Draft, Reply
from bot.tickets.business_days import is_business_day, one_business_day_before
from bot.tickets.entries import RecordEntry
from bot.tickets.records import CaseRecords
from bot.tickets.reminders import Reminders

Make = Callable[..., Draft]


def told(desk: Any) -> list[tuple[str, str]]:
    return sorted((n.staff_id, n.kind) for n in desk.session.scalars(select(NoticeRow)))


@pytest.fixture
def remind(desk: Any) -> Callable[[], int]:
    return Reminders(desk.session, desk.clock, desk.outbox, desk.audit).run


def test_a_case_that_nobody_takes_is_told_to_its_team_after_a_business_day(
    desk: Any, make_draft: Make, remind: Callable[[], int]
) -> None:
    desk.actor("aoki"), desk.actor("ito", areas=("a2",)), desk.actor("mori", "supervisor", ())
    desk.tickets.open(make_draft())
    desk.clock.advance(timedelta(hours=23))
    remind()
    assert told(desk) == []
    desk.clock.advance(timedelta(hours=2))
    remind()
    remind()
    assert told(desk) == [("aoki", "unclaimed"), ("mori", "unclaimed"), ("mori", "unclaimed")]  # mori: the noise too


def test_the_day_of_a_next_step_is_told_once(desk: Any, make_draft: Make, remind: Callable[[], int]) -> None:
    aoki = desk.actor("aoki")
    row = desk.tickets.open(make_draft())
    desk.tickets.claim(aoki, row.ticket_id)
    kept = CaseRecords(desk.session, desk.clock, desk.outbox, desk.audit)
    step = {"next_step": "電話", "next_at": desk.clock() + timedelta(hours=1)}
    kept.record(aoki, row.ticket_id, RecordEntry(desk.clock(), "phone", "inbound", "電話", **step))
    remind()
    assert told(desk) == []
    desk.clock.advance(timedelta(hours=2))
    remind()
    for notice in desk.session.scalars(select(NoticeRow)):
        notice.seen_at = desk.clock()
    remind()
    assert told(desk) == [("aoki", "next_step")]


def test_a_paused_case_comes_back_on_its_day(desk: Any, make_draft: Make, remind: Callable[[], int]) -> None:
    aoki = desk.actor("aoki")
    row = desk.tickets.open(make_draft())
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.pause(aoki, row.ticket_id, desk.clock() + timedelta(days=3))
    remind()
    assert row.state == "paused"
    desk.clock.advance(timedelta(days=3))
    remind()
    assert row.state == "claimed"
    assert ("aoki", "paused") in told(desk)


def test_an_answer_that_failed_is_told_to_its_author(desk: Any, make_draft: Make, remind: Callable[[], int]) -> None:
    aoki = desk.actor("aoki")
    row = desk.tickets.open(make_draft())
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.reply(aoki, row.ticket_id, Reply("こんにちは", row.version))
    desk.session.scalars(select(OutboxRow)).one().state = "failed"
    remind()
    remind()
    assert told(desk) == [("aoki", "failed")]


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (datetime(2026, 11, 20, 1, tzinfo=UTC), datetime(2026, 11, 19, 1, tzinfo=UTC)),  # Friday ← Thursday
        (datetime(2026, 11, 16, 1, tzinfo=UTC), datetime(2026, 11, 13, 1, tzinfo=UTC)),  # Monday ← Friday
        (datetime(2026, 11, 24, 1, tzinfo=UTC), datetime(2026, 11, 20, 1, tzinfo=UTC)),  # after 勤労感謝の日
        (datetime(2027, 1, 4, 1, tzinfo=UTC), datetime(2026, 12, 28, 1, tzinfo=UTC)),  # after the year-end
    ],
)
def test_a_business_day_leaves_out_weekends_holidays_and_the_year_end(now: datetime, since: datetime) -> None:
    assert one_business_day_before(now) == since
    assert is_business_day(since.date())
