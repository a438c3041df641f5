"""Labelled lines: the project's own training text, in files a person can read and mend.

# a comment
[emergency suicide self_harm]      level and kinds of the lines below it
one message on a line, \\n for a line end inside it, // between the bubbles of a talk
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.triage.errors import TriageDataError
from bot.triage.verdict import Kind, Level


@dataclass(frozen=True)
class Line:
    """One labelled message; `turns` are its bubbles, the last one is judged; `source` is the file it stands in."""

    turns: tuple[str, ...]
    level: Level
    kinds: tuple[Kind, ...]
    source: str


def _header(text: str, where: str) -> tuple[Level, tuple[Kind, ...]]:
    try:
        level, *kinds = text[1:-1].split()
        return Level(level), tuple(Kind(kind) for kind in kinds)
    except ValueError as error:
        raise TriageDataError(f"{where}: 見出し {text} の level か kind が違います") from error


def read_file(path: Path) -> Iterator[Line]:
    """The lines of one file; raises TriageDataError for text before the first heading or an unknown label."""
    label: tuple[Level, tuple[Kind, ...]] | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = raw.strip()
        if not text or text.startswith("# "):
            continue
        if text.startswith("[") and text.endswith("]") and text[1:-1].split()[0] in set(Level):
            label = _header(text, f"{path.name}:{number}")
        elif label is None:
            raise TriageDataError(f"{path.name}:{number}: 最初に [level kind …] の見出しが要ります")
        else:
            turns = tuple(turn.strip().replace("\\n", "\n") for turn in text.split(" // "))
            yield Line(turns, *label, path.stem)


def read_lines(folder: Path) -> list[Line]:
    """All lines of a folder, file by file in the order of their names; the same text counts once."""
    seen: dict[tuple[str, ...], Line] = {}
    for path in sorted(folder.glob("*.txt")):
        for line in read_file(path):
            seen.setdefault(line.turns, line)
    return list(seen.values())
