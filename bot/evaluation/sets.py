"""Reading the labelled sets in resources/evaluation; nothing is ever tuned to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.base.errors import InvalidInput

FOLDER = Path(__file__).parents[2] / "resources" / "evaluation"
Record = dict[str, Any]


def read(name: str, folder: Path = FOLDER) -> list[Record]:
    """The records of one set; raises InvalidInput with file and line."""
    path = folder / f"{name}.jsonl"
    if not path.exists():
        raise InvalidInput(f"検証用の文がありません: {path.name}")
    return list(_records(path))


def _records(path: Path) -> Iterator[Record]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InvalidInput(f"{path.name}の{number}行目がJSONではありません。") from error
        record.setdefault("id", f"{path.stem}-{number}")
        yield record


def turns(record: Record) -> list[str]:
    """The bubbles of a record, the last one being judged."""
    return list(record.get("turns") or [record["text"]])
