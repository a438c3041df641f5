"""Read the entries: one YAML file for each field of life, each a mapping of key to entry.

Texts have one item a line.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from faq.errors import EntriesError
from faq.records import Entry

ENTRIES = Path(__file__).parent / "entries"

_LINES = ("asks", "bubbles", "bubbles_easy")


def load_entries(folder: Path | None = None) -> dict[str, Entry]:
    """Return the entries of *folder* (None: the packaged ones) by key, in the order of the files.

    Raises EntriesError when a file is no YAML mapping, a field is missing or has the wrong shape, or a key comes twice.
    """
    found: dict[str, Entry] = {}
    paths = sorted((folder or ENTRIES).glob("*.yaml"))
    if not paths:
        raise EntriesError(f"{folder or ENTRIES}: 項目のファイル(*.yaml)がありません。")
    for path in paths:
        for key, raw in _read(path).items():
            if key in found:
                raise EntriesError(f"{path.name}: キー「{key}」が二度出てきます。片方の名前を変えてください。")
            found[key] = _entry(path, key, raw)
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise EntriesError(f"{path.name}: YAMLとして読めません。字下げと引用符を確かめてください。") from error
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        raise EntriesError(f"{path.name}: 「キー: 内容」の並びになっていません。")
    return raw


def _entry(path: Path, key: str, raw: object) -> Entry:
    where = f"{path.name} {key}"
    if not isinstance(raw, dict):
        raise EntriesError(f"{where}: 内容がありません。")
    lines = {name: _lines(where, name, raw.get(name)) for name in _LINES}
    for name in ("question", "source"):
        if not isinstance(raw.get(name), str):
            raise EntriesError(f"{where}: 「{name}」を文字で書いてください。")
    if type(raw.get("reviewed_on")) is not date:
        raise EntriesError(f"{where}: 「reviewed_on」を 2026-11-01 の形で書いてください。")
    return Entry(
        key=key,
        question=raw["question"],
        next_topics=_topics(where, raw.get("next_topics")),
        source=raw["source"],
        reviewed_on=raw["reviewed_on"],
        **lines,
    )


def _lines(where: str, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, str) or not value.strip():
        raise EntriesError(f"{where}: 「{name}」を一行に一つずつ書いてください。")
    return tuple(line.strip() for line in value.splitlines() if line.strip())


def _topics(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise EntriesError(f"{where}: 「next_topics」を [housing, work] の形で書いてください。")
    return tuple(value)
