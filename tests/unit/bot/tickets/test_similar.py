"""Past cases by meaning: the nearest first, within one's sight, with what was done and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.entry.desk import meanings
from bot.store.models import TicketRow
from bot.tickets import Draft
from bot.tickets.entries import RecordEntry
from bot.tickets.records import CaseRecords, Outcome
from bot.tickets.similar import Encode, SimilarCases

Make = Callable[..., Draft]
RENT = "大家さんへの支払いが遅れていて、部屋を出るように言われそう"


@pytest.fixture(scope="module")
def encode() -> Encode:
    return meanings()


def closed(desk: Any, draft: Draft, outcome: str = "connected") -> TicketRow:
    """A case that was worked on and ended."""
    aoki = desk.actor("aoki", areas=("a1", "a2"))
    row = desk.tickets.open(draft)
    desk.tickets.claim(aoki, row.ticket_id)
    kept = CaseRecords(desk.session, desk.clock, desk.outbox, desk.audit)
    kept.record(aoki, row.ticket_id, RecordEntry(desk.clock(), "accompany", "outbound", "窓口へ同行", "手続きを一緒に"))
    referral = kept.refer(aoki, row.ticket_id, "自立相談支援", "accompany")
    desk.session.flush()
    kept.settle_referral(aoki, referral.referral_id, Outcome("connected"))
    desk.tickets.close(aoki, row.ticket_id, outcome, row.version)
    return row


def test_the_nearest_in_meaning_comes_first_with_what_was_done(desk: Any, make_draft: Make, encode: Encode) -> None:
    topics = ("livelihood",)
    rent = closed(desk, make_draft(resident_id="p1", topics=topics, summary=RENT))
    closed(desk, make_draft(resident_id="p2", topics=topics, summary="仕事をさがしているが、面接の電話がこわい"))
    closed(desk, make_draft(resident_id="p3", topics=topics, summary="子どもの学校の費用が心配"))
    ours = desk.tickets.open(make_draft(resident_id="p4", topics=topics, summary="家賃が払えず、退去になりそうで不安"))
    desk.session.flush()
    found = SimilarCases(desk.session, encode).like(desk.actor("aoki", areas=("a1", "a2")), ours)
    assert found[0].ticket_id == rent.ticket_id
    assert found[0].referrals == ("自立相談支援(つながった)",)
    assert found[0].done == ("同行1回",)
    assert found[0].outcome == "connected"


def test_cases_out_of_sight_and_of_the_same_resident_are_not_shown(desk: Any, make_draft: Make, encode: Encode) -> None:
    closed(desk, make_draft(resident_id="p1", area_id="a2", summary=RENT))
    closed(desk, make_draft(resident_id="p4", summary=RENT))
    ours = desk.tickets.open(make_draft(resident_id="p4", summary=RENT))
    desk.session.flush()
    beni = desk.actor("beni", areas=("a1",))
    assert [past.summary for past in SimilarCases(desk.session, encode).like(beni, ours)] == []
    assert len(SimilarCases(desk.session, encode).like(desk.actor("mori", "supervisor", ()), ours)) == 1
