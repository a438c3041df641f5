"""HSDS 3.1 JSON to places: our own exports come back whole, other people's services as far as the fields go."""

import json
import re
from datetime import date
from typing import Any

from resources.errors import ExchangeError, Problem
from resources.exchange.hsds_out import FIELD_LABEL
from resources.exchange.own_csv import place_from_fields
from resources.exchange.tables import Imported
from resources.load_table import Table
from resources.records import Place

Json = dict[str, Any]


_CLOSED = {"inactive": "休止中", "defunct": "廃止", "temporarily closed": "一時休止中"}


def places_from_hsds(data: bytes | str, file: str, *, municipality: str = "") -> Imported:
    """Return the places of HSDS JSON: a service, a list of them, a page with `contents`, or organizations.

    Raises ExchangeError when the file is no JSON or holds no service.
    """
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise ExchangeError(f"{file}: JSON として読めません。書き出しをやり直してください") from None
    services = [service for service in _services(document) if isinstance(service, dict)]
    if not services:
        raise ExchangeError(f"{file}: HSDS の service が見つかりません。service の一覧を渡してください")
    table = Table(file, [])
    places: dict[str, Place] = {}
    rows: dict[str, int] = {}
    for number, service in enumerate(services, start=1):
        before = len(table.problems)
        place = place_from_fields(_fields(service, municipality, file), table, number)
        if _text(service, "status") in _CLOSED:
            table.add(
                number, "status", f"「{place.name}」は{_CLOSED[_text(service, 'status')]}です", "一覧から外してください"
            )
        if place.id in places:
            table.add(number, "id", f"「{place.id}」は{rows[place.id]}件目にもあります", "別の id にしてください")
        if len(table.problems) == before:
            places[place.id], rows[place.id] = place, number
    problems: tuple[Problem, ...] = tuple(table.problems)
    return Imported(file, tuple(places.values()), rows, problems)


def _services(document: object) -> list[object]:
    """Return the services of a document, whichever of the usual shapes it has."""
    if isinstance(document, list):
        return [service for part in document for service in _services(part)]
    if not isinstance(document, dict):
        return []
    for key in ("contents", "services"):
        if isinstance(document.get(key), list):
            return _services(document[key])
    return [document] if "name" in document and "id" in document else []


def _fields(service: Json, municipality: str, file: str) -> dict[str, str]:
    """Return the fields of a place: what our own attributes carry, else what the service states."""
    own = {
        _text(attribute, "label").removeprefix(FIELD_LABEL): _text(attribute, "value")
        for attribute in _list(service, "attributes")
        if _text(attribute, "label").startswith(FIELD_LABEL)
    }
    stated = {"name": _text(service, "name"), "description": _text(service, "description")}
    if own:
        return own | {key: value for key, value in stated.items() if value}
    return _foreign(service, municipality, file) | {key: value for key, value in stated.items() if value}


def _foreign(service: Json, municipality: str, file: str) -> dict[str, str]:
    """Return the fields of a service that another system wrote."""
    first = (_list(service, "service_at_locations") or [{}])[0]
    location = _object(first, "location")
    address = (_list(location, "addresses") or [{}])[0]
    schedule = (_list(service, "schedules") or [{}])[0]
    organization = _object(service, "organization")
    name = _text(service, "name")
    return {
        "id": "hsds-" + re.sub(r"[^a-z0-9]+", "-", _text(service, "id").lower()).strip("-"),
        "kind": "madoguchi",
        "kana": _text(service, "alternate_name"),
        "municipality": municipality or _text(address, "city"),
        "operator": _text(organization, "name"),
        "description": name,
        "target": _text(service, "eligibility_description"),
        "age_min": _number(service, "minimum_age"),
        "age_max": _number(service, "maximum_age"),
        "phone": _text((_list(service, "phones") or [{}])[0], "number"),
        "address": _text(address, "address_1"),
        "hours_text": _text(schedule, "description") or _text(schedule, "notes"),
        "rrule": _rrule(schedule),
        "start_time": _text(schedule, "opens_at")[:5],
        "end_time": _text(schedule, "closes_at")[:5],
        "fee_text": _text(service, "fees_description"),
        "url": _text(service, "url"),
        "source": file,
        "verified": "page" if _day(service) else "no",
        "verified_on": _day(service),
        "languages": ";".join(filter(None, (_text(item, "code") for item in _list(service, "languages")))),
        "lat": str(location.get("latitude") or ""),
        "lon": str(location.get("longitude") or ""),
    }


def _rrule(schedule: Json) -> str:
    """Return the RRULE of a schedule, empty when it has no frequency."""
    if not _text(schedule, "freq"):
        return ""
    parts = [f"FREQ={_text(schedule, 'freq')}"]
    if schedule.get("interval"):
        parts.append(f"INTERVAL={_number(schedule, 'interval')}")
    parts += [f"{name.upper()}={_text(schedule, name)}" for name in ("byday", "bymonthday") if _text(schedule, name)]
    return ";".join(parts)


def _day(service: Json) -> str:
    """Return the day on which the service was last checked, empty when it is not given or no date."""
    text = _text(service, "assured_date")[:10]
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _object(value: Json, key: str) -> Json:
    """Return an object, an empty one when it is missing or something else."""
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _list(value: Json, key: str) -> list[Json]:
    """Return the objects of a list, none when it is missing or no list."""
    found = value.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _text(value: Json, key: str) -> str:
    """Return a text, empty when it is missing or no text."""
    found = value.get(key)
    return found.strip() if isinstance(found, str) else ""


def _number(value: Json, key: str) -> str:
    """Return a whole number as text, empty when it is missing or no number."""
    found = value.get(key)
    return str(int(found)) if isinstance(found, int | float) and not isinstance(found, bool) else ""
