"""A copy of the embedded database while it is in use (SQLite: Online Backup API)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.base.errors import InvalidInput, Unavailable


def back_up(source: Path, target: Path) -> int:
    """Copy, check the copy, and only then give it its name; returns its size in bytes.

    Raises InvalidInput when the source is missing or the target is there, Unavailable when the copy is not sound.
    """
    if not source.is_file():
        raise InvalidInput(f"データベースのファイルがありません: {source}")
    if target.exists():
        raise InvalidInput(f"すでにファイルがあります: {target}。別の名前を指定してください。")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(part)) as copy:
        live.backup(copy, pages=1000)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        (sound,) = copy.execute("PRAGMA integrity_check").fetchone()
    if sound != "ok":
        part.unlink()
        raise Unavailable("写しが壊れています。ディスクを確かめてください。")
    part.rename(target)
    return target.stat().st_size
