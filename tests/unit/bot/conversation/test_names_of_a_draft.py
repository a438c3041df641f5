"""Names in a draft: one number for one person, in whatever item they are told (R49)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bot.base.clock import system_clock
from bot.conversation.handoff import shown
from bot.entry.brain import Brain
from flows.effects import DraftItem, ShowDraft


def words_shown(brain: Brain, *said: str, removed: tuple[str, ...] = ()) -> str:
    stage: Any = SimpleNamespace(word=lambda key: key, parts=SimpleNamespace(masker=brain.masker, clock=system_clock))
    items = tuple(DraftItem(f"worry:{n}", "draft.label.worry", text=text) for n, text in enumerate(said))
    return "\n".join(text for _, _, text in shown(stage, ShowDraft(items, removed)))


def test_two_people_of_two_messages_have_two_numbers(brain: Brain) -> None:
    told = words_shown(brain, "田中さんに家賃を待ってもらっています", "佐藤さんとは口もききたくない")
    assert "〔人名1〕" in told
    assert "〔人名2〕" in told


def test_one_person_of_two_messages_has_one_number(brain: Brain) -> None:
    told = words_shown(brain, "田中さんに家賃を待ってもらっています", "田中さんがまた来ました")
    assert told.count("〔人名1〕") == 2
    assert "〔人名2〕" not in told


def test_a_name_that_one_message_tells_is_no_longer_readable_in_the_others(brain: Brain) -> None:
    told = words_shown(brain, "息子の健吾が三年外に出ません", "健吾は夜だけ台所に来ます", "健吾のことで夫と口論になります")
    assert "健吾" not in told
    assert told.count("〔人名1〕") == 3


def test_a_name_stays_masked_when_the_message_that_told_it_is_taken_out(brain: Brain) -> None:
    said = ("息子の健吾が三年外に出ません", "健吾は夜だけ台所に来ます")
    told = words_shown(brain, *said, removed=("worry:0",))
    assert told == words_shown(brain, *said).splitlines()[1]
    assert "健吾" not in told


def test_what_we_put_in_words_ourselves_stays_in_its_place_between_them(brain: Brain) -> None:
    stage: Any = SimpleNamespace(
        word=lambda key, values=None: f"<{key}>",
        parts=SimpleNamespace(masker=brain.masker, clock=system_clock, area_names={"a1": "本富士圏域"}),
    )
    items = (
        DraftItem("worry:0", "label", text="田中さんが怖い"),
        DraftItem("area", "label", text="a1"),
        DraftItem("hardest", "label", text_key="topic.work"),
        DraftItem("worry:1", "label", text="眠れない"),
    )
    texts = [text for _, _, text in shown(stage, ShowDraft(items, ()))]
    assert texts == ["〔人名1〕さんが怖い", "本富士圏域", "<topic.work>", "眠れない"]
