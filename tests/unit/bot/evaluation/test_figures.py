"""Figures, their intervals, and the guard that keeps them from getting worse unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entry.brain import Brain
from bot.evaluation import NAMES, Figure, Report, evaluate, rate
from bot.evaluation.guard import KEPT, keep, worse
from bot.evaluation.page import as_html, as_text


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_rate_lies_within_its_interval_and_both_within_zero_and_one(hits: int, more: int) -> None:
    figure = rate("x", hits, hits + more)
    assert 0 <= figure.low <= figure.value + 1e-9
    assert figure.value - 1e-9 <= figure.high <= 1


def test_the_interval_is_wilsons() -> None:
    figure = rate("x", 8, 10)
    assert (round(figure.low, 3), round(figure.high, 3)) == (0.490, 0.943)


@pytest.mark.parametrize(
    ("value", "less", "reached"), [(0.97, False, True), (0.95, False, False), (0.04, True, True), (0.06, True, False)]
)
def test_what_was_wanted_is_judged_on_its_own_side(value: float, less: bool, reached: bool) -> None:
    wanted = 0.05 if less else 0.96
    assert Figure("x", value, 0, 1, 10, wanted, less).reached is reached


def test_a_worse_figure_is_named_and_a_better_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    keep([Report("set", (rate("気づいた", 90, 100, 0.9), rate("誤報", 5, 100, 0.05, less_is_better=True)))], path)
    assert (
        worse([Report("set", (rate("気づいた", 95, 100, 0.9), rate("誤報", 1, 100, 0.05, less_is_better=True)))], path)
        == []
    )
    fallen = Report("set", (rate("気づいた", 70, 100, 0.9), rate("誤報", 40, 100, 0.05, less_is_better=True)))
    assert len(worse([fallen], path)) == 2


def test_reports_are_readable_and_hold_no_markup_of_others() -> None:
    report = Report("<b>", (rate("<script>", 1, 2, 0.5),), ("id-1",))
    assert "<script>" not in as_html([report])
    assert "外れ: id-1" in as_text([report], misses=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_figure_of_the_project_is_worse_than_the_one_that_was_kept(name: str, brain: Brain) -> None:
    assert KEPT.exists()
    assert worse(evaluate(brain, [name])) == []
