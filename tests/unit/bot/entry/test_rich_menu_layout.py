"""The rich menu: what LINE takes, what can be read, and what a tap means wherever a talk stands."""

from __future__ import annotations

import struct

import pytest

from bot.emulator.validate.richmenu import check_image, check_rich_menu
from bot.entry.menu.layout import FIELDS, HEIGHT, PICTURE, WIDTH, bounds, rich_menu
from flows.book import FlowBook
from flows.conversation import Conversation
from flows.effects import Ask
from flows.said import Said, SaidKind
from flows.talk import State, Talk
from flows.texts import TextBook

from datetime import UTC, datetime  # isort: skip

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def conversation() -> Conversation:
    return Conversation(FlowBook.load(), TextBook.load())


def test_line_would_take_the_menu_and_its_picture() -> None:
    check_rich_menu(rich_menu("tsunagu-test"))
    check_image(PICTURE.read_bytes(), "image/png")


def test_the_picture_has_the_size_of_the_layout_and_is_no_larger_than_a_megabyte() -> None:
    data = PICTURE.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (WIDTH, HEIGHT)
    assert len(data) <= 1_000_000


def test_the_fields_cover_the_picture_without_overlapping() -> None:
    places = [bounds(number) for number in range(len(FIELDS))]
    assert sum(width * height for _, _, width, height in places) == WIDTH * HEIGHT


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.choice)
def test_every_field_is_answered_wherever_the_talk_stands(conversation: Conversation, state: State, field: object) -> None:
    consent = "" if state in (State.new, State.notice) else "v"
    said = Said(SaidKind.choice, NOW, choice=field.choice)  # type: ignore[attr-defined]
    turn = conversation.turn(Talk(state=state, consent=consent), said)
    assert any(isinstance(effect, Ask) for effect in turn.effects)


@pytest.mark.parametrize("state", list(State))
def test_the_numbers_come_at_one_tap_from_everywhere(conversation: Conversation, state: State) -> None:
    consent = "" if state in (State.new, State.notice) else "v"
    turn = conversation.turn(Talk(state=state, consent=consent), Said(SaidKind.choice, NOW, choice="cmd.lines"))
    assert "Crisis" in {type(effect).__name__ for effect in turn.effects}
    assert "Alert" not in {type(effect).__name__ for effect in turn.effects}
