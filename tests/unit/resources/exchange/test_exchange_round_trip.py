"""What goes out comes back whole; an import shows what it would change and asks before it overrides a person."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from icalendar import Calendar
from referencing import Registry, Resource

from resources.errors import ExchangeError
from resources.exchange import (
    apply_preview,
    gatherings_calendar,
    places_from_hsds,
    places_to_csv,
    places_to_hsds,
    preview_import,
    read_places,
)
from resources.exchange.preview import summary
from resources.load import load_catalogue, load_topics
from resources.records import Place

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
SCHEMAS = Path(__file__).resolve().parents[5] / "shared" / "data" / "hsds" / "schema"


def test_the_catalogue_comes_back_from_csv_whole() -> None:
    places = load_catalogue()
    read = read_places(places_to_csv(places).encode("utf-8-sig"), "own.csv")
    assert read.problems == ()
    assert read.places == places


def test_the_catalogue_comes_back_from_excel_whole() -> None:
    places = load_catalogue()[:40]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(io.StringIO(places_to_csv(places))):
        sheet.append([_excel_cell(cell) for cell in row])
    data = io.BytesIO()
    book.save(data)
    assert read_places(data.getvalue(), "own.xlsx").places == places


def _excel_cell(text: str) -> object:
    """Return a cell as Excel keeps it when a person types it: dates as dates, numbers as numbers."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    return float(text) if re.fullmatch(r"\d{1,3}", text) else text


def test_the_catalogue_comes_back_from_hsds_whole() -> None:
    places = (*load_catalogue(), replace(load_catalogue()[0], id="x", lat=35.7, lon=139.7, url="https://例.jp/あ"))
    data = json.dumps(places_to_hsds(places, load_topics()), ensure_ascii=False)
    read = places_from_hsds(data, "hsds.json")
    assert read.problems == ()
    assert read.places == places


