"""The slices that are kept apart stay apart: no line of them is among the lines the classifier learns from."""

from pathlib import Path

import pytest

from bot.triage.lines import read_file, read_lines
from bot.triage.report import kept_apart
from bot.triage.screen import DATA, Triage
from bot.triage.verdict import Level

LEAST = {
    "heldout.txt": (240, 120),
    "heldout_fifth.txt": (520, 300),
    "heldout_sixth.txt": (395, 240),
    "heldout_seventh.txt": (212, 155),
    "heldout_eighth.txt": (100, 50),
}
"""Lines and calm lines of each slice: a slice never shrinks."""


def test_every_slice_kept_apart_is_known_here() -> None:
    assert {path.name for path in DATA.glob("heldout*.txt")} == LEAST.keys()


@pytest.mark.parametrize("name", LEAST)
def test_no_line_of_a_kept_apart_slice_is_trained_on(name: str) -> None:
    kept = {line.turns: line.level for line in read_file(DATA / name)}
    least, calm = LEAST[name]
    assert len(kept) >= least and sum(level is Level.NONE for level in kept.values()) >= calm
    assert not kept.keys() & {line.turns for line in read_lines(DATA / "lines")}


def test_slices_kept_apart_share_no_line() -> None:
    kept = [line.turns for path in DATA.glob("heldout*.txt") for line in read_file(path)]
    assert len(kept) == len(set(kept))


@pytest.mark.parametrize("name", LEAST)
def test_every_dangerous_line_kept_apart_names_a_kind_and_no_calm_line_does(name: str) -> None:
    for line in read_file(DATA / name):
        assert bool(line.kinds) is (line.level is not Level.NONE), line.turns


def test_training_tells_of_every_slice_kept_apart_in_totals_only(tmp_path: Path) -> None:
    (tmp_path / "heldout.txt").write_text("[none]\nこんにちは\n[urgent suicide]\n死にたい\n", encoding="utf-8")
    (tmp_path / "heldout_next.txt").write_text("[none]\nねえ // ありがとう\n", encoding="utf-8")
    told = kept_apart(Triage.load(), tmp_path)
    assert "== heldout.txt, kept apart\nany alarm on danger             1/1" in told
    assert "== heldout_next.txt, kept apart\nfalse alarms                    0/1" in told
    assert "死にたい" not in told and "ありがとう" not in told
