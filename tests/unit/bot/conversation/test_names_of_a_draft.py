"""Names in a draft: one number for one person, in whatever item they are told (R49)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bot.conversation.handoff import shown
from bot.entry.brain import Brain
from flows.effects import DraftItem, ShowDraft


def words_shown(brain: Brain, *said: str) -> str:
    stage: Any = SimpleNamespace(word=lambda key: key, parts=SimpleNamespace(masker=brain.masker))
    items = tuple(DraftItem(f"worry:{n}", "draft.label.worry", text=text) for n, text in enumerate(said))
    return "\n".join(text for _, _, text in shown(stage, ShowDraft(items, ())))


def test_two_people_of_two_messages_have_two_numbers(brain: Brain) -> None:
    told = words_shown(brain, "田中さんに家賃を待ってもらっています", "佐藤さんとは口もききたくない")
    assert "〔人名1〕" in told
    assert "〔人名2〕" in told


def test_one_person_of_two_messages_has_one_number(brain: Brain) -> None:
    told = words_shown(brain, "田中さんに家賃を待ってもらっています", "田中さんがまた来ました")
    assert told.count("〔人名1〕") == 2
    assert "〔人名2〕" not in told
