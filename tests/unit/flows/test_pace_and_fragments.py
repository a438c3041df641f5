"""How long to wait for the rest of a text, and how one text is put together and taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.conversation import Conversation
from flows.fragments import joined, pieces, without
from flows.pace import patience
from flows.talk import State, Talk


@pytest.mark.parametrize(
    ("text", "pauses"),
    [
        ("母が", 2),
        ("仕事をやめて、", 2),
        ("あのね", 2),
        ("最近ずっと眠れなくて", 2),
        ("お金のことなんだけど", 2),
        ("お金ない", 1),
        ("母の介護", 1),
        ("家賃が払えません", 0),
        ("もう疲れました。", 0),
        ("どうしたらいい？", 0),
        ("😭", 0),
        ("母の介護で仕事をやめるかもしれなくて困っている状況にあります", 0),
        ("", 0),
    ],
)
def test_an_open_sentence_is_waited_for_longer_than_a_short_one_and_a_whole_one_not_at_all(
    text: str, pauses: int
) -> None:
    assert patience(text) == pauses


@pytest.mark.parametrize("word", ["はい", "もういい", "わからない", "戻る", "消して", "ありがとう"])
def test_words_that_are_known_are_answered_at_once(conversation: Conversation, word: str) -> None:
    assert conversation.patience(Talk(state=State.listen, consent="v"), word) == 0


@pytest.mark.parametrize("state", [State.new, State.notice, State.area, State.confirm_forget, State.waiting])
def test_nobody_waits_where_a_short_answer_is_asked_for(conversation: Conversation, state: State) -> None:
    assert conversation.patience(Talk(state=state, consent="v"), "母が") == 0


@given(st.lists(st.text(max_size=20), min_size=2, max_size=6))
def test_each_piece_finds_its_message_again(parts: list[str]) -> None:
    source = " ".join(f"m{number}" for number in range(len(parts)))
    found = pieces(joined(parts), source)
    assert [one for _, one in found] == source.split()
    assert [words for words, _ in found] == [" ".join(part.split("\n")) for part in parts]


def test_only_the_unsent_fragment_is_taken_out() -> None:
    assert without("母が\n倒れて\n困ってます", "a b c", "b") == ("母が\n困ってます", "a c")
    assert without("一つ", "a", "a") == ("", "")
    assert without("一つ", "a", "b") == ("一つ", "a")
    assert without("二行の\n言葉", "a", "a") == ("", "")
