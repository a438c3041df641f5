"""The slices that are kept apart stay apart: no line of them is among the lines the classifier learns from."""

import pytest

from bot.triage.lines import read_file, read_lines
from bot.triage.screen import DATA
from bot.triage.verdict import Level


@pytest.mark.parametrize(("name", "least", "calm"), [("heldout.txt", 240, 120), ("heldout_fifth.txt", 520, 300)])
def test_no_line_of_a_kept_apart_slice_is_trained_on(name: str, least: int, calm: int) -> None:
    kept = {line.turns: line.level for line in read_file(DATA / name)}
    assert len(kept) >= least and sum(level is Level.NONE for level in kept.values()) >= calm
    assert not kept.keys() & {line.turns for line in read_lines(DATA / "lines")}
