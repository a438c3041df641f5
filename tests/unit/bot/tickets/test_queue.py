"""The queue: the most pressing first, then whoever waits longest; narrowed as asked; numbers found however typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.store.models import TicketRow
from bot.tickets import Reply
from bot.tickets.business_days import one_business_day_before
from bot.tickets.queue import Filters, QueueReader, spoken_number

Make = Callable[..., Any]


@pytest.fixture
def queue(desk: Any) -> Callable[..., list[str]]:
    """Opens a list for somebody and gives the residents in its order."""

    def listed(who: str = "aoki", role: str = "coordinator", **filters: Any) -> list[str]:
        actor = desk.actor(who, role)
        page = QueueReader(desk.session, one_business_day_before(desk.clock())).page(actor, Filters(**filters))
        by_id = {row.ticket_id: row.resident_id for row in desk.session.query(TicketRow)}
        assert page.total == len(page.lines)
        return [by_id[line.ticket_id] for line in page.lines if by_id[line.ticket_id] != "noise"]

    return listed


def opened(desk: Any, make_draft: Make, name: str, **changes: Any) -> Any:
    desk.clock.advance(timedelta(minutes=5))
    return desk.tickets.open(make_draft(resident_id=name, **changes))


def test_danger_comes_first_and_then_whoever_waits_longest(desk: Any, make_draft: Make, queue: Any) -> None:
    opened(desk, make_draft, "first")
    opened(desk, make_draft, "second")
    opened(desk, make_draft, "hungry", risk=1, kinds=("no_food",))
    opened(desk, make_draft, "in danger", risk=2, kinds=("suicide",))
    assert queue() == ["in danger", "hungry", "first", "second"]


def test_whoever_was_answered_comes_after_those_who_still_wait(desk: Any, make_draft: Make, queue: Any) -> None:
    answered, _waiting = opened(desk, make_draft, "answered"), opened(desk, make_draft, "waiting")
    aoki = desk.actor("aoki")
    desk.tickets.claim(aoki, answered.ticket_id)
    desk.tickets.reply(aoki, answered.ticket_id, Reply("読みました。", answered.version))
    assert queue() == ["waiting", "answered"]
    assert queue(box="new") == ["waiting"]
    assert queue(box="mine") == ["answered"]
    assert queue(box="awaiting") == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"area": "a1"}, ["one", "two"]),
        ({"area": "a2"}, ["three"]),
        ({"area": "-"}, ["four"]),
        ({"topic": "hikikomori"}, ["two", "four"]),
        ({"topic": "hiki"}, []),
        ({"topic": '"%'}, []),
        ({"language": "en"}, ["three"]),
        ({"age_band": "40-64"}, ["one"]),
        ({"age_band": "-"}, ["two", "three", "four"]),
        ({"assignee": "ito"}, ["two"]),
        ({"assignee": "-"}, ["one", "three", "four"]),
        ({"state": "claimed"}, ["two"]),
        ({"state": "paused"}, []),
        ({"state": "new", "area": "a2"}, ["three"]),
        ({"box": "new", "assignee": "ito"}, []),
        ({"area": "a1", "topic": "elder_care", "age_band": "40-64"}, ["one"]),
        ({"area": "nowhere"}, []),
    ],
)
def test_each_filter_leaves_what_was_asked_for(
    desk: Any, make_draft: Make, queue: Any, filters: dict[str, str], found: list[str]
) -> None:
    opened(desk, make_draft, "one", age_band="40-64")
    two = opened(desk, make_draft, "two", topics=("hikikomori",), hardest="hikikomori")
    opened(desk, make_draft, "three", area_id="a2", language="en")
    opened(desk, make_draft, "four", area_id=None, topics=("elder_care", "hikikomori"))
    desk.tickets.claim(desk.actor("ito"), two.ticket_id)
    listed = queue("mori", "supervisor", **filters)
    assert sorted(listed) == sorted(found)


def test_what_nobody_took_for_over_a_business_day_stands_out(desk: Any, make_draft: Make) -> None:
    opened(desk, make_draft, "old")
    desk.clock.advance(timedelta(days=1, hours=1))
    opened(desk, make_draft, "new")
    reader = QueueReader(desk.session, one_business_day_before(desk.clock()))
    assert [line.late for line in reader.page(desk.actor("aoki"), Filters()).lines] == [True, False]


def test_a_list_has_pages_and_one_too_far_is_the_last(desk: Any, make_draft: Make) -> None:
    for number in range(53):
        opened(desk, make_draft, f"r{number}")
    reader = QueueReader(desk.session, desk.clock())
    page = reader.page(desk.actor("aoki"), Filters(page=99))
    assert (page.total, page.pages, page.page, len(page.lines)) == (53, 2, 2, 3)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("すみれ-4821", "すみれ-4821"), ("スミレ4821", "すみれ-4821"), ("ｽﾐﾚ ４８２１", "すみれ-4821"),
        ("すみれ", "すみれ"), (" 4821 ", "4821"), ("すみれー4821", "すみれ-4821"), ("<script>", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_was_typed(typed: str, number: str) -> None:
    assert spoken_number(typed) == number


def test_a_case_is_found_by_its_number_and_only_by_those_who_may_see_it(desk: Any, make_draft: Make) -> None:
    row = opened(desk, make_draft, "one")
    reader = QueueReader(desk.session, desk.clock())
    word, _, digits = row.case_number.partition("-")
    for typed in (row.case_number, word + digits, digits, word):
        assert row.ticket_id in [line.ticket_id for line in reader.search(desk.actor("aoki"), typed)]
        assert reader.search(desk.actor("ito", areas=("a2",)), typed) == ()
