"""What is released at the desk reaches a running worker, and only that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.audit import AuditLog
from bot.base.clock import SteppedClock
from bot.catalogue import Edits, Proposal
from bot.entry.brain import Brain
from bot.entry.library import DataLibrary, Shelves
from bot.entry.living import Living
from bot.matching import Answering, Matching
from bot.store.db import Database
from bot.triage.open_lines import Caller, OpenLines
from flows.texts import TextBook
from resources.matcher import Wish

TODAY = date(2026, 11, 20)
PLACE, TEXT = "bunkyo-csw-tomisaka", "ja:notice.who"


class Parts:
    """The parts of an engine that an edit reaches."""

    def __init__(self, brain: Brain, database: Database, clock: SteppedClock) -> None:
        self.database, self.clock = database, clock
        self.texts = TextBook.load()
        self.matching = Matching(brain.matcher)
        self.open_lines = OpenLines(brain.hotlines, {})
        self.answers = Answering(brain.faq)


class Desk:
    """Two people who edit and review, and a worker beside them."""

    def __init__(self, parts: Parts, brain: Brain) -> None:
        self.parts = parts
        self.library = DataLibrary(TextBook.load(), parts.clock, Shelves())
        self.worker = Living(parts, brain)  # type: ignore[arg-type]

    def proposes(self, kind: str, key: str, **changes: str) -> str:
        with self.parts.database.transaction() as session:
            edits = Edits(session, self.parts.clock, AuditLog(session, self.parts.clock))
            sheets = self.library.sheets(kind, edits.current(kind), TODAY)
            sheet = next(one for one in sheets if one.key == key)
            edits.propose("one", Proposal(sheet, changes, sheet.seen))
            session.flush()
            return edits.history(kind, key)[0].edit_id

    def releases(self, edit_id: str) -> None:
        with self.parts.database.transaction() as session:
            edits = Edits(session, self.parts.clock, AuditLog(session, self.parts.clock))
            edit = edits.one(edit_id)
            sheets = self.library.sheets(edit.kind, edits.current(edit.kind), TODAY)
            edits.release("another", edit_id, next(one for one in sheets if one.key == edit.key))


@pytest.fixture
def desk(brain: Brain, database: Database, clock: SteppedClock) -> Iterator[Desk]:
    entries = dict(brain.faq._entries)
    yield Desk(Parts(brain, database, clock), brain)
    brain.faq.amend(entries)


def numbers(desk: Desk) -> list[str]:
    found = desk.parts.open_lines.find("urgent", ("suicide",), Caller(), desk.parts.clock())
    return [entry.line.phone for entry in found]


def suggested(desk: Desk) -> dict[str, Any]:
    wish = Wish("話し相手がいなくてさびしい", desk.parts.clock(), ("isolation",), "文京区", "bunkyo-tomisaka",
                wants="madoguchi")  # fmt: skip
    return {found.place.id: found.place for found in desk.parts.matching.match(wish, 8)}


def test_nothing_is_done_while_nothing_was_released(desk: Desk) -> None:
    assert desk.worker.run_once() is False
    first = desk.parts.open_lines.find("urgent", ("suicide",), Caller(), desk.parts.clock())[0].line.id
    waiting = desk.proposes("hotline", first, phone="0120-000-000")
    assert desk.worker.run_once() is False, "a proposal that nobody has looked at reaches no resident"
    assert "0120-000-000" not in numbers(desk)
    desk.releases(waiting)
    assert desk.worker.run_once() is True
    assert desk.worker.run_once() is False
    assert "0120-000-000" in numbers(desk)


def test_a_changed_place_is_suggested_with_its_new_words_and_a_hidden_one_no_more(desk: Desk) -> None:
    assert PLACE in suggested(desk)
    desk.proposes("place", PLACE, phone="03-1111-2222")
    desk.worker.run_once()
    assert suggested(desk)[PLACE].phone == "03-1111-2222"
    desk.proposes("place", PLACE, hidden="1")
    desk.worker.run_once()
    assert PLACE not in suggested(desk)


def test_answers_and_wordings_change_only_when_released(desk: Desk, brain: Brain) -> None:
    key = brain.faq.keys()[0]
    before = brain.faq.entry(key).bubbles
    for edit in (
        desk.proposes("faq", key, bubbles="窓口で申し込みます。"),
        desk.proposes("text", TEXT, words="こんにちは。\n\n窓口です。\n・・・\nようこそ。"),
    ):
        desk.worker.run_once()
        assert brain.faq.entry(key).bubbles in (before, ("窓口で申し込みます。",))
        desk.releases(edit)
    desk.worker.run_once()
    assert brain.faq.entry(key).bubbles == ("窓口で申し込みます。",)
    assert desk.parts.answers.bubbles(key, easy=False) == ("窓口で申し込みます。",)
    assert desk.parts.texts.text("notice.who", "ja", seed=0) == ("こんにちは。", "窓口です。")
    assert desk.parts.texts.text("notice.who", "ja", seed=1) == ("ようこそ。",)


def test_an_edit_that_no_longer_fits_a_replaced_file_leaves_the_record_as_the_file_has_it(
    brain: Brain, database: Database, clock: SteppedClock
) -> None:
    desk = Desk(Parts(brain, database, clock), brain)
    desk.proposes("place", PLACE, age_min="30")
    rows, stamp = Shelves().places(), [1]
    shelves = Shelves(places=lambda: rows, stamp=lambda: stamp[0])
    worker = Living(desk.parts, brain, shelves)  # type: ignore[arg-type]
    assert worker.run_once() is True
    assert suggested(desk)[PLACE].age_min == 30
    rows[PLACE] = rows[PLACE] | {"phone": "03-5555-5555", "age_max": "20"}
    stamp[0] = 2
    assert worker.run_once() is True, "an import is taken in without a restart"
    assert (suggested(desk)[PLACE].phone, suggested(desk)[PLACE].age_min) == ("03-5555-5555", None)
