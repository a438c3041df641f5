"""The import contracts hold, and every package of bot is named in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_contracts_hold() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_package_is_in_a_contract() -> None:
    named = set(re.findall(r"[a-z]+", (ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    packages = {path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists()}
    assert packages <= named


def test_the_repository_speaks_of_the_project_alone() -> None:
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    wrong = re.compile(r"/work/|/root/|/opt/pypi|farm-|\.library/", re.IGNORECASE)
    for name in found:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".yml", ".sh", ".txt", ""} and path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                assert not (wrong.search(line) and "test_contracts" not in name), f"{name}:{number}"