def test_hsds_ids_stay_the_same() -> None:
    places, topics = load_catalogue()[:3], load_topics()
    assert places_to_hsds(places, topics) == places_to_hsds(places, topics)


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the HSDS schemas are not at hand")
def test_the_export_fits_the_hsds_schemas_with_nothing_added() -> None:
    schemas = {path.name: _closed(json.loads(path.read_text(encoding="utf-8"))) for path in SCHEMAS.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema | {"$schema": "https://json-schema.org/draft/2020-12/schema"}))
        for name, schema in schemas.items()
        if name != "openapi.json"
    )
    validator = jsonschema.Draft202012Validator(
        {"$ref": "service.json"}, registry=registry, format_checker=jsonschema.FormatChecker()
    )
    place = replace(load_catalogue()[0], id="x", lat=35.7, lon=139.7, languages=("ja", "やさしい日本語"))
    faults = [
        error.message
        for service in places_to_hsds((*load_catalogue(), place), load_topics())
        for error in validator.iter_errors(service)
    ]
    assert faults == []
    assert list(validator.iter_errors({"id": "x", "name": "y"}))


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that allows no property but those it names."""
    return schema | ({"additionalProperties": False} if "properties" in schema else {})


def test_a_service_of_another_system_becomes_a_place() -> None:
    service = {
        "id": "AC148810-d857-441c-9679-408f346de14b",
        "name": "Community Counselling",
        "status": "active",
        "assured_date": "2026-01-01",
        "minimum_age": 12,
        "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "TH", "opens_at": "10:00Z", "closes_at": "18:00Z"}],
        "service_at_locations": [
            {"id": "a", "location": {"id": "l", "addresses": [{"address_1": "本町1-1", "city": "例市"}]}}
        ],
    }
    read = places_from_hsds(json.dumps({"contents": [service]}), "feed.json")
    place = read.places[0]
    assert (place.municipality, place.address, place.age_min) == ("例市", "本町1-1", 12)
    assert (place.rrule, place.verified_on) == ("FREQ=WEEKLY;BYDAY=TH", date(2026, 1, 1))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '"x"', "[1, null]"])
def test_json_without_services_is_refused_kindly(text: str) -> None:
    with pytest.raises(ExchangeError, match=r"x\.json"):
        places_from_hsds(text, "x.json")


def test_a_service_without_a_municipality_is_refused_with_its_number() -> None:
    read = places_from_hsds('[{"id": "a", "name": "b"}]', "x.json")
    assert read.places == ()
    assert "x.json 1行目「municipality」" in str(read.refused[0])


@pytest.fixture
def places() -> tuple[Place, ...]:
    return tuple(replace(place, lat=35.7, lon=139.7) for place in load_catalogue()[:3])


def test_a_preview_tells_new_changed_and_unchanged(places: tuple[Place, ...]) -> None:
    changed = replace(places[1], phone="03-0000-0000")
    new = replace(places[2], id="brand-new", name="新しい場所")
    preview = preview_import(places, _imported(places[0], changed, new))
    assert summary(preview.items) == {"同じ": 1, "変わる": 1, "新しい": 1}
    change = preview.of("changed")[0].changes[0]
    assert (change.field, change.new) == ("phone", "03-0000-0000")
    after, history = apply_preview(places, preview, at=NOW)
    assert {place.id for place in after} == {place.id for place in (*places, new)}
    assert {(entry.place_id, entry.by) for entry in history} == {(places[1].id, "own.csv"), ("brand-new", "own.csv")}


def test_what_a_person_edited_changes_only_with_their_word(places: tuple[Place, ...]) -> None:
    changed = replace(places[0], phone="03-0000-0000")
    preview = preview_import(places, _imported(changed), edited={places[0].id})
    assert [item.state for item in preview.items] == ["ask"]
    assert apply_preview(places, preview, at=NOW)[0] == places
    assert apply_preview(places, preview, at=NOW, accepted={places[0].id})[0][0].phone == "03-0000-0000"


def test_a_file_with_refused_rows_changes_nothing_unless_told(places: tuple[Place, ...]) -> None:
    text = places_to_csv([replace(places[0], phone="1"), replace(places[1], id="Bad Id")])
    preview = preview_import(places, read_places(text.encode(), "own.csv"))
    with pytest.raises(ExchangeError, match="何も変えていません"):
        apply_preview(places, preview, at=NOW)
    assert apply_preview(places, preview, at=NOW, partial=True)[0][0].phone == "1"


@pytest.mark.parametrize(("lat", "state"), [("35.7003", "changed"), ("35.7006", "new"), ("", "new")])
def test_the_same_facility_is_told_by_name_and_fifty_metres(lat: str, state: str, places: tuple[Place, ...]) -> None:
    row = f"名称,市区町村名,緯度,経度,電話番号\n{places[0].name},文京区,{lat},139.7,03-1111-1111\n"
    preview = preview_import(places, read_places(row.encode(), "open.csv"))
    assert [item.state for item in preview.items] == [state]
    if state == "changed":
        merged = preview.items[0].place
        assert merged is not None
        assert (merged.id, merged.topics, merged.phone) == (places[0].id, places[0].topics, "03-1111-1111")


def test_a_calendar_holds_the_gatherings_whose_day_and_hour_are_known() -> None:
    catalogue = load_catalogue()
    data, left = gatherings_calendar(catalogue, NOW)
    events = Calendar.from_ical(data).walk("VEVENT")
    assert len(events) + len(left) == sum(place.kind == "ibasho" for place in catalogue)
    assert len(events) >= 15
    assert all(event["DTSTART"].dt > NOW and event["RRULE"] for event in events)
    assert "bunkyo-nagayagaya" in {place.id for place in left}


def _imported(*rows: Place) -> Any:
    """Return the rows as they come in from the project's own table."""
    return read_places(places_to_csv(rows).encode(), "own.csv")
