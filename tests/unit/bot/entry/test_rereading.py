"""A changed list of words rings in a running worker within seconds, and a faulty one silences nothing."""

from __future__ import annotations

import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.base.clock import SteppedClock, system_clock
from bot.base.errors import SettingsError
from bot.base.settings import Settings
from bot.entry.brain import Brain
from bot.entry.rereading import Rereading, handbook_files
from bot.entry.worker import build_worker
from bot.triage import Triage
from bot.triage.screen import DATA
from bot.triage.verdict import Level

WORD = "とくべつなあいことば"
RULE = "  - {id: test.word, level: urgent, kinds: dv, all: test_word}\n"


@pytest.fixture(scope="module")
def loaded() -> Triage:
    return Triage.load()


@pytest.fixture
def rereading(settings: Settings, loaded: Triage) -> Rereading:
    return Rereading(loaded, partial(handbook_files, settings))


def _own(settings: Settings) -> Path:
    folder = settings.data_dir / "triage"
    folder.mkdir(exist_ok=True)
    for name in ("concepts.yaml", "rules.yaml"):
        shutil.copy(DATA / name, folder / name)
    return folder


def _add(folder: Path) -> None:
    for name, line in (("concepts.yaml", f"test_word: {WORD}\n"), ("rules.yaml", RULE)):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(line)


def test_a_word_that_was_added_rings_and_one_that_was_taken_out_does_not(
    settings: Settings, loaded: Triage, rereading: Rereading
) -> None:
    assert not rereading.run_once()
    _add(_own(settings))
    assert rereading.run_once()
    assert "test.word" in loaded.judge(WORD).matched
    assert not rereading.run_once()
    shutil.rmtree(settings.data_dir / "triage")
    assert rereading.run_once()
    assert "test.word" not in loaded.judge(WORD).matched


@pytest.mark.parametrize(
    ("name", "text"),
    [("concepts.yaml", "test_word: [\n"), ("rules.yaml", "rules: []\n"), ("rules.yaml", ""), ("concepts.yaml", "")],
)
def test_a_faulty_file_leaves_what_was_heard_before(
    settings: Settings, loaded: Triage, rereading: Rereading, name: str, text: str
) -> None:
    folder = _own(settings)
    (folder / name).write_text(text, encoding="utf-8")
    assert not rereading.run_once()
    assert loaded.judge("もう死にたい").level is not Level.NONE
    assert loaded.rules(["もう死にたい"])
    _own(settings)
    _add(folder)
    assert rereading.run_once(), "mended, it counts"
    shutil.rmtree(folder)
    rereading.run_once()


def test_own_words_hold_from_the_start_and_a_faulty_file_stops_it_and_is_named(settings: Settings) -> None:
    folder = _own(settings)
    _add(folder)
    assert "test.word" in Brain(settings).triage.judge(WORD).matched
    (folder / "rules.yaml").write_text("rules: []\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"rules\.yaml"):
        Brain(settings).triage.judge(WORD)


def test_a_running_worker_looks_at_the_files_by_itself(settings: Settings, brain: Brain, loaded: Triage) -> None:
    lent = Brain(settings, shared=brain)
    lent.__dict__["triage"] = loaded
    clock = SteppedClock(system_clock())
    worker = build_worker(settings, lent, clock)
    worker.schedule.run_due()
    _add(_own(settings))
    clock.advance(timedelta(seconds=5))
    worker.schedule.run_due()
    assert "test.word" in loaded.judge(WORD).matched
    shutil.rmtree(settings.data_dir / "triage")
    clock.advance(timedelta(seconds=5))
    worker.schedule.run_due()
    worker.close()
    assert "test.word" not in loaded.judge(WORD).matched
