"""A process says at once when its database lacks a migration, and starts on one that is further on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.base.errors import SettingsError
from bot.base.settings import Settings
from bot.entry.brain import Brain
from bot.entry.cli import program
from bot.entry.startup import refuse_old_shape
from bot.triage.open_lines import missing_local
from resources.load import load_hotlines


def set_revision(settings: Settings, revision: str) -> None:
    with closing(sqlite3.connect(settings.sqlite_path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def test_on_the_newest_shape_it_starts(settings: Settings) -> None:
    refuse_old_shape(settings)


def test_behind_it_refuses_and_says_what_to_do(settings: Settings) -> None:
    set_revision(settings, "0001")
    with pytest.raises(SettingsError, match="tsunagu migrate"):
        refuse_old_shape(settings)


def _in_production(settings: Settings, brain: Brain, lines: dict[str, str]) -> Brain:
    told = ",".join(f"{name}={number}" for name, number in lines.items())
    return Brain(settings.model_copy(update={"env": "production", "local_lines": told}), shared=brain)


@pytest.mark.parametrize("number", [None, "", "未定"])
def test_in_production_no_worker_starts_while_a_line_of_the_municipality_is_blank(
    settings: Settings, brain: Brain, number: str | None
) -> None:
    given = dict.fromkeys(missing_local(load_hotlines(), {}), "03-0000-0000")
    assert _in_production(settings, brain, given).hotlines
    lacking = _in_production(settings, brain, {} if number is None else given | {"local_csw": number})
    with pytest.raises(SettingsError, match=r"地元の相談先が空です.*local_csw"):
        assert lacking.hotlines


def test_on_a_database_that_a_newer_version_has_widened_it_starts(settings: Settings) -> None:
    set_revision(settings, "9999_from_the_future")
    refuse_old_shape(settings)


@pytest.mark.parametrize("command", [["worker"], ["serve", "console"]])
def test_the_commands_refuse_before_they_load_anything(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_DATA_DIR", str(tmp_path))
    done = CliRunner().invoke(program, command)
    assert isinstance(done.exception, SettingsError)
    assert "tsunagu migrate" in done.exception.message


def test_a_database_that_does_not_answer_yet_is_waited_for(settings: Settings) -> None:
    away = settings.model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:1/nothing"})
    refuse_old_shape(away)
