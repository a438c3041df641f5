"""Whoever only asks how to train does not begin to."""

import pytest

from bot.triage.train import main


@pytest.mark.parametrize("words", [["--help"], ["--by-writters"], ["data"]])
def test_asking_for_help_or_mistyping_trains_nothing(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == (0 if words == ["--help"] else 2)
    said = capsys.readouterr()
    assert "--by-writer" in said.out + said.err
