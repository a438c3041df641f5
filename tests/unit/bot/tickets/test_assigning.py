"""Offering new cases by turns or by load; absences, deputies and the duty list; nobody waits for a person who is away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.audit import AuditLog
from bot.base.errors import Conflict, InvalidInput, NotAllowed
from bot.staff.absences import Absence, Absences, away_on
from bot.store.models import NoticeRow, TicketRow
from bot.tickets import Reply
from bot.tickets.assigning import Assigner, Policy, present

TODAY = date(2026, 11, 16)


def _run(desk, policy: Policy = "round_robin", away: dict[str, str] | None = None) -> int:
    return Assigner(desk.session, desk.clock, desk.outbox, desk.audit).run(policy, away or {})


def _open(desk, make_draft, **about: object) -> TicketRow:
    desk.clock.advance(timedelta(minutes=1))
    return desk.tickets.open(make_draft(**about))


def _away(desk) -> dict[str, str]:
    return dict(away_on(desk.session, TODAY))


def _absences(desk) -> Absences:
    return Absences(desk.session, AuditLog(desk.session, desk.clock))


def test_nothing_is_offered_while_people_take_cases_themselves(desk, make_draft) -> None:
    desk.actor("aoki")
    assert _run(desk, "none") == 0
    assert _open(desk, make_draft).assignee_id is None


def test_cases_go_round_the_people_of_the_area(desk, make_draft) -> None:
    for name in ("aoki", "baba", "chiba"):
        desk.actor(name)
    desk.actor("other", areas=("a2",))
    seen = []
    for number in range(6):
        row = _open(desk, make_draft, resident_id=f"r{number}")
        assert _run(desk) == 1
        seen.append(row.assignee_id)
        assert row.state == "new"
    assert seen == ["aoki", "baba", "chiba", "aoki", "baba", "chiba"]


def test_the_least_loaded_person_comes_first(desk, make_draft) -> None:
    aoki = desk.actor("aoki")
    desk.actor("baba")
    for number in range(2):
        desk.tickets.claim(aoki, _open(desk, make_draft, resident_id=f"old{number}").ticket_id)
    new = [_open(desk, make_draft, resident_id=f"r{number}") for number in range(3)]
    _run(desk, "least_loaded")
    assert [row.assignee_id for row in new] == ["baba", "baba", "aoki"]


def test_an_offer_leaves_a_notice_and_is_no_claim(desk, make_draft) -> None:
    aoki, baba = desk.actor("aoki"), desk.actor("baba")
    row = _open(desk, make_draft)
    _run(desk)
    kinds = desk.session.scalars(select(NoticeRow.kind).where(NoticeRow.staff_id == "aoki")).all()
    assert kinds == ["offered"]
    assert desk.tickets.claim(baba, row.ticket_id).assignee_id == "baba"
    with pytest.raises(Conflict):
        desk.tickets.claim(aoki, row.ticket_id)


def test_the_person_offered_claims_and_the_case_is_theirs(desk, make_draft) -> None:
    aoki = desk.actor("aoki")
    row = _open(desk, make_draft)
    _run(desk)
    assert desk.tickets.claim(aoki, row.ticket_id).state == "claimed"


def test_running_it_again_changes_nothing(desk, make_draft) -> None:
    desk.actor("aoki")
    _open(desk, make_draft)
    assert (_run(desk), _run(desk)) == (1, 0)


def test_whoever_is_away_is_passed_over_and_the_deputy_gets_it(desk, make_draft) -> None:
    desk.actor("aoki")
    desk.actor("zama", areas=("a2",))
    _absences(desk).add("system", Absence("aoki", TODAY, TODAY, "zama"))
    row = _open(desk, make_draft)
    _run(desk, away=_away(desk))
    assert row.assignee_id == "zama"


def test_an_offer_to_somebody_who_fell_ill_goes_on_to_another(desk, make_draft) -> None:
    desk.actor("aoki")
    desk.actor("baba")
    row = _open(desk, make_draft)
    _run(desk)
    assert row.assignee_id == "aoki"
    _absences(desk).add("system", Absence("aoki", TODAY, TODAY))
    assert _run(desk, away=_away(desk)) == 1
    assert row.assignee_id == "baba"


@pytest.mark.parametrize("area", ["a1", None])
def test_without_anybody_of_the_area_the_duty_list_gets_it(desk, make_draft, area: str | None) -> None:
    desk.actor("nishi", "duty", (), duty=True)
    row = _open(desk, make_draft, area_id=area)
    _run(desk)
    assert row.assignee_id == "nishi"


def test_with_nobody_at_all_it_stays_for_the_reminders(desk, make_draft) -> None:
    row = _open(desk, make_draft)
    assert _run(desk) == 0
    assert row.assignee_id is None


def test_what_a_person_gave_back_is_left_to_people(desk, make_draft) -> None:
    aoki = desk.actor("aoki")
    row = _open(desk, make_draft)
    desk.tickets.claim(aoki, row.ticket_id)
    desk.tickets.return_to_queue(aoki, row.ticket_id)
    assert _run(desk) == 0


def test_a_deputy_hears_and_may_answer_while_the_assignee_is_away(desk, make_draft) -> None:
    aoki, baba = desk.actor("aoki"), desk.actor("baba")
    row = _open(desk, make_draft)
    desk.tickets.claim(aoki, row.ticket_id)
    with pytest.raises(NotAllowed):
        desk.tickets.reply(baba, row.ticket_id, Reply("こんにちは", row.version))
    _absences(desk).add("system", Absence("aoki", TODAY, TODAY, "baba"))
    desk.tickets.add_inbound(row.ticket_id, "続きです", "src-7")
    told = desk.session.scalars(select(NoticeRow.staff_id).where(NoticeRow.kind == "inbound")).all()
    assert sorted(told) == ["aoki", "baba"]
    desk.tickets.reply(baba, row.ticket_id, Reply("こんにちは。代わりに読みました", row.version))


def test_absences_end_when_the_person_is_back(desk) -> None:
    desk.actor("aoki")
    absences = _absences(desk)
    absences.add("system", Absence("aoki", TODAY, TODAY + timedelta(days=5)))
    assert [absence.staff_id for absence in absences.coming(TODAY)] == ["aoki"]
    assert absences.end("system", "aoki", TODAY) == 1
    assert away_on(desk.session, TODAY) == {}


@pytest.mark.parametrize(
    ("first", "last", "deputy"),
    [(TODAY, TODAY - timedelta(days=1), ""), (TODAY, TODAY, "aoki"), (TODAY, TODAY + timedelta(days=900), "")],
)
def test_an_absence_that_makes_no_sense_is_refused(desk, first: date, last: date, deputy: str) -> None:
    desk.actor("aoki")
    with pytest.raises(InvalidInput):
        _absences(desk).add("system", Absence("aoki", first, last, deputy))


def test_a_deputy_who_is_away_too_does_not_count() -> None:
    assert present(["a", "b"], {"a": "c", "c": ""}, {"a", "b", "c"}) == ("b",)
    assert present(["a"], {"a": "c"}, {"a"}) == ()
