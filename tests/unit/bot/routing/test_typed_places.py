"""What residents type is routed, asked about, or recognised as outside or as a refusal; nothing is guessed."""

from functools import cache
from pathlib import Path

import pytest

from bot.routing import Router, RouteResult
from resources.load import load_areas

SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")
TABLE = Path(__file__).with_name("typed_places.tsv")


@cache
def router() -> Router:
    return Router.load(load_areas(), SERVED, trust="demo")


def _rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_the_table_is_wide() -> None:
    assert len(_rows()) >= 400


@pytest.mark.parametrize(("text", "municipality", "area", "candidates", "flag"), _rows())
def test_a_typed_place(text: str, municipality: str, area: str, candidates: str, flag: str) -> None:
    result = router().route(text)
    assert result.municipality == (municipality or None)
    assert result.area_id == (area or None)
    assert (result.outside, result.declined) == (flag == "outside", flag == "declined")
    if candidates != "*":
        assert set(result.ambiguous) == set(filter(None, candidates.split(";")))
    _asks_when_open(result)


def _asks_when_open(result: RouteResult) -> None:
    """Check that a question is open exactly when nothing is settled and something could still settle it."""
    if result.area_id or result.outside or result.declined:
        assert result.ask is None
        assert result.ambiguous == ()
    elif result.ambiguous or result.town is None:
        assert result.ask is not None
