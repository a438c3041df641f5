"""How far talks come: counted with the turn, without words or people, small cells hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.base.clock import SteppedClock
from bot.base.incoming import IncomingKind
from bot.base.settings import Settings, load_settings
from bot.entry.brain import Brain
from bot.entry.secrets import with_demo_secrets
from bot.entry.talking import talking_resident
from bot.store.crypto import Keyring
from bot.store.db import Database
from bot.store.models import TalkStepRow
from bot.tickets.coverage import Coverage
from bot.tickets.tables import Table
from bot.tickets.talks import question_names, talk_tables
from flows.book import FlowBook

NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def steps(database: Database) -> dict[tuple[str, str], int]:
    with database.reading() as session:
        return {(row.step, row.what): row.count for row in session.scalars(select(TalkStepRow))}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, keyring: Keyring) -> Iterator[Database]:
    found = Database(request.getfixturevalue(f"{request.param}_url"), keyring)
    yield found
    found.dispose()


@pytest.fixture
def own(settings: Settings) -> Settings:
    return with_demo_secrets(load_settings(data_dir=settings.data_dir, database_url=settings.database_url))


def test_a_talk_leaves_its_steps_and_no_word(own: Settings, brain: Brain) -> None:
    resident = talking_resident(own, "counted", SteppedClock(NOON), Brain(own, shared=brain))
    resident.opens()
    resident.says("はじめる")
    for tapped in ("うまく言えない", "お金・食べもの", "お金のやりくり", "これだけ", "答えたくない"):
        resident.says(tapped)
    resident.does(IncomingKind.CHOICE, choice="cmd.stop")
    found = steps(resident._parts.database)
    assert found[("notice", "")] == 1
    assert found[("consented", "")] == 1
    assert any(step == "asked" for step, _ in found)
    assert any(step == "skipped" for step, _ in found)
    assert any(step == "closed" for step, _ in found)
    assert all("家賃" not in what and what.isascii() for _, what in found)
    assert not any(step == "worry" for step, _ in found)


def test_the_same_step_on_a_day_is_one_row_that_grows(own: Settings, brain: Brain) -> None:
    for name in ("one", "two"):
        resident = talking_resident(own, name, SteppedClock(NOON), Brain(own, shared=brain))
        resident.opens()
    assert steps(resident._parts.database)[("notice", "")] == 2


def put(database: Database, *rows: tuple[str, str, int], place: str = "") -> None:
    with database.transaction() as session:
        for step, what, count in rows:
            session.add(TalkStepRow(day=date(2026, 11, 20), municipality=place, step=step, what=what, count=count))


def tables(database: Database, **cover: Any) -> dict[str, Table]:
    with database.reading() as session:
        given = Coverage(cover.get("municipality", "文京区"), None, cover.get("fiscal_year", 2026))
        return {table.key: table for table in talk_tables(session, given)}


def test_the_figures_tell_the_way_the_ends_the_questions_and_the_turns(database: Database) -> None:
    put(database, ("notice", "", 40), ("consented", "", 30), ("suggested", "", 12), ("handed_off", "", 7))
    put(database, ("closed", "area", 6), ("silent", "area", 9), ("left", "notice", 8), place="文京区")
    put(database, ("asked", "care.service", 20), ("skipped", "care.service", 11), ("skipped", "area", 5), place="文京区")
    put(database, ("turns_suggested", "7", 6), ("turns_suggested", "9", 6), ("turns_handed_off", "14", 7))
    found = tables(database)
    assert found["talk_way"].cells[0] == (40,)
    assert dict(zip(found["talk_ends"].rows, found["talk_ends"].cells, strict=True))["場所"] == (6, 9, 0)
    questions = dict(zip(found["talk_questions"].rows, found["talk_questions"].cells, strict=True))
    assert questions[question_names()["care.service"]] == (20, 11)
    assert questions["場所"] == (0, 5)
    assert found["talk_turns"].cells[1] == (12, 0)
    assert found["talk_turns"].cells[2] == (0, 7)


def test_small_counts_are_hidden_and_other_towns_and_years_left_out(database: Database) -> None:
    put(database, ("notice", "", 3))
    assert tables(database)["talk_way"].cells[0] == (None,)
    put(database, ("consented", "", 9), place="小金井市")
    assert tables(database)["talk_way"].cells[1] == (0,)
    assert tables(database, municipality="小金井市")["talk_way"].cells[1] == (9,)
    assert tables(database, fiscal_year=2025)["talk_way"].cells[0] == (0,)


def test_every_question_of_the_flows_has_its_name_for_the_figures() -> None:
    assert list(question_names()) == list(FlowBook.load().questions)
