"""Whoever only asks how to train the FAQ, or mistypes the encoder, does not begin to."""

from pathlib import Path

import pytest

from faq.train import main


@pytest.mark.parametrize("words", [["--help"], ["--fast"], ["resources.worded"], ["resources.worded:load"], ["x:y"]])
def test_asking_for_help_or_mistyping_trains_nothing(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words, tmp_path)
    assert ended.value.code == (0 if words == ["--help"] else 2)
    assert "python -m faq.train" in "".join(capsys.readouterr())
    assert list(tmp_path.iterdir()) == []
