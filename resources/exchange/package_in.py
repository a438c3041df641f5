"""An HSDS tabular data package to places: the tables are put together again as services, then read like JSON."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from resources.errors import ExchangeError
from resources.exchange.hsds_in import places_from_hsds
from resources.exchange.tables import Imported

Json = dict[str, Any]
DESCRIPTOR = "datapackage.json"

_PARTS = (
    ("phone", "phones"), ("schedule", "schedules"), ("language", "languages"), ("service_area", "service_areas"),
)  # fmt: skip
_NUMBERS = ("minimum_age", "maximum_age", "interval", "latitude", "longitude")
_MOST_FIELD = 1_000_000


def package_paths(descriptor: bytes | str, file: str) -> dict[str, str]:
    """Return the file of each resource by its name; raises ExchangeError for another kind of JSON or an unsafe path."""
    try:
        resources = json.loads(descriptor)["resources"]
        found = {str(resource["name"]): str(resource["path"]) for resource in resources}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ExchangeError(f"{file}: データパッケージの説明(datapackage.json)として読めません") from None
    for path in found.values():
        if "/" in path or "\\" in path or path.startswith("."):
            raise ExchangeError(f"{file}: 「{path}」は同じフォルダーのファイルではないので読みません")
    return found


def places_from_package(files: Mapping[str, bytes], file: str, *, municipality: str = "") -> Imported:
    """Return the places of a package given as its files by name; row numbers are those of services.csv.

    Raises ExchangeError when the description or the table of services is missing or cannot be read.
    """
    if DESCRIPTOR not in files:
        raise ExchangeError(f"{file}: datapackage.json がありません")
    paths = package_paths(files[DESCRIPTOR], file)
    tables = {name: _rows(files[path], path) for name, path in paths.items() if path in files}
    if not tables.get("service"):
        raise ExchangeError(f"{file}: services.csv がないか、空です")
    services = _services(tables)
    return places_from_hsds(json.dumps(services), file, municipality=municipality)


def _rows(data: bytes, path: str) -> list[Json]:
    """Return the rows of one table; empty cells are left out, numbers are numbers."""
    csv.field_size_limit(_MOST_FIELD)
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        return [{key: _value(key, cell) for key, cell in row.items() if key and isinstance(cell, str) and cell.strip()}
                for row in reader]  # fmt: skip
    except (UnicodeDecodeError, csv.Error):
        raise ExchangeError(f"{path}: UTF-8 のCSVとして読めません。保存し直してください") from None


def _value(key: str, cell: str) -> object:
    """Return a cell as a number where the column holds numbers, else its text."""
    if key not in _NUMBERS:
        return cell
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell


def _services(tables: Mapping[str, list[Json]]) -> list[Json]:
    """Return the services with everything that points to them nested."""
    organizations = {row.get("id"): row for row in tables.get("organization", ())}
    terms = {row.get("id"): row for row in tables.get("taxonomy_term", ())}
    attributes = _by(tables.get("attribute", ()), "link_id")
    parts = {name: _by(tables.get(table, ()), "service_id") for table, name in _PARTS}
    places = _places(tables)
    return [
        row
        | {name: found[row.get("id")] for name, found in parts.items()}
        | {
            "organization": organizations.get(row.get("organization_id"), {}),
            "service_at_locations": places[row.get("id")],
            "attributes": [
                item | {"taxonomy_term": terms.get(item.get("taxonomy_term_id"), {})}
                for item in attributes[row.get("id")]
            ],
        }
        for row in tables["service"]
    ]


def _places(tables: Mapping[str, list[Json]]) -> dict[object, list[Json]]:
    """Return the places of each service, each with its location and addresses."""
    addresses = _by(tables.get("address", ()), "location_id")
    locations = {
        row.get("id"): row | {"addresses": addresses[row.get("id")]} for row in tables.get("location", ())
    }  # fmt: skip
    found: dict[object, list[Json]] = defaultdict(list)
    for row in tables.get("service_at_location", ()):
        found[row.get("service_id")].append(row | {"location": locations.get(row.get("location_id"), {})})
    return found


def _by(rows: Iterable[Json], key: str) -> dict[object, list[Json]]:
    """Return rows by the value of a column."""
    found: dict[object, list[Json]] = defaultdict(list)
    for row in rows:
        found[row.get(key)].append(row)
    return found
