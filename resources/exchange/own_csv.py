"""The project's own table of places: out as CSV, and in again with the same checks as the catalogue."""

import csv
import io
from collections.abc import Iterable
from datetime import date, time

from resources.errors import Problem
from resources.exchange.sheet import Sheet
from resources.load import load_topics
from resources.load_places import OPTIONAL_COLUMNS, PLACE_COLUMNS, place_row
from resources.load_table import Cells, Table
from resources.records import Place

_TELLING = ("id", "kind", "name", "municipality", "topics")
_DEFAULTS = {"verified": "no"}


def places_to_csv(places: Iterable[Place]) -> str:
    """Return places as CSV text in the columns of the catalogue, with coordinates (write it as UTF-8 with BOM)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*PLACE_COLUMNS, *OPTIONAL_COLUMNS))
    for place in places:
        fields = place_fields(place)
        writer.writerow([fields[column] for column in (*PLACE_COLUMNS, *OPTIONAL_COLUMNS)])
    return out.getvalue()


def place_fields(place: Place) -> dict[str, str]:
    """Return every field of a place as the text of its cell."""
    provenance = place.provenance
    values: dict[str, object] = {column: getattr(place, column, "") for column in (*PLACE_COLUMNS, *OPTIONAL_COLUMNS)}
    values |= {
        "source": provenance.source,
        "verified": provenance.verified,
        "verified_on": provenance.verified_on,
        "verify_every_days": provenance.verify_every_days,
    }
    return {column: _cell(value) for column, value in values.items()}


def place_from_fields(fields: dict[str, str], table: Table, row: int) -> Place:
    """Return a place from the texts of its cells; faults are noted in the table."""
    filled = {column: fields.get(column) or _DEFAULTS.get(column, "") for column in (*PLACE_COLUMNS, *OPTIONAL_COLUMNS)}
    return place_row(Cells(table, row, filled), [topic.id for topic in load_topics()])


def is_own(sheet: Sheet) -> bool:
    """Return True when the header row is that of the project's own table."""
    headers = {header.strip() for header in sheet.layout.headers}
    return all(column in headers for column in _TELLING)


def own_places(sheet: Sheet) -> tuple[tuple[Place, ...], dict[str, int], tuple[Problem, ...]]:
    """Return the good rows of the project's own table with their row numbers, and the faults of the others."""
    table = Table(sheet.name, [])
    places: dict[str, Place] = {}
    rows: dict[str, int] = {}
    headers = [header.strip().lstrip("\ufeff") for header in sheet.layout.headers]
    for number, values in sheet.rows:
        before = len(table.problems)
        broken = sheet.faults.get(number)
        if broken:
            table.add(number, headers[broken.at] if broken.at < len(headers) else "", broken.what, broken.mend)
            continue
        cells = _filled(headers, values)
        place = place_from_fields(cells, table, number)
        if place.id in places:
            table.add(number, "id", f"「{place.id}」は{rows[place.id]}行目にもあります", "別の id にしてください")
        if len(table.problems) == before:
            places[place.id], rows[place.id] = place, number
    return tuple(places.values()), rows, tuple(table.problems)


def _filled(headers: Iterable[str], values: Iterable[str]) -> dict[str, str]:
    """Return the cells by their headers; of two columns with one header the first that is filled counts."""
    cells: dict[str, str] = {}
    for name, value in zip(headers, values, strict=False):
        cells[name] = cells.get(name) or value.strip()
    return cells


def _cell(value: object) -> str:
    """Return a value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(str(part) for part in value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
