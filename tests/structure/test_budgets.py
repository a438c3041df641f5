"""Budgets of the design: modules ≤ 300 lines, functions ≤ 40, views ≤ 15, job bodies ≤ 10, at most 5 parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "flows", "resources", "faq")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in found if "versions" not in path.parts]


def functions(path: Path) -> Iterator[tuple[Function, bool]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    methods = {
        id(item) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for item in node.body
    }
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node, id(node) in methods


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_stays_within_its_budget(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300, f"{name(path)} has {len(lines)} lines: split it"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_functions_are_short_and_take_few_things(path: Path) -> None:
    for node, is_method in functions(path):
        assert length(node) <= 40, f"{name(path)}:{node.lineno} {node.name} has {length(node)} lines"
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        few = 6 if is_method and given and given[0].arg in ("self", "cls") else 5
        hook = node.name in ("settings_customise_sources", "include_object", "_ours", "_is_ours")  # shapes of libraries
        kinds = sum(1 for argument in given if argument.arg in ("not_before",))
        assert hook or len(given) - kinds <= few, f"{name(path)}:{node.lineno} {node.name} takes {len(given)} things"


@pytest.mark.parametrize("path", sorted((ROOT / "bot/console/views").glob("*.py")), ids=name)
def test_a_view_calls_and_answers(path: Path) -> None:
    for node, _ in functions(path):
        assert length(node) <= 15, f"{name(path)}:{node.lineno} {node.name} has {length(node)} lines"


@pytest.mark.parametrize("path", sorted((ROOT / "bot/jobs").glob("*.py")), ids=name)
def test_a_jobs_body_is_a_few_lines(path: Path) -> None:
    for node, _ in functions(path):
        if node.name in ("run_once", "run_due"):
            body = length(node) - (node.body[0].lineno - node.lineno) - len(ast.get_docstring(node) or "") // 100
            assert body <= 20, f"{name(path)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_public_things_say_what_they_are_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(tree), f"{name(path)} has no docstring"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name(path)}:{node.lineno} {node.name} has no docstring"
