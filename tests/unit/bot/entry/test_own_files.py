"""The municipality's own areas, teams and towns lie in the data folder and take the place of the sample."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.base.errors import SettingsError
from bot.base.settings import Settings, load_settings
from bot.entry.brain import Brain
from bot.entry.desk import console_names
from bot.entry.own_files import own_areas, own_teams
from bot.entry.secrets import with_demo_secrets
from resources.load import DATA, load_areas

HEADER = (DATA / "areas.csv").read_text(encoding="utf-8").splitlines()[0]
ROWS = (
    "小金井市,13210,koganei-kita,きた圏域,圏域,,,,,センター,きたチーム,担当区域表 2026年,seed,high,",
    "小金井市,13210,koganei-kita,きた圏域,圏域,緑町,,,,,,担当区域表 2026年,page,high,2026-04-01",
)
TOWNS = "municipality,town,chome,kana,lat,lon\n小金井市,緑町,1,ミドリチョウ,35.7061,139.5106\n"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TSUNAGU_DATA_DIR", str(tmp_path))
    return with_demo_secrets(load_settings())


def test_without_own_files_the_sample_holds(settings: Settings) -> None:
    assert own_areas(settings) == load_areas()
    assert own_teams(settings)


def test_own_areas_route_and_name_the_pages(settings: Settings) -> None:
    (settings.data_dir / "areas.csv").write_text("\n".join((HEADER, *ROWS)) + "\n", encoding="utf-8")
    brain = Brain(settings)
    assert brain.municipalities == ("小金井市",)
    assert brain.router.route("緑町").area_id == "koganei-kita"
    assert brain.router.route("本郷3丁目").area_id is None
    assert [area.name for area in console_names(settings).areas_of("小金井市")] == ["きた圏域"]


def test_a_towns_file_answers_location_messages(settings: Settings) -> None:
    (settings.data_dir / "areas.csv").write_text("\n".join((HEADER, *ROWS)) + "\n", encoding="utf-8")
    (settings.data_dir / "towns.csv").write_text(TOWNS, encoding="utf-8")
    assert Brain(settings).router.locate(35.7062, 139.5107).area_id == "koganei-kita"
    assert Brain(settings).router.locate(34.0, 135.0).outside


@pytest.mark.parametrize(
    ("name", "text"), [("areas.csv", "x,y\n1,2\n"), ("teams.yaml", "[]"), ("towns.csv", "a,b\n1,2\n")]
)
def test_a_faulty_file_stops_the_start_and_is_named(settings: Settings, name: str, text: str) -> None:
    (settings.data_dir / name).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=name):
        brain = Brain(settings)
        assert brain.areas
        assert own_teams(settings)
        assert brain.router


def test_an_import_is_in_what_the_matcher_knows(settings: Settings) -> None:
    from bot.entry.catalogue import ledger_of

    ledger = ledger_of(settings)
    place = replace(ledger.places()[0], name="新しい名前の窓口")
    ledger.edit(place, at=datetime(2026, 11, 21, tzinfo=UTC), by="東")
    assert Brain(settings).catalogue[0].name == "新しい名前の窓口"
