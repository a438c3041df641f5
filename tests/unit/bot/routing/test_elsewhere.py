"""Living elsewhere and not wanting to tell are recognised in many voices; a workplace outside makes nobody an outsider."""

import csv
from functools import cache
from pathlib import Path

import pytest

from bot.routing import Router
from resources.load import load_areas
from resources.load_stations import load_elsewhere

SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")
SET = Path(__file__).parent / "elsewhere.tsv"


@cache
def router() -> Router:
    return Router.load(load_areas(), SERVED, trust="demo")


def _rows() -> list[dict[str, str]]:
    with SET.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["text"])
def test_elsewhere_declined_or_neither(row: dict[str, str]) -> None:
    result = router().route(row["text"])
    told = (result.municipality or "-", result.outside, result.declined)
    assert told == (row["municipality"], row["kind"] == "o", row["kind"] == "d")


@pytest.mark.parametrize("name", [name for name, _ in load_elsewhere() if len(name) > 1])
def test_no_listed_place_outside_ever_gives_an_area(name: str) -> None:
    assert router().route(name).area_id is None
