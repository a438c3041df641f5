"""The checks list what a person must mend before residents rely on the data."""

from datetime import date
from pathlib import Path

from resources.load import load_catalogue, load_hotlines
from resources.load_areas import AREA_COLUMNS
from resources.load_checks import check_areas, check_catalogue, check_hotlines, stale

TODAY = date(2026, 11, 21)


def test_the_sample_catalogue_has_no_errors_and_every_topic_everywhere() -> None:
    assert check_catalogue() == []


def test_stale_places_are_warnings_with_their_date() -> None:
    told = check_catalogue(today=TODAY)
    assert told
    assert {problem.level for problem in told} == {"warning"}
    assert any("最後の確認は2020-07-08" in str(problem) for problem in told)


def test_blank_local_lines_are_listed() -> None:
    told = [str(problem) for problem in check_hotlines()]
    assert len([line for line in told if "local_" in line]) == 8
    assert len([line for line in told if "チャットの住所がまだありません" in line]) == 2
    assert len(told) == 10
    assert any("local_tonight_shelter" in line and "記入してください" in line for line in told)


def test_the_oldest_and_undated_records_come_first() -> None:
    found = stale(load_hotlines(), TODAY)
    dates = [line.verified_on or date.min for line in found]
    assert dates == sorted(dates)
    assert "kodomo_jinken_110" in {line.id for line in found}
    assert stale(load_catalogue()[:0], TODAY) == []


def test_areas_check_finds_unknown_towns_gaps_overlaps_and_unconfirmed_rows(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    rows = [
        _row(town="本町", chome="1", area_id="a-kita", area="きた"),
        _row(town="本町", chome="1", area_id="a-minami", area="みなみ"),
        _row(town="無い町", area_id="a-kita", area="きた"),
        _row(town="本町", chome="9", area_id="a-kita", area="きた"),
    ]
    path.write_text("\n".join([",".join(AREA_COLUMNS), *rows]), encoding="utf-8")
    told = [str(problem) for problem in check_areas(path, towns=[("例市", "本町", 1), ("例市", "中町", 1)])]
    assert any("本町1丁目を" in line and "と" in line for line in told)
    assert any("無い町という町はありません" in line for line in told)
    assert any("本町9丁目という町はありません" in line for line in told)
    assert any("中町1丁目の担当がありません" in line for line in told)
    assert any("確かめていません" in line for line in told)


def test_a_row_for_a_whole_town_claims_nothing_where_every_chome_has_its_own(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    rows = [
        _row(town="本町", area_id="a-kita", area="きた"),
        _row(town="本町", area_id="a-minami", area="みなみ"),
        _row(town="中町", area_id="a-kita", area="きた"),
        _row(town="中町", area_id="a-minami", area="みなみ"),
        *(_row(town="本町", chome=str(number), area_id="a-kita", area="きた") for number in (1, 2)),
    ]
    path.write_text("\n".join([",".join(AREA_COLUMNS), *rows]), encoding="utf-8")
    told = [str(problem) for problem in check_areas(path) if "持っています" in str(problem)]
    assert len(told) == 1
    assert "中町をきたとみなみが持っています" in told[0]


def _row(**values: str) -> str:
    given = {
        "municipality": "例市",
        "municipality_code": "13999",
        "source": "表",
        "verified": "no",
        "confidence": "low",
    }
    return ",".join((given | values).get(column, "") for column in AREA_COLUMNS)
