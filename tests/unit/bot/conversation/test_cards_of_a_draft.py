"""The draft as cards: every item with its own way out, and never more than one row."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.clients.line_messages import render
from bot.conversation.bubbles import to_json
from bot.conversation.cards import draft
from bot.emulator.validate.messages import check_messages


def stage() -> Any:
    words = {"card.label.remove": "伝えない", "card.draft_alt": "伝える内容"}
    return SimpleNamespace(word=lambda key: words[key])


def items(count: int) -> list[tuple[str, str, str]]:
    return [(f"worry:{n}", "書いた言葉", "眠れない夜が続いています。" * 5) for n in range(count)]


@pytest.mark.parametrize("count", [1, 4, 10, 11, 17, 25, 40])
def test_a_draft_of_any_length_is_one_row_that_line_takes(count: int) -> None:
    rows = draft(stage(), items(count))
    assert len(rows) == 1
    assert len(rows[0].cards) <= 10
    check_messages(render(to_json(rows, [])))


@pytest.mark.parametrize("count", [1, 10, 17, 40])
def test_every_item_can_be_taken_out_by_itself_and_is_shown_whole(count: int) -> None:
    cards = draft(stage(), items(count))[0].cards
    taps = [button.id for card in cards for button in card.buttons]
    assert taps == [f"draft.remove.worry:{n}" for n in range(count)]
    shown = "".join(line for card in cards for line in card.lines)
    assert shown.count("眠れない夜が続いています。" * 5) == count


def test_an_empty_draft_shows_no_row() -> None:
    assert draft(stage(), []) == []
