"""The slice that is kept apart stays apart: no line of it is among the lines the classifier learns from."""

from bot.triage.lines import read_file, read_lines
from bot.triage.screen import DATA


def test_no_line_of_the_kept_apart_slice_is_trained_on() -> None:
    kept = {line.turns for line in read_file(DATA / "heldout.txt")}
    assert len(kept) >= 240
    assert not kept & {line.turns for line in read_lines(DATA / "lines")}
