"""「いま」 is heard where it means now, and not inside 「います」, 「ないまま」 or 「タイマー」."""

from __future__ import annotations

import pytest

from bot.triage.evasion import normalise
from bot.triage.lexicon import Lexicon, load_lexicon, make_word
from bot.triage.screen import DATA

NOW = ("now", "now_strict")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(DATA / "concepts.yaml")


@pytest.mark.parametrize(
    "text",
    ["家にいます", "母と住んでいますが", "働いていません", "もらいました", "困っていまして", "弟がイマス", "そう思います。", "話しあいましょう", "いらっしゃいませんか",
     "すいません", "見てくださいませ", "学校に行かないまま", "七時くらいまで", "あいまいな話", "キッチンタイマー", "アルツハイマー", "元気なうちに", "お金をまかなう"],
)  # fmt: skip
@pytest.mark.parametrize("concept", NOW)
def test_a_polite_ending_is_no_now(lexicon: Lexicon, concept: str, text: str) -> None:
    assert concept not in lexicon.find(normalise(text))


@pytest.mark.parametrize(
    "text",
    ["いますぐ来て", "イマスグ", "家にいます。いますぐ来て", "いま、屋上", "橋にいるいま", "いましがた飲んだ", "いまトイレに隠れています", "いましたにいる", "いますごくあぶない",
     "いませんろのそば", "屋上なう", "住んでいますが、いま追われてる", "いましぬ", "いますわってる"],
)  # fmt: skip
@pytest.mark.parametrize("concept", NOW)
def test_now_is_heard_beside_and_at_the_head_of_such_an_ending(lexicon: Lexicon, concept: str, text: str) -> None:
    assert concept in lexicon.find(normalise(text))


def test_a_word_counts_where_it_is_longer_than_the_exception_it_begins_with() -> None:
    """Whatever the words: 「はしる」 is none of 「はし」, but 「はしるい」 is one again."""
    words = {"はし": [make_word("はし", "bridge"), make_word("はしるい", "bridge")]}
    lexicon = Lexicon(words, {"はし": [make_word("はしる", "bridge")]})
    assert lexicon.find("はしる") == {}
    assert lexicon.find("はしるい") == {"bridge": [0, 0]}
    assert lexicon.find("はしるはし") == {"bridge": [3]}


def test_a_longer_word_of_another_concept_breaks_no_exception() -> None:
    words = {"はし": [make_word("はし", "bridge"), make_word("はしるい", "verb")]}
    lexicon = Lexicon(words, {"はし": [make_word("はしる", "bridge")]})
    assert lexicon.find("はしるい") == {"verb": [0]}
