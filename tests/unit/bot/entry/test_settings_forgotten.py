"""An operator who forgets the settings is told that it is the demo's data; the helper of deploy/bin gives them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.entry.cli import program

ROOT = Path(__file__).parents[4]
HELPER = ROOT / "deploy" / "bin" / "with-settings"


@pytest.mark.parametrize(
    "command", [["migrate"], ["purge"], ["mailbox", "show"], ["report", "use", "--since", "2026-11-01"]]
)
def test_on_the_demos_data_a_command_says_so(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_DATA_DIR", str(tmp_path))
    assert CliRunner().invoke(program, ["migrate"]).exit_code == 0
    done = CliRunner().invoke(program, command)
    assert done.exit_code == 0, done.output
    assert str(tmp_path) in done.stderr
    assert "demo" not in done.stdout


def test_the_helper_runs_a_command_as_the_process_of_that_name_runs(tmp_path: Path) -> None:
    (tmp_path / "worker.env").write_text("TSUNAGU_ENV=production\n", encoding="utf-8")
    told = tmp_path / "systemd-run"
    told.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    told.chmod(0o755)
    environment = os.environ | {"SETTINGS_FOLDER": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = [str(HELPER), "worker", "staff", "add", "kanri", "--name", "管理 者"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    given = done.stdout.splitlines()
    assert {"--wait", "--uid=tsunagu", f"--property=EnvironmentFile={tmp_path}/worker.env"} <= set(given)
    assert given[-6:] == ["/opt/tsunagu/.venv/bin/tsunagu", "staff", "add", "kanri", "--name", "管理 者"]


@pytest.mark.parametrize("arguments", [[], ["worker"], ["nobody", "purge"], ["../worker", "purge"]])
def test_the_helper_says_how_it_is_used(arguments: list[str], tmp_path: Path) -> None:
    environment = os.environ | {"SETTINGS_FOLDER": str(tmp_path / "etc")}
    done = subprocess.run([str(HELPER), *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "使い方" in done.stderr
