"""The HSDS tabular data package goes out and comes back whole, and fits the standard's own description."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from resources.errors import ExchangeError
from resources.exchange import places_from_package, places_to_package
from resources.exchange.letters import operator_letters
from resources.exchange.postal_codes import postal_code
from resources.load import load_catalogue, load_topics

STANDARD = Path(__file__).resolve().parents[5] / "shared" / "data" / "hsds" / "datapackage.json"
EXAMPLE = STANDARD.parent / "examples" / "csv"


def _files() -> dict[str, str]:
    extra = replace(load_catalogue()[0], id="x", lat=35.7, lon=139.7, languages=("ja", "やさしい日本語"))
    return places_to_package((*load_catalogue(), extra), load_topics())


def _bytes(files: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


def test_the_catalogue_comes_back_from_a_package_whole() -> None:
    read = places_from_package(_bytes(_files()), "catalogue.zip")
    assert read.problems == ()
    assert read.places[:-1] == load_catalogue()


def _tables() -> dict[str, tuple[dict[str, object], list[dict[str, str]]]]:
    files = _files()
    resources = json.loads(files["datapackage.json"])["resources"]
    return {
        resource["name"]: (resource["schema"], list(csv.DictReader(io.StringIO(files[resource["path"]]))))
        for resource in resources
    }


def test_required_cells_are_filled_and_every_key_points_to_a_row() -> None:
    tables = _tables()
    for schema, rows in tables.values():
        needed = [field["name"] for field in schema["fields"] if field["constraints"]["required"]]  # type: ignore[attr-defined]
        assert all(row[name] for row in rows for name in needed)
        assert len({row["id"] for row in rows}) == len(rows)
        for key in schema.get("foreignKeys", ()):  # type: ignore[attr-defined]
            there = {row["id"] for row in tables[key["reference"]["resource"]][1]}
            assert {row[key["fields"]] for row in rows} - {""} <= there


@pytest.mark.skipif(not STANDARD.exists(), reason="the HSDS data package is not at hand")
def test_our_columns_are_those_of_the_standard_with_all_that_it_requires() -> None:
    standard = {
        resource["name"]: resource for resource in json.loads(STANDARD.read_text(encoding="utf-8"))["resources"]
    }
    ours = {resource["name"]: resource for resource in json.loads(_files()["datapackage.json"])["resources"]}
    assert set(ours) <= set(standard)
    for name, resource in ours.items():
        allowed = {field["name"]: field for field in standard[name]["schema"]["fields"]}
        written = {field["name"] for field in resource["schema"]["fields"]}
        required = {key for key, field in allowed.items() if field.get("constraints", {}).get("required")}
        assert required <= written <= set(allowed)
        assert resource["path"] == standard[name]["path"]


@pytest.mark.skipif(not STANDARD.exists(), reason="the HSDS example is not at hand")
def test_the_example_of_the_standard_comes_in() -> None:
    files = {path.name: path.read_bytes() for path in EXAMPLE.glob("*.csv")}
    files["datapackage.json"] = STANDARD.read_bytes()
    read = places_from_package(files, "example", municipality="例市")
    assert [place.name for place in read.places] == ["Community Counselling"]
    assert read.places[0].address


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"datapackage.json": b"{"},
        {"datapackage.json": b'{"resources": []}'},
        {"datapackage.json": b'{"resources": [{"name": "service", "path": "../../etc/passwd"}]}'},
        {"datapackage.json": b'{"resources": [{"name": "service", "path": "s.csv"}]}', "s.csv": b"\xff\xfe\x00"},
    ],
)
def test_a_broken_package_is_refused_kindly(files: dict[str, bytes]) -> None:
    with pytest.raises(ExchangeError):
        places_from_package(files, "broken.zip")


@pytest.mark.parametrize(
    ("address", "city", "code"),
    [
        ("〒112-0006 東京都文京区小日向2-1", "文京区", "112-0006"),
        ("東京都文京区小日向2-1", "文京区", "112-0006"),
        ("三鷹市下連雀3-1", "三鷹市", "181-0013"),
        ("文京区白山1-1", "文京区", ""),
        ("文京区どこか", "文京区", ""),
        ("", "文京区", ""),
    ],
)
def test_a_postal_code_is_stated_or_certain_or_empty(address: str, city: str, code: str) -> None:
    assert postal_code(address, city) == code


def test_each_operator_gets_one_letter_with_all_its_stale_places() -> None:
    place = replace(load_catalogue()[0], operator="例の会", phone="")
    fresh = replace(
        place, id="fresh", provenance=replace(place.provenance, verified="yes", verified_on=date(2028, 10, 1))
    )
    letters = operator_letters(
        [place, replace(place, id="b", name="二つ目"), replace(place, id="c", operator="別の会"), fresh],
        date(2028, 11, 21),
        "例市社協",
    )
    assert [(letter.operator, len(letter.places)) for letter in letters] == [("例の会", 2), ("別の会", 1)]
    mail = message_from_bytes(letters[0].as_mail(), policy=policy.default)
    assert "2件" in str(mail["Subject"])
    assert "二つ目" in mail.get_content()
    assert "電話: (分かれば教えてください)" in mail.get_content()
    assert letters[0].as_link().startswith("mailto:?subject=")
