"""A second list of typed places, in more styles, scripts and languages, and of ordinary talk that names no place.

Expected: an area id; "?" and the municipality (asked further); "?" alone (asked, nothing known); "*" (no area, no
refusal); "o" outside; "d" declined; "n" neither place nor refusal.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

from bot.routing import Router, RouteResult
from resources.load import load_areas

SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")
SET = Path(__file__).parent / "typed_more.tsv"


@cache
def router() -> Router:
    return Router.load(load_areas(), SERVED, trust="demo")


def _rows() -> list[dict[str, str]]:
    with SET.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _seen(result: RouteResult) -> str:
    if result.outside or result.declined:
        return "o" if result.outside else "d"
    return result.area_id or "?" + (result.municipality or "")


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["text"])
def test_places_outside_refusals_and_ordinary_talk(row: dict[str, str]) -> None:
    found, expected = _seen(router().route(row["text"])), row["expected"]
    if expected == "*":
        assert found == "o" or found.startswith("?")
    else:
        assert found == ("?" if expected == "n" else expected)
