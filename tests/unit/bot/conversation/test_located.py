"""A location message: its address decides before the points, also when it says that the place lies outside."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest

from bot.base.incoming import Incoming, IncomingKind
from bot.conversation.understanding import Understanding
from bot.routing import Router
from flows.said import Whereabouts
from resources.load import load_areas

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


@cache
def router() -> Router:
    return Router.load(load_areas(), ("文京区", "目黒区"), trust="demo")


def where(address: str) -> Whereabouts:
    reader: Any = Understanding(SimpleNamespace(), SimpleNamespace(), SimpleNamespace(), router(), {})  # type: ignore[arg-type]
    sent = Incoming(
        "line", "e", IncomingKind.LOCATION, "u", NOW, NOW, latitude=35.63, longitude=139.71, address=address
    )
    found = reader._located(sent)
    assert isinstance(found, Whereabouts)
    return found


@pytest.mark.parametrize(
    "address",
    ["日本、〒141-0021 東京都品川区上大崎２丁目１６", "神奈川県横浜市鶴見区豊岡町1", "東京都港区白金台5丁目19"],
)
def test_an_address_beyond_the_border_is_outside_however_near_the_point_lies(address: str) -> None:
    assert where(address).outside


@pytest.mark.parametrize(
    ("address", "area"),
    [("日本、〒113-0033 東京都文京区本郷３丁目２−１", "bunkyo-motofuji"), ("東京都目黒区三田1-4-1", "meguro-tobu")],
)
def test_an_address_within_has_its_area(address: str, area: str) -> None:
    assert where(address).area_id == area


def test_without_an_address_and_a_towns_file_the_municipality_is_asked() -> None:
    found = where("")
    assert (found.outside, found.area_id, found.ask) == (False, "", "municipality")
