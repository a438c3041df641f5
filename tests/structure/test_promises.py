"""Every promise of the README names a test, and that test is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def promises() -> list[tuple[str, list[str]]]:
    """Each row of the table of promises with the tests that it names."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    part = readme[readme.index("### 守ること") : readme.index("## つくり")]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| ")][1:]
    return [(row[0].strip(), re.findall(r"`(tests/[^`]+)`", row[-1])) for row in rows]


def test_every_promise_names_a_test_that_is_there() -> None:
    assert len(promises()) > 10
    for promise, tests in promises():
        assert tests, f"「{promise}」 names no test"
        for named in tests:
            path, _, function = named.partition("::")
            assert (ROOT / path).exists(), f"「{promise}」: {path}"
            if function:
                tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
                names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
                assert function in names, f"「{promise}」: {named}"
