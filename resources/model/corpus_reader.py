"""Read the labelled corpus: every *.jsonl of a folder, one labelled message a line."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Line:
    """One labelled message: its topics (main first) or its intent, and the file it came from."""

    text: str
    topics: tuple[str, ...] = ()
    intent: str = ""
    language: str = ""
    file: str = ""
    turns: tuple[str, ...] = ()
    weight: float = 1.0


def read_corpus(folder: Path = FOLDER, known: Sequence[str] = ()) -> list[Line]:
    """Return all lines in order of file and row, without repeats; bad lines are skipped with a warning."""
    seen: set[str] = set()
    lines: list[Line] = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in _read(path, frozenset(known)):
            key = line.text.strip()
            if key not in seen:
                seen.add(key)
                lines.append(line)
    return lines


def _read(path: Path, known: frozenset[str]) -> Iterator[Line]:
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not row.strip():
            continue
        try:
            line = _line(json.loads(row), path.stem)
        except (ValueError, TypeError, AttributeError):
            log.warning("%s:%d cannot be read and is left out", path.name, number)
            continue
        if line is None or (known and not known.issuperset(line.topics)):
            log.warning("%s:%d has no text, no label or an unknown topic and is left out", path.name, number)
            continue
        yield line


def _line(record: dict[str, Any], file: str) -> Line | None:
    turns = tuple(str(turn) for turn in record.get("turns") or ())
    text = str(record.get("text") or "\n".join(turns))
    topics = tuple(dict.fromkeys(str(topic) for topic in record.get("topics") or ()))
    intent = str(record.get("intent") or "")
    if not text.strip() or not (topics or intent):
        return None
    return Line(text, topics, "" if topics else intent, str(record.get("language") or ""), file, turns)
