"""Reads labelled lines; offsets are given, or each text is looked for in order."""

import json
import re
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


_MARK = re.compile(r"\{([nopezbmkisuva])\|([^{}]{1,80})\}")
KINDS = {"n": "name", "o": "organisation", "a": "address", "p": "phone", "e": "email", "z": "postal_code",
         "b": "birth_date", "m": "my_number", "k": "account", "i": "id_number", "s": "sns_id", "u": "url",
         "v": "vehicle"}


def of_marked(row: str) -> Labelled:
    """Return the line written as 母の{n|フサ}が: a letter of `KINDS`, then the words; \\n is a line end."""
    text, spans, at = "", [], 0
    row = row.replace("\\n", "\n")
    for mark in _MARK.finditer(row):
        text += row[at:mark.start()]
        spans.append((len(text), len(text) + len(mark.group(2)), KINDS[mark.group(1)]))
        text, at = text + mark.group(2), mark.end()
    return Labelled(text + row[at:], tuple(spans))


def marked(path: Path) -> list[Labelled]:
    """Read a file of marked lines; one that begins with # is a remark."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [of_marked(row) for row in rows if row and not row.startswith("# ")]


def corpora(folder: Path) -> list[Labelled]:
    """Read what residents say in the topic and triage corpora, without the few lines that name somebody."""
    root, texts = folder.parents[1], dict[str, None]()
    for path in sorted((root / "model" / "corpus").glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            texts.update(dict.fromkeys(json.loads(row).get("text", "") for row in file if row.strip()))
    for path in sorted((root / "data" / "triage" / "lines").glob("*.txt")):
        rows = (row for row in path.read_text(encoding="utf-8").splitlines() if row and row[0] not in "#[")
        texts.update(dict.fromkeys(row.split("\t")[-1].replace(" // ", "\n") for row in rows))
    named = {line.text for line in clean(folder / "named.txt")}
    return [Labelled(text, ()) for text in texts if text and text not in named]


def training_lines(folder: Path, every: int = 1) -> list[Labelled]:
    """Return every line the taggers learn from, of the corpora each `every`th; none that is held out."""
    files = ("dev.jsonl", "own.jsonl", "wide.jsonl")
    held = {line.text for path in folder.glob("heldout*.jsonl") for line in labelled(path)}
    held |= {line.text for path in folder.glob("heldout_*.txt") for line in marked(path)}
    voices = [line for path in sorted((folder / "lines").glob("*.txt")) for line in marked(path)]
    found = [line for name in files for line in labelled(folder / name)] + voices + corpora(folder)[::every]
    return [line for line in found if line.text not in held]
