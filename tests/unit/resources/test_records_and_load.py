"""The sample data loads whole, and a faulty file tells all its faults with row, column and remedy."""

from datetime import date
from pathlib import Path

import pytest

from resources.errors import DataFileError
from resources.load import load_areas, load_catalogue, load_hotlines, load_topics
from resources.records import Hotline, Provenance


def test_every_sample_file_loads() -> None:
    assert len(load_topics()) == 31
    assert {place.kind for place in load_catalogue()} == {"madoguchi", "ibasho"}
    assert len(load_hotlines()) == 62
    assert len({row.area_id for row in load_areas()}) == 29


def test_every_topic_has_a_place_in_every_municipality() -> None:
    places = load_catalogue()
    towns = {row.municipality for row in load_areas()}
    missing = [
        (town, topic.id)
        for town in towns
        for topic in load_topics()
        if not any(topic.id in place.topics for place in places if place.municipality == town)
    ]
    assert missing == []


def test_area_ids_of_places_are_areas_of_their_municipality() -> None:
    known = {(row.municipality, row.area_id) for row in load_areas()}
    assert {(p.municipality, p.area_id) for p in load_catalogue() if p.area_id} <= known


def test_unknown_ages_hours_and_fees_stay_empty() -> None:
    place = next(place for place in load_catalogue() if place.id == "bunkyo-csw-honfuji")
    assert (place.age_min, place.start_time, place.fee_text) == (None, None, "")


def test_all_faults_of_a_file_are_told_together(tmp_path: Path) -> None:
    path = _catalogue(tmp_path, ["Bad Id,shop,,文京区", "ok,ibasho,名前,文京区", "ok,ibasho,名前,文京区"])
    with pytest.raises(DataFileError) as caught:
        load_catalogue(path)
    told = {(problem.row, problem.column) for problem in caught.value.problems}
    assert {(2, "id"), (2, "kind"), (2, "name"), (4, "id")} <= told
    assert "catalogue.csv 2行目「kind」" in str(caught.value)
    assert all(problem.mend for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "中身がありません"),
        (b"id,name\n", "列がありません"),
        ("あ".encode("cp932"), "UTF-8 ではない"),
    ],
)
def test_a_file_that_is_no_table_is_refused_kindly(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "areas.csv"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=said):
        load_areas(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"nowhere\.csv: ファイルを開けません"):
        load_areas(tmp_path / "nowhere.csv")


def test_a_record_is_stale_when_its_date_is_unknown_or_its_period_is_over() -> None:
    def stale(on: date | None) -> bool:
        return Provenance("x", "page", on, 183).is_stale(date(2026, 11, 21))

    assert [stale(None), stale(date(2026, 5, 1)), stale(date(2026, 6, 1))] == [True, True, False]


@pytest.mark.parametrize(
    ("identifier", "age", "serves"),
    [
        ("kodomo_sos_24h", 15, True),
        ("kodomo_sos_24h", 40, False),
        ("yorisoi", 99, True),
        ("local_houkatsu", 70, True),
    ],
)
def test_a_line_for_an_age_group_says_whom_it_serves(identifier: str, age: int, serves: bool) -> None:
    assert _line(identifier).serves_age(age) is serves


def test_the_number_to_dial_is_the_first_one() -> None:
    assert _line("er_7119_tokyo").dial == "#7119"
    assert _line("yorisoi").dial == "0120-279-338"


def test_local_lines_are_blank_in_the_sample() -> None:
    assert sum(line.is_local_blank for line in load_hotlines()) == 8


def _line(identifier: str) -> Hotline:
    return next(line for line in load_hotlines() if line.id == identifier)


def _catalogue(folder: Path, rows: list[str]) -> Path:
    """Write a catalogue of which only id, kind, name and municipality are given."""
    from resources.load_places import PLACE_COLUMNS

    lines = [",".join(PLACE_COLUMNS)]
    for row in rows:
        values = dict(zip(("id", "kind", "name", "municipality"), row.split(","), strict=True))
        values |= {"description": "説明", "source": "出典", "verified": "page"}
        lines.append(",".join(values.get(column, "") for column in PLACE_COLUMNS))
    path = folder / "catalogue.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
