"""Places to HSDS 3.1 JSON (Open Referral, nested services), with no property outside the schemas.

What HSDS has no field for travels in `attributes`, so that reading the file back loses nothing.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from resources.exchange.own_csv import place_fields
from resources.exchange.postal_codes import postal_code
from resources.hours.recurring import rule_parts
from resources.records import Place, Topic

Json = dict[str, Any]

NAMESPACE = uuid.UUID("6f0f6d3e-6b52-5a0e-9d0b-0c6a2b7f5d11")
"""Root of the stable ids: every HSDS id is a uuid5 of it and of our own id."""

FIELD_LABEL = "tsunagu:"
"""Begins the label of an attribute that carries one of our own fields."""

_NATIVE = ("name", "description")
_LANGUAGE_CODE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,8})?")


def places_to_hsds(places: Iterable[Place], topics: Iterable[Topic]) -> list[Json]:
    """Return one HSDS service for each place."""
    names = {topic.id: topic for topic in topics}
    return [_service(place, names) for place in places]


def hsds_id(*parts: str) -> str:
    """Return the stable UUID of a thing of ours."""
    return str(uuid.uuid5(NAMESPACE, "/".join(parts)))


def _service(place: Place, topics: Mapping[str, Topic]) -> Json:
    """Return the service of one place; empty fields are left out."""
    service: Json = {
        "id": hsds_id(place.id),
        "name": place.name,
        "status": "active",
        "alternate_name": place.kana,
        "description": place.description,
        "url": _uri(place.url),
        "application_process": {"required": "要予約", "none": "予約不要", "first_time_only": "初回のみ予約"}.get(
            place.booking, ""
        ),
        "fees_description": place.fee_text,
        "eligibility_description": place.target,
        "minimum_age": place.age_min,
        "maximum_age": place.age_max,
        "assured_date": place.verified_on.isoformat() if place.verified_on else "",
        "organization": _organization(place),
        "phones": [_phone(place)] if place.phone else [],
        "schedules": _schedules(place),
        "languages": [_language(place, index) for index in range(len(place.languages))],
        "service_areas": [_area(place)],
        "service_at_locations": _locations(place),
        "attributes": [*_topics(place, topics), *_own_fields(place)],
    }
    return {key: value for key, value in service.items() if value not in ("", None, [])}


def _organization(place: Place) -> Json:
    """Return who runs the place; its municipality where nobody is named."""
    name = place.operator or place.municipality
    return {"id": hsds_id("organization", name), "name": name, "description": name}


def _phone(place: Place) -> Json:
    """Return the phone of a place."""
    return {"id": hsds_id(place.id, "phone"), "number": place.phone, "type": "voice"}


def _language(place: Place, index: int) -> Json:
    """Return one language; a remark in place of a code goes into the note."""
    text = place.languages[index]
    key = "code" if _LANGUAGE_CODE.fullmatch(text) else "note"
    return {"id": hsds_id(place.id, "language", str(index)), key: text}


def _area(place: Place) -> Json:
    """Return whom the place serves: its area, or the whole municipality."""
    name = f"{place.municipality} {place.area}".strip()
    area = {"id": hsds_id(place.id, "area"), "name": name, "extent": name, "extent_type": "text"}
    return area | ({"uri": f"urn:tsunagu:area:{place.area_id}"} if place.area_id else {})


def _schedules(place: Place) -> list[Json]:
    """Return the hours: the RRULE in parts where HSDS knows its frequency, and the text as it is."""
    schedule: Json = {"id": hsds_id(place.id, "schedule")}
    if place.rrule:
        schedule |= _rule(place.rrule)
    if place.start_time:
        schedule["opens_at"] = f"{place.start_time:%H:%M}+09:00"
    if place.end_time:
        schedule["closes_at"] = f"{place.end_time:%H:%M}+09:00"
    if place.hours_text:
        schedule["description"] = place.hours_text
    return [schedule | {"timezone": 9}] if len(schedule) > 1 else []


def _rule(rrule: str) -> Json:
    """Return the parts of an RRULE that HSDS has fields for."""
    parts = rule_parts(rrule)
    if parts["FREQ"] not in ("WEEKLY", "MONTHLY"):
        return {"notes": rrule}
    found: Json = {"freq": parts["FREQ"]}
    if "INTERVAL" in parts:
        found["interval"] = int(parts["INTERVAL"])
    for name in ("BYDAY", "BYMONTHDAY", "WKST"):
        if name in parts:
            found[name.lower()] = parts[name]
    return found


def _locations(place: Place) -> list[Json]:
    """Return the place's location with its address, nothing when neither address nor coordinates are known."""
    if not place.address and place.lat is None:
        return []
    location: Json = {"id": hsds_id(place.id, "location"), "location_type": "physical", "name": place.name}
    if place.lat is not None and place.lon is not None:
        location |= {"latitude": place.lat, "longitude": place.lon}
    if place.address:
        location["addresses"] = [_address(place)]
    return [{"id": hsds_id(place.id, "at"), "service_id": hsds_id(place.id), "location": location}]


def _address(place: Place) -> Json:
    """Return the address; a postal code that is not certain stays empty."""
    return {
        "id": hsds_id(place.id, "address"),
        "address_1": place.address,
        "city": place.municipality,
        "state_province": "東京都" if place.address.startswith("東京都") or not _prefecture(place.address) else "",
        "postal_code": postal_code(place.address, place.municipality),
        "country": "JP",
        "address_type": "physical",
    }


def _prefecture(address: str) -> bool:
    """Return True when an address begins with a prefecture other than Tokyo."""
    return bool(re.match(r"(?:北海道|(?:京都|大阪)府|.{2,3}県)", address))


def _topics(place: Place, topics: Mapping[str, Topic]) -> list[Json]:
    """Return the topics as taxonomy terms."""
    return [
        {
            "id": hsds_id(place.id, "topic", topic),
            "link_id": hsds_id(place.id),
            "link_type": "taxonomy_term",
            "link_entity": "service",
            "taxonomy_term": {
                "id": hsds_id("topic", topic),
                "code": topic,
                "name": topics[topic].name if topic in topics else topic,
                "description": topics[topic].scope if topic in topics else topic,
                "taxonomy": "tsunagu topics",
                "language": "ja",
            },
        }
        for topic in place.topics
    ]


def _own_fields(place: Place) -> list[Json]:
    """Return every field that HSDS cannot carry whole as an attribute with its text."""
    return [
        {
            "id": hsds_id(place.id, "field", name),
            "link_id": hsds_id(place.id),
            "link_type": "field",
            "link_entity": "service",
            "label": FIELD_LABEL + name,
            "value": value,
        }
        for name, value in place_fields(place).items()
        if value and name not in _NATIVE
    ]


def _uri(url: str) -> str:
    """Return a web address with everything outside ASCII percent-encoded."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")
