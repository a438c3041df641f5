"""Every promise of the README names a test, and every test named there or in a decision is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def promises() -> list[tuple[str, list[str]]]:
    """Each row of the table of promises with the tests that it names."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    part = readme[readme.index("### 守ること") : readme.index("## つくり")]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| ")][1:]
    return [(row[0].strip(), re.findall(r"`(tests/[^`]+)`", row[-1])) for row in rows]


def is_there(named: str) -> bool:
    path, _, function = named.partition("::")
    if not (ROOT / path).exists():
        return False
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8")) if function else ast.parse("")
    return not function or function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_a_test_that_is_there() -> None:
    assert len(promises()) > 10
    for promise, tests in promises():
        assert tests, f"「{promise}」 names no test"
        assert not [named for named in tests if not is_there(named)], f"「{promise}」"


@pytest.mark.parametrize("path", sorted((ROOT / "deploy").rglob("*.md")), ids=lambda path: path.stem)
def test_every_test_that_a_document_names_is_there(path: Path) -> None:
    named = re.findall(r"`(tests/[^`*]+)`", path.read_text(encoding="utf-8"))
    assert not [one for one in named if not is_there(one)]


def test_every_chapter_of_the_security_standard_is_walked_through() -> None:
    text = (ROOT / "deploy/decisions/asvs.md").read_text(encoding="utf-8")
    met = text[: text.index("## まだ満たさないもの")]
    assert {int(chapter) for chapter in re.findall(r"\b(\d{1,2})\.\d+\.\d+", met)} == set(range(1, 15))
