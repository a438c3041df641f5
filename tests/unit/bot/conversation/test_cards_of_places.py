"""A suggested place as a card: one that was not confirmed in time shows its date (R47)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from bot.conversation.cards import places
from resources.load import load_catalogue
from resources.matcher import Suggestion
from resources.records import Provenance

PLACE = replace(load_catalogue()[0], hours_text="時間は電話で", rrule="")


def stage() -> Any:
    return SimpleNamespace(word=lambda key, values=None: f"{key} {(values or {}).get('day', '')}".strip())


@pytest.mark.parametrize(
    ("seen", "told"), [(date(2016, 4, 1), "card.stale 2016-04-01"), (None, "card.stale card.unknown_day")]
)
def test_a_stale_place_shows_the_day_it_was_confirmed(seen: date | None, told: str) -> None:
    place = replace(PLACE, provenance=Provenance("例", "page", seen))
    card = places(stage(), [Suggestion(place, 1.0, "合うわけ", None, "area", True)]).cards[0]
    assert card.lines[-1] == told


def test_a_fresh_place_shows_no_day() -> None:
    card = places(stage(), [Suggestion(PLACE, 1.0, "合うわけ", None, "area", False)]).cards[0]
    assert not any("card.stale" in line for line in card.lines)


@pytest.mark.parametrize(
    ("scope", "told"),
    [("area", ""), ("municipality", ""), ("tokyo", "・card.wide.tokyo"), ("japan", "・card.wide.japan")],
)
def test_a_place_from_further_off_says_so(scope: Any, told: str) -> None:
    card = places(stage(), [Suggestion(PLACE, 1.0, "合うわけ", None, scope, False)]).cards[0]
    assert card.badge == f"card.kind.{PLACE.kind}{told}"
