"""Beside the lines it is said plainly whether a person reads now, in every language, and never that help is coming."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.base.clock import JST
from bot.conversation import cards
from bot.conversation.bubbles import Cards
from bot.entry.brain import Brain
from bot.entry.standing import standing
from flows.talk import Talk
from flows.texts import LANGUAGES, TextBook

NIGHT = datetime(2026, 11, 21, 2, 0, tzinfo=JST)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=JST)
_COMING = ("向かって", "すぐ行き", "助けが来", "on the way", "is coming", "will come")


@pytest.fixture(scope="module")
def texts(brain: Brain) -> TextBook:
    return TextBook.load(standing=standing(brain.settings))


def _last_card(texts: TextBook, brain: Brain, now: datetime, language: str, alarmed: bool = True) -> str:
    from bot.conversation.offices import AreaOffices

    talk = Talk(language="ja" if language == "easy" else language, easy=language == "easy")
    offices = AreaOffices(brain.areas, "社協", {})
    stage: Any = SimpleNamespace(
        talk=talk, word=lambda key, values=None: texts.line(key, talk.language, talk.easy, values or {}),
        parts=SimpleNamespace(offices=offices, clock=lambda: now),
    )  # fmt: skip
    found = cards.lines(stage, (), alarmed=alarmed)
    assert isinstance(found, Cards)
    return found.cards[-1].title if found.cards else ""


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_at_night_and_by_day_another_thing_is_said_and_both_name_the_numbers(
    texts: TextBook, brain: Brain, language: str
) -> None:
    night, day = (_last_card(texts, brain, now, language) for now in (NIGHT, NOON))
    assert night != day
    for told in (night, day):
        assert "110" in told
        assert "119" in told
        assert not any(word in told for word in _COMING)


def test_in_japanese_it_says_that_nobody_reads_now(texts: TextBook, brain: Brain) -> None:
    assert "読んでいる人はいません" in _last_card(texts, brain, NIGHT, "ja")
    assert "担当の人にも知らせました" in _last_card(texts, brain, NOON, "ja")


def test_who_asks_for_the_numbers_alone_is_not_told_that_somebody_was_alarmed(texts: TextBook, brain: Brain) -> None:
    assert _last_card(texts, brain, NOON, "ja", alarmed=False) == ""
    assert "読んでいる人はいません" in _last_card(texts, brain, NIGHT, "ja", alarmed=False)
