"""The migrations of this version by name, read from the files: to know them a process needs no Alembic (9 MB)."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from bot.store.migrations import versions

FOLDER = Path(versions.__file__).parent


@dataclass(frozen=True)
class Revisions:
    """All of them, and the last one, which a database of this version has."""

    known: frozenset[str]
    head: str


def revisions(folder: Path = FOLDER) -> Revisions:
    """Return the migrations in `folder`; they follow one another in one line (a structure test holds it)."""
    found = [_named(path) for path in sorted(folder.glob("[0-9]*.py"))]
    before = {one.get("down_revision") for one in found}
    known = frozenset(one["revision"] for one in found)
    return Revisions(known, next(iter(known - before)))


def _named(path: Path) -> dict[str, str]:
    """Return what a migration calls itself and the one before it."""
    return {
        target.id: node.value.value
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
