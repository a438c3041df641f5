"""The catalogue on disk: imports and edits with their history, nothing lost, nothing overwritten unasked."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from resources.errors import ExchangeError
from resources.exchange import Ledger, preview_import, read_places
from resources.load import load_catalogue

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
HEADER = "全国地方公共団体コード,ID,地方公共団体名,名称,所在地_連結表記,緯度,経度,電話番号\n"
ROW = "139999,A-1,例市,例ひろば,例市中町1-1,35.7,139.5,042-000-0000\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "catalogue", lambda: load_catalogue()[:5])


def _import(ledger: Ledger, text: str, **how: object) -> None:
    preview = preview_import(ledger.places(), read_places(text.encode(), "list.csv"), ledger.edited())
    ledger.take(preview, at=NOW, **how)  # type: ignore[arg-type]


def test_until_something_is_written_the_sample_is_the_catalogue(ledger: Ledger) -> None:
    assert ledger.places() == load_catalogue()[:5]
    assert ledger.history() == ()
    assert ledger.stamp == (0, 0)


def test_an_import_adds_to_the_table_and_leaves_a_history(ledger: Ledger) -> None:
    _import(ledger, HEADER + ROW)
    assert [place.name for place in ledger.places()][-1] == "例ひろば"
    assert ledger.places()[:5] == load_catalogue()[:5]
    assert [(change.by, change.at) for change in ledger.history("od-139999-facility-a-1")] == [("list.csv", NOW)]
    assert ledger.stamp != (0, 0)


def test_importing_the_same_file_again_changes_nothing(ledger: Ledger) -> None:
    _import(ledger, HEADER + ROW)
    before = ledger.places(), ledger.history()
    _import(ledger, HEADER + ROW)
    assert (ledger.places(), ledger.history()) == before


def test_a_file_with_a_refused_row_changes_nothing_unless_told(ledger: Ledger) -> None:
    text = HEADER + ROW + "139999,A-2,例市,,例市中町1-2,,,\n"
    with pytest.raises(ExchangeError, match="何も変えていません"):
        _import(ledger, text)
    assert not ledger.path.exists()
    _import(ledger, text, partial=True)
    assert len(ledger.places()) == 6


def test_what_a_person_edited_changes_only_with_their_word(ledger: Ledger) -> None:
    _import(ledger, HEADER + ROW)
    place = ledger.places()[-1]
    ledger.edit(replace(place, phone="042-999-9999"), at=NOW, by="東")
    assert ledger.edited() == {place.id}
    changed = HEADER + ROW.replace("042-000-0000", "042-111-1111")
    _import(ledger, changed)
    assert ledger.places()[-1].phone == "042-999-9999"
    _import(ledger, changed, accepted={place.id})
    assert ledger.places()[-1].phone == "042-111-1111"
    assert [(c.field, c.old, c.new) for c in ledger.history(place.id) if c.person] == [
        ("phone", "042-000-0000", "042-999-9999")
    ]


def test_a_second_row_of_the_same_facility_joins_the_first(ledger: Ledger) -> None:
    twin = ROW.replace("A-1", "A-9").replace("042-000-0000", "")
    far = ROW.replace("A-1", "A-7").replace("35.7,", "35.71,")
    _import(ledger, HEADER + ROW + twin + far)
    assert [place.id for place in ledger.places()[5:]] == ["od-139999-facility-a-1", "od-139999-facility-a-7"]


def test_two_services_in_one_house_stay_two(ledger: Ledger) -> None:
    header = HEADER.strip() + ",説明\n"
    rows = (ROW.strip() + ",通所\n", ROW.replace("A-1", "A-2").strip() + ",訪問\n")
    _import(ledger, header + "".join(rows))
    assert [place.description for place in ledger.places()[5:]] == ["通所", "訪問"]


def test_confirming_a_place_sets_its_day_and_is_kept(ledger: Ledger) -> None:
    place = ledger.places()[0]
    seen = ledger.confirm(place.id, on=date(2026, 11, 21), at=NOW, by="南")
    assert seen.verified_on == date(2026, 11, 21)
    assert ledger.places()[0] == seen
    assert not ledger.places()[0].is_stale(date(2026, 11, 22))
    with pytest.raises(ExchangeError, match="ありません"):
        ledger.confirm("nobody", on=date(2026, 11, 21), at=NOW, by="南")


def test_an_edit_that_changes_nothing_leaves_no_trace(ledger: Ledger) -> None:
    assert ledger.edit(ledger.places()[0], at=NOW, by="東") == ()
    assert ledger.history() == ()


def test_the_history_is_one_json_object_a_line(ledger: Ledger) -> None:
    _import(ledger, HEADER + ROW)
    lines = (ledger.path.parent / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["place_id"] == "od-139999-facility-a-1"
