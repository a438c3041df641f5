"""Goals beside results: each result is the report's own shown cell."""

from __future__ import annotations

from typing import Any

import pytest

from bot.base.errors import InvalidInput, NotAllowed
from bot.tickets.goals import MEASURES, Goals
from bot.tickets.tables import Table, plain


def report() -> list[Table]:
    return [
        Table("monthly", "", ("4月", "合計"), ("新規", "継続"), (), ((12, 12), (None, None))),
        plain("outreach", "", {"延べ回数": 40, "うち会えた": 3, "世帯の数": 3}),
        plain("meetings", "", {"支援会議": 6, "重層的支援会議": 0, "プラン作成": 0, "プラン終結": 0}),
    ]


def test_a_goal_stands_beside_its_result_and_a_small_one_stays_hidden(desk: Any) -> None:
    goals = Goals(desk.session, desk.clock, desk.audit)
    mori = desk.actor("mori", "supervisor")
    goals.set(mori, 2026, {"new": (24, "断られずに話せた"), "households": (10, ""), "outreach": (None, "歩いた")})
    desk.session.flush()
    found = {goal.measure: goal for goal in goals.beside("文京区", 2026, report())}
    assert list(found) == list(MEASURES)
    assert (found["new"].target, found["new"].result, found["new"].share, found["new"].note) == (
        24, 12, 50, "断られずに話せた"
    )  # fmt: skip
    assert (found["households"].result, found["households"].hidden, found["households"].share) == (None, True, None)
    assert (found["outreach"].target, found["outreach"].result, found["outreach"].share) == (None, 40, None)
    assert (found["plans"].result, found["support_meetings"].result, found["connected"].result) == (0, 6, 0)
    assert all(goal.target is None for goal in goals.beside("文京区", 2025, report()))
    assert all(goal.target is None for goal in goals.beside("小金井市", 2026, report()))


def test_a_goal_can_be_taken_away_and_nobody_else_may_set_one(desk: Any) -> None:
    goals = Goals(desk.session, desk.clock, desk.audit)
    mori = desk.actor("mori", "supervisor")
    goals.set(mori, 2026, {"new": (24, "")})
    goals.set(mori, 2026, {"new": (None, "")})
    desk.session.flush()
    assert goals.beside("文京区", 2026, report())[0].target is None
    with pytest.raises(NotAllowed):
        goals.set(desk.actor("aoki"), 2026, {"new": (1, "")})
    for wrong in ({"new": (-1, "")}, {"new": (1_000_001, "")}, {"nonsense": (1, "")}):
        with pytest.raises(InvalidInput):
            goals.set(mori, 2026, wrong)


def test_every_measure_names_a_cell_that_the_report_has(desk: Any) -> None:
    from bot.tickets.statistics import Coverage, Statistics

    made = {table.key: table for table in Statistics(desk.session, desk.clock(), {}, str).report(
        Coverage("文京区", None, 2026))}  # fmt: skip
    for measure in MEASURES.values():
        table = made[measure.table]
        assert not measure.column or measure.column in table.columns
        assert measure.row in table.rows or measure.table == "referrals"
