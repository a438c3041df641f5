"""Whoever only asks how to fit the ear for refusals does not begin to."""

from pathlib import Path

import pytest

from bot.routing.training import main


@pytest.mark.parametrize("words", [["--help"], ["--by-writer"], ["data"]])
def test_asking_for_help_or_mistyping_fits_nothing(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words, tmp_path / "refusals.npz")
    assert ended.value.code == (0 if words == ["--help"] else 2)
    assert "python -m bot.routing.training" in "".join(capsys.readouterr())
    assert list(tmp_path.iterdir()) == []
