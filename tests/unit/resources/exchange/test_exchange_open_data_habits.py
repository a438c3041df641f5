"""Habits of real files: every row is in or refused with its reason, whatever the columns and the cells hold."""

import csv
import io
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.errors import ExchangeError
from resources.exchange import Imported, preview_import, read_places
from resources.exchange.postal_codes import city_of_address, city_of_code

HEADERS = Path(__file__).resolve().parents[5] / "shared" / "data" / "opendata_headers.tsv"
FACILITY = "都道府県コード又は市区町村コード,NO,名称,住所,電話番号,定員,車椅子可,状況,FAX番号,知らない列"


def _read(*rows: str, header: str = FACILITY, **about: str) -> Imported:
    return read_places("\n".join((header, *rows)).encode(), "list.csv", **about)  # type: ignore[arg-type]


def test_the_municipality_is_found_by_code_or_by_the_address() -> None:
    read = _read("131059,1,甲,本郷1-1,,,,,,", ",2,乙,東京都三鷹市下連雀3-1,,,,,,", ",3,丙,どこか1-1,,,,,,")
    assert [place.municipality for place in read.places] == ["文京区", "三鷹市"]
    assert "どの市区町村か分かりません" in str(read.refused[0])


def test_what_no_field_takes_goes_into_the_remarks_and_unknown_columns_are_told() -> None:
    read = _read("131059,1,甲,本郷1-1,03-0000-0000,20,有,,03-0000-0001,x")
    assert read.places[0].note == "定員: 20、車椅子可、FAX番号: 03-0000-0001"
    assert preview_import((), read).unused_columns == ("知らない列",)


def test_a_row_that_is_closed_for_good_is_refused() -> None:
    read = _read("131059,1,甲,本郷1-1,,,,廃止,,", "131059,2,乙,本郷1-2,,,,開館中,,")
    assert [place.name for place in read.places] == ["乙"]
    assert "「廃止」の行です" in str(read.refused[0])


def test_an_address_in_parts_is_put_together() -> None:
    header = "全国地方公共団体コード,ID,地方公共団体名,名称,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下"
    read = _read("131059,1,文京区,甲,東京都,文京区,本郷一丁目,1番1号", header=header)
    assert read.places[0].address == "東京都文京区本郷一丁目1番1号"


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.7", b"\x89PNG\r\n"])
def test_other_kinds_of_file_are_told_by_name(data: bytes) -> None:
    with pytest.raises(ExchangeError, match="保存し直してください"):
        read_places(data + b"x" * 50, "list.xls")


@pytest.mark.parametrize(
    ("code", "city"), [("131059", "文京区"), ("13204", "三鷹市"), ("999999", ""), ("", ""), ("13", "")]
)
def test_a_code_names_its_municipality(code: str, city: str) -> None:
    assert city_of_code(code) == city


def test_an_address_names_its_municipality() -> None:
    assert city_of_address("東京都江戸川区小松川1-1") == "江戸川区"
    assert city_of_address("小松川1-1") == ""


_VALUES = {
    "緯度": ("35.7", "", "不明", "0"), "経度": ("139.7", "", "139度"), "開始時間": ("9:00", "0.375", "9時", "随時"),
    "終了時間": ("24:00", "17:00", "", "夕方"), "開始日": ("令4. 10. 5", "2026-04-01", "未定"),
    "名称": ("例の館", "", " "), "URL": ("https://example.jp/", "info@example.jp", ""),
}  # fmt: skip


def _datasets() -> list[tuple[str, list[str]]]:
    if not HEADERS.exists():
        return []
    found: dict[str, list[str]] = defaultdict(list)
    with HEADERS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[f"{row['dataset']}/{row['edition']}"].append(row["column"])
    return [(name, columns) for name, columns in found.items() if "人口" not in name]


@pytest.mark.skipif(not HEADERS.exists(), reason="the headers of the open-data tables are not at hand")
@pytest.mark.parametrize(("name", "columns"), _datasets())
def test_every_row_of_every_table_is_in_or_refused(name: str, columns: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for number in range(12):
        row = [_cell(column, number) for column in columns]
        writer.writerow(row)
    read = read_places(out.getvalue().encode("cp932", "replace"), "表.csv", municipality="例市")
    refused = {problem.row for problem in read.refused}
    assert set(read.rows.values()) | refused == set(range(2, 14))
    assert not set(read.rows.values()) & refused
    assert len(read.places) >= 3
    assert all(str(problem).count("。") >= 1 for problem in read.problems)


def _cell(column: str, number: int) -> str:
    for part, values in _VALUES.items():
        if part in column:
            return values[number % len(values)]
    if column in ("ID", "NO") or "番号" in column:
        return str(number)
    return ("有 ", "", "１２−３", "なし")[number % 4]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=4), max_size=6))
def test_no_cells_break_the_import(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["名称", "住所", "電話番号", "緯度"])
    writer.writerows(rows)
    try:
        read = read_places(out.getvalue().encode("utf-8", "replace"), "x.csv", municipality="例市")
    except ExchangeError:
        return
    assert len(read.rows) == len(read.places)
