"""What points at one person is marked for the reviewer: rare facts, and combinations that few of the area share (R50)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.audit import AuditLog
from bot.base.clock import SteppedClock
from bot.outbox import Outbox
from bot.store.db import Database
from bot.store.models import TicketRow
from bot.tickets import Draft, TicketService
from bot.tickets.rarity import FEWEST, Rarities

Open = Callable[..., TicketRow]


@pytest.fixture
def opened(database: Database, clock: SteppedClock) -> Open:
    def open_one(who: str, **given: object) -> TicketRow:
        draft = {"age_band": "50s", "topics": ("care",), "notice_version": "1", **given}
        with database.transaction() as session:
            tickets = TicketService(session, clock, Outbox(session, clock), AuditLog(session, clock))
            return tickets.open(Draft(who, "line", "文京区", "bunkyo-a", **draft))  # type: ignore[arg-type]

    return open_one


def marks(database: Database, clock: SteppedClock, row: TicketRow, *texts: str) -> tuple[str, ...]:
    with database.reading() as session:
        return Rarities(session, clock()).of(row, texts)


def test_a_combination_is_marked_until_five_people_of_the_area_share_it(
    database: Database, clock: SteppedClock, opened: Open
) -> None:
    rows = [opened(f"r{n}") for n in range(FEWEST - 1)]
    assert len(marks(database, clock, rows[0])) == 1
    rows.append(opened("r9", topics=("care", "work")))
    assert not marks(database, clock, rows[0]), "who has this worry and another one shares it too"
    assert marks(database, clock, rows[-1]), "both worries together are still rare"


@pytest.mark.parametrize("other", [{"age_band": "20s"}, {"language": "vi"}, {"topics": ("work",)}, {"drill": True}])
def test_only_those_alike_in_everything_that_is_handed_over_count(
    database: Database, clock: SteppedClock, opened: Open, other: dict[str, object]
) -> None:
    row = opened("r0")
    for number in range(1, 8):
        opened(f"r{number}", **other)
    assert marks(database, clock, row)


def test_one_person_with_many_cases_is_still_one(database: Database, clock: SteppedClock, opened: Open) -> None:
    rows = [opened("r0") for _ in range(8)]
    assert marks(database, clock, rows[0])


def test_rare_facts_are_told_without_the_words(database: Database, clock: SteppedClock, opened: Open) -> None:
    rows = [opened(f"r{n}") for n in range(6)]
    found = marks(database, clock, rows[0], "97歳の母と", "五つ子の父です")
    assert len(found) == 2
    assert not any(word in "".join(found) for word in ("97", "五つ子", "母"))
