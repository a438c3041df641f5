"""Every scripted conversation goes as written; they are read by social workers, and there are enough of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.book import FlowBook
from flows.check import TOPICS
from flows.script import play, read
from flows.texts import TextBook

FOLDER = Path(__file__).parents[2] / "conversations"
SCRIPTS = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_goes_as_written(path: Path, texts: TextBook, book: FlowBook) -> None:
    assert play(read(path), texts, book) == []


def test_there_is_a_script_for_every_topic_and_eighty_in_all() -> None:
    topics = {topic for path in SCRIPTS for step in read(path).talk for topic in step.about}
    assert set(TOPICS) <= topics
    assert len(SCRIPTS) >= 80


def test_a_script_that_expects_something_else_is_told_apart(texts: TextBook, book: FlowBook) -> None:
    script = read(FOLDER / "topic_work.yaml")
    script.talk[0].state = "closed"
    script.talk[0].hears = ["言わない言葉"]
    assert len(play(script, texts, book)) == 2
