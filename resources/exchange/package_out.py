"""Places to an HSDS 3.1 tabular data package: datapackage.json and one CSV for each table that has rows."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from resources.exchange.hsds_out import FIELD_LABEL, hsds_id, places_to_hsds
from resources.exchange.package_tables import TABLES, PackageTable
from resources.records import Place, Topic

Json = dict[str, Any]
Rows = dict[str, dict[str, Json]]

_TOPICS, _FIELDS = hsds_id("taxonomy", "topics"), hsds_id("taxonomy", "fields")
_TAXONOMIES = (
    {"id": _TOPICS, "name": "tsunagu topics", "description": "困りごとの分類(課題)"},
    {"id": _FIELDS, "name": "tsunagu fields", "description": "HSDSに列のない項目。値は attributes.csv の value"},
)


def places_to_package(places: Iterable[Place], topics: Iterable[Topic]) -> dict[str, str]:
    """Return the files of the package by name; tables without rows are left out, as the standard allows."""
    rows: Rows = {table.name: {} for table in TABLES}
    for taxonomy in _TAXONOMIES:
        rows["taxonomy"][taxonomy["id"]] = taxonomy
    for service in places_to_hsds(places, topics):
        _add_service(rows, service)
    filled = [table for table in TABLES if rows[table.name]]
    files = {table.path: _csv(table, rows[table.name].values()) for table in filled}
    return {"datapackage.json": _descriptor(filled), **files}


def _add_service(rows: Rows, service: Json) -> None:
    """Take a nested service apart into the rows of its tables."""
    organization, key = service["organization"], {"service_id": service["id"]}
    rows["organization"][organization["id"]] = organization
    rows["service"][service["id"]] = service | {"organization_id": organization["id"]}
    for part, table in (
        ("phones", "phone"), ("schedules", "schedule"), ("languages", "language"), ("service_areas", "service_area"),
    ):  # fmt: skip
        for item in service.get(part, ()):
            rows[table][item["id"]] = item | key
    for at in service.get("service_at_locations", ()):
        _add_location(rows, at)
    for attribute in service.get("attributes", ()):
        _add_attribute(rows, attribute)


def _add_location(rows: Rows, at: Json) -> None:
    """Add a place with its address; without a postal code the address travels in the attributes alone."""
    location = at["location"]
    rows["service_at_location"][at["id"]] = at | {"location_id": location["id"]}
    rows["location"][location["id"]] = location
    for address in location.get("addresses", ()):
        if address["postal_code"] and address["state_province"]:
            rows["address"][address["id"]] = address | {"location_id": location["id"]}


def _add_attribute(rows: Rows, attribute: Json) -> None:
    """Add an attribute and the term that it points to; each field of ours is a term of its own."""
    term = attribute.get("taxonomy_term")
    if term is None:
        name = attribute["label"].removeprefix(FIELD_LABEL)
        term = {"id": hsds_id("field", name), "code": name, "name": name, "description": f"{name}の値"}
        term |= {"taxonomy": "tsunagu fields", "taxonomy_id": _FIELDS}
    else:
        term = term | {"taxonomy_id": _TOPICS}
    rows["taxonomy_term"][term["id"]] = term
    rows["attribute"][attribute["id"]] = attribute | {"taxonomy_term_id": term["id"]}


def _csv(table: PackageTable, rows: Iterable[Json]) -> str:
    """Return a table as CSV text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.fields)
    for row in rows:
        writer.writerow([_cell(name, row.get(name)) for name in table.fields])
    return out.getvalue()


def _cell(name: str, value: object) -> str:
    """Return a value as the text of a cell; times are local, the zone stands in its own column."""
    text = "" if value is None else str(value)
    return f"{text[:5]}:00" if name in ("opens_at", "closes_at") and text else text


def _descriptor(tables: Iterable[PackageTable]) -> str:
    """Return datapackage.json."""
    package = {
        "name": "tsunagu_catalogue",
        "title": "窓口と居場所の一覧",
        "profile": "tabular-data-package",
        "version": "3.1.0",
        "homepage": "https://docs.openreferral.org",
        "resources": [table.descriptor() for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"
