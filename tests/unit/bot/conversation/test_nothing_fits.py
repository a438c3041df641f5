"""Where no place fits it is said so, and a person is offered; a wider place is found before that (issue 3, point 3)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.base.settings import Settings
from bot.entry.brain import Brain
from bot.entry.talk import TalkingResident
from bot.entry.talking import talking_resident
from bot.matching import Matching
from bot.store import migrate


@pytest.fixture
def person(settings: Settings, brain: Brain) -> Iterator[TalkingResident]:
    made = talking_resident(settings, "さくら", brain=Brain(settings, shared=brain))
    migrate.upgrade(made._parts.database.engine)
    yield made
    made._parts.database.dispose()


def asks_for_a_place(person: TalkingResident) -> list[str]:
    person.opens()
    person.says("はじめる")
    person.says("来月の家賃が払えません")
    person.says("先に窓口を知りたい")
    return person.says("本郷三丁目").texts


def test_when_nothing_fits_that_is_said_and_a_person_is_offered(
    person: TalkingResident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Matching, "match", lambda self, wish, limit=3: ())
    assert any("見つかりませんでした" in text and "相談員" in text for text in asks_for_a_place(person))
    assert "人につないでほしい" in person.labels
    assert not {"行ってみる", "ほかを見る"} & set(person.labels), "there is nothing to go to, and nothing else to see"
    person.says("人につないでほしい")
    assert "これで伝える" in person.labels


def test_after_the_last_place_that_fits_those_that_were_shown_can_still_be_gone_to(
    person: TalkingResident, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks_for_a_place(person)
    assert {"行ってみる", "ほかを見る"} <= set(person.labels)
    monkeypatch.setattr(Matching, "match", lambda self, wish, limit=3: ())
    person.says("ほかを見る")
    assert "行ってみる" in person.labels
    assert "ほかを見る" not in person.labels
