"""Reads labelled lines; offsets are given, or each text is looked for in order."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.privacy.training.augment import Labelled


def labelled(path: Path) -> list[Labelled]:
    """Read JSON Lines with text and spans [{text, type, start?, end?}]."""
    with path.open(encoding="utf-8") as file:
        return [of_record(json.loads(row)) for row in file if row.strip()]


def of_record(record: Mapping[str, Any]) -> Labelled:
    """Return one labelled line; a span without offsets is the next occurrence of its text."""
    text, spans, seen = record["text"], [], dict[str, int]()
    for span in record["spans"]:
        found = span["text"]
        start = span.get("start", text.find(found, seen.get(found, 0)))
        start = start if start >= 0 else text.find(found)
        seen[found] = start + len(found)
        spans.append((start, start + len(found), span["type"]))
    return Labelled(text, tuple(sorted(spans)))


def clean(path: Path) -> list[Labelled]:
    """Read lines without personal data, one a line (a line end inside is written as \\n)."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [Labelled(row.replace("\\n", "\n"), ()) for row in rows if row]


def training_lines(folder: Path) -> list[Labelled]:
    """Return every line the taggers learn from; heldout.jsonl is left out on purpose."""
    files = ("dev.jsonl", "own.jsonl", "wide.jsonl")
    return [line for name in files for line in labelled(folder / name)] + clean(folder / "clean.txt")
