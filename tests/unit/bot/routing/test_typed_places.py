"""What residents type is routed, asked about, or recognised as outside or as a refusal; nothing is guessed."""

import json
from functools import cache
from typing import Any

import pytest

from bot.routing import Router, RouteResult
from resources.load import DATA, load_areas

SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")
SET = DATA / "routing" / "own.jsonl"


@cache
def router() -> Router:
    return Router.load(load_areas(), SERVED, trust="demo")


def _rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]


def test_the_labelled_set_is_wide_and_its_ids_are_unique() -> None:
    rows = _rows()
    assert len(rows) >= 500
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["id"])
def test_a_typed_place(row: dict[str, Any]) -> None:
    result = router().route(row["text"])
    assert result.municipality == row["municipality"]
    assert result.area_id == row["area_id"]
    assert (result.outside, result.declined) == (row["outside"], row["declined"])
    if row["ambiguous"] is not None:
        assert set(result.ambiguous) == set(row["ambiguous"])
    _asks_when_open(result)


def _asks_when_open(result: RouteResult) -> None:
    """Check that a question is open exactly when nothing is settled and something could still settle it."""
    if result.area_id or result.outside or result.declined:
        assert result.ask is None
        assert result.ambiguous == ()
    elif result.ambiguous or result.town is None:
        assert result.ask is not None
