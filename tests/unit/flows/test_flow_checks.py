"""The checks of flows and texts find nothing in ours, and find what is planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import check
from flows.book import FlowBook
from flows.draw import draw_all
from flows.errors import DefinitionError, TextError
from flows.lint import lint
from flows.texts import TextBook


def test_our_flows_and_texts_have_no_problem(book: FlowBook, texts: TextBook) -> None:
    assert check.check_all(book, texts) == []


@pytest.mark.parametrize(
    ("key", "words", "fault"),
    [
        ("x.ask", "あ" * 81 + "？", "80字"),
        ("x.ask", "どこですか？ いつですか？", "質問が2個"),
        ("x.say", "どこですか？", "質問になっています"),
        ("x.say", "頑張りましょう。", "頑張"),
        ("c.x", "あ" * 21, "20字"),
        ("x.say", ["一つ", "二つ", "三つ"], "3個"),
    ],
)
def test_a_text_that_breaks_a_rule_is_refused(key: str, words: str | list[str], fault: str) -> None:
    bubbles = tuple(words) if isinstance(words, list) else (words,)
    found = list(lint(TextBook({"ja": {key: (bubbles,)}}, {})))
    assert any(fault in one for one in found)


def test_a_long_sentence_in_easy_japanese_is_refused() -> None:
    book = TextBook({"ja": {}, "easy": {"x.say": (("あ" * 36 + "。",),)}}, {})
    assert any("35字" in one for one in lint(book))


def test_a_missing_language_key_is_told(texts: TextBook) -> None:
    poorer = {**texts.texts, "en": {}}
    assert any("en 「listen.ask」" in one for one in check.complete(TextBook(poorer, {})))


def test_every_flow_is_drawn_twice(book: FlowBook, texts: TextBook, tmp_path: Path) -> None:
    paths = draw_all(tmp_path, book, texts)
    assert len(paths) == 2 + 2 * len(book.flows)
    assert "介護" in (tmp_path / "care.svg").read_text(encoding="utf-8")
    assert "listen --> more" in (tmp_path / "talk.mmd").read_text(encoding="utf-8")


def test_a_broken_definition_says_which_file(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("flows: [{id: X, name: 'x', questions: []}]", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"bad\.yaml"):
        FlowBook.load(tmp_path)


def test_an_unknown_text_is_an_error(texts: TextBook) -> None:
    with pytest.raises(TextError, match=r"no\.such"):
        texts.text("no.such", "ja")


def test_braces_in_a_value_are_left_alone(texts: TextBook) -> None:
    assert "{who}" in texts.text("revised", "ja", values={"answer": "{who}"})[0]
