"""Somebody who writes more than can be a talk: told kindly once, read all the same, and heard at once in danger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.base.settings import Settings
from bot.entry import worker
from bot.entry.brain import Brain
from bot.jobs.pacing import Limit, Turns
from tests.world import World, eventually, whole_world

sys.path.insert(0, str(Path(__file__).parent))
from walking import Walker

_KIND = "たくさん書いてくださって"


@pytest.fixture
def short(settings: Settings, brain: Brain, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The whole product with a limit that a test reaches quickly."""
    monkeypatch.setattr(worker, "Turns", lambda: Turns(Limit(6, 30.0, timedelta(seconds=5))))
    with whole_world(settings, brain) as made:
        yield made


def test_who_writes_on_and_on_is_told_kindly_once_and_danger_is_heard_at_once(short: World) -> None:
    resident = short.resident("かず")
    Walker(resident).starts()
    for number in range(8):
        resident.sends_sticker()
        resident.says(f"父の介護のことで、{number}回めです")
    eventually(lambda: _KIND in resident.sees(), seconds=30)
    resident.says("もう死にたい")
    eventually(lambda: "119" in resident.sees(), seconds=30)
    assert resident.sees().count(_KIND) == 1
