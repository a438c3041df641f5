"""Open-data tables of both generations come in, row by row, or are refused with row, column and reason."""

import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.errors import ExchangeError
from resources.exchange import cells, read_places
from resources.hours import hours_of_place
from resources.hours.calendar import JST

SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "data" / "opendata_samples"

OLD = (
    "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,住所,方書,緯度,経度,電話番号,団体名,"
    "利用可能曜日,開始時間,終了時間,利用可能日時特記事項,説明,URL,備考"
)
OLD_ROW = (
    "139999,0001,東京都,例市,例児童館,レイジドウカン,例市本町１－２－３,２階,35.7001,139.5001,（042）123-4567,子ども課,"
    "月火水木金,0.375,24:00,祝日を除く,あそべます,https://example.jp/,備考です"
)
NEW = (
    "全国地方公共団体コード,ID,地方公共団体名,名称,所在地_連結表記,緯度,経度,電話番号,"
    "利用可能曜日,開始時間,終了時間,URL"
)
NEW_ROW = "139999,A-1,例市,例ひろば,例市中町1-1,35.7,139.5,042-000-0000,土日,10:00,16:00,"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_every_encoding_in_use_is_read(encoding: str) -> None:
    read = read_places(f"{OLD}\n{OLD_ROW}\n".encode(encoding), "list.csv")
    assert [place.name for place in read.places] == ["例児童館"]
    assert read.problems == ()


def test_the_older_standard_gives_a_whole_place() -> None:
    place = read_places(f"{OLD}\n{OLD_ROW}\n".encode(), "list.csv", as_of=date(2026, 4, 1)).places[0]
    assert (place.id, place.kind, place.municipality) == ("od-139999-facility-0001", "ibasho", "例市")
    assert (place.address, place.phone) == ("例市本町1-2-3 2階", "042-123-4567")
    assert (place.start_time, place.end_time) == (time(9), time(23, 59))
    assert (place.lat, place.verified_on) == (35.7001, date(2026, 4, 1))
    assert place.hours_text == "月火水木金 9:00〜24:00(祝日を除く)"
    assert hours_of_place(place).is_open(datetime(2026, 11, 20, 23, 30, tzinfo=JST)) is True
    assert hours_of_place(place).is_open(datetime(2026, 11, 23, 10, tzinfo=JST)) is False


def test_the_newer_standard_is_read_by_its_own_names() -> None:
    place = read_places(f"{NEW}\n{NEW_ROW}\n".encode(), "new.csv").places[0]
    assert (place.id, place.municipality, place.address) == ("od-139999-facility-a-1", "例市", "例市中町1-1")
    assert place.verified_on is None


@pytest.mark.parametrize(
    ("headers", "row", "kind_of_table", "topics"),
    [
        ("介護サービス事業所名称,市区町村名,実施サービス", "あおぞら,例市,訪問介護", "care", ("elder_care",)),
        ("事業所名,市区町村名,サービスの種類", "あおぞら,例市,通所介護", "care", ("elder_care",)),
        ("事業所の名称,指定機関名,事業所住所（市区町村）", "あおぞら,例市,例市", "disability", ("disability",)),
        ("名称,市区町村名,診療科目", "例医院,例市,内科", "medical", ("illness",)),
        ("名称,市区町村名,受入年齢", "例保育園,例市,0歳から", "childcare", ("parenting",)),
        ("イベント名,市区町村名,開始日", "朝市,例市,令8. 4. 1", "event", ("participation", "isolation")),
        ("タイトル（制度名）,地方公共団体の名称,概要", "給付金,例市,支えます", "scheme", ("livelihood",)),
    ],
)
def test_the_kind_of_table_is_told_by_its_headers(
    headers: str, row: str, kind_of_table: str, topics: tuple[str, ...]
) -> None:
    read = read_places(f"{headers}\n{row}\n".encode(), f"{kind_of_table}.csv")
    assert [place.topics for place in read.places] == [topics]


def test_titles_above_the_header_and_odd_dashes_in_it_are_no_trouble() -> None:
    text = f"例市の施設一覧\n令和8年4月1日現在,,\n{OLD.replace('コード', 'コ―ド').replace('名称,', chr(34) + '名' + chr(10) + '称' + chr(34) + ',')}\n{OLD_ROW}\n"
    read = read_places(text.encode(), "list.csv")
    assert [place.name for place in read.places] == ["例児童館"]


def test_excel_is_read_under_any_name() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["名称", "市区町村名", "開始時間", "終了時間"])
    sheet.append(["例館", "例市", time(9, 30), 0.75])
    data = io.BytesIO()
    book.save(data)
    place = read_places(data.getvalue(), "list.csv").places[0]
    assert (place.name, place.start_time, place.end_time) == ("例館", time(9, 30), time(18))


def test_every_row_is_in_or_refused_with_its_reason() -> None:
    rows = [
        OLD_ROW,
        OLD_ROW,
        OLD_ROW.replace("例児童館", ""),
        OLD_ROW.replace("例市,", ",", 1),
        OLD_ROW + ",余分",
        OLD_ROW.replace("0001", "0002").replace("0.375", "あさ"),
    ]
    read = read_places("\n".join([OLD, *rows]).encode(), "list.csv")
    assert [place.id for place in read.places] == ["od-139999-facility-0001", "od-139999-facility-0002"]
    assert [problem.row for problem in read.refused] == [3, 4, 5, 6]
    told = [str(problem) for problem in read.problems]
    assert any("list.csv 4行目「名称」: 名称が空です" in line for line in told)
    assert any("7行目「開始時間」: 「あさ」を読めないので空にしました" in line for line in told)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "見出しの行"),
        ("あ,い\n1,2\n".encode(), "見出しの行"),
        (b"PK\x03\x04broken", "Excel"),
        (b"\x81\x00\xff\xfe\x82", "文字コード"),
    ],
)
def test_a_file_that_is_no_list_is_refused_kindly(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        read_places(data, "x.csv")


@pytest.mark.skipif(not SAMPLES.exists(), reason="real open-data files are not at hand")
@pytest.mark.parametrize(("pattern", "count"), [("*preschool.csv", 60), ("*support_center.csv", 9)])
def test_real_files_come_in_whole(pattern: str, count: int) -> None:
    path = next(SAMPLES.glob(pattern))
    read = read_places(path.read_bytes(), path.name)
    assert (len(read.places), read.refused) == (count, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00", time(9)),
        ("９：３０", time(9, 30)),
        ("24:00", time(23, 59)),
        ("0.375", time(9)),
        ("0.729166666666667", time(17, 30)),
        ("午後1時半", time(13, 30)),
        ("17時15分", time(17, 15)),
        ("0900", time(9)),
        ("09:00:00", time(9)),
        ("", None),
        ("－", None),
    ],
)
def test_times_of_day(text: str, expected: time | None) -> None:
    assert cells.clock(text) == expected


@pytest.mark.parametrize("text", ["25:00", "9:75", "あさ", "24:01", "1899-12-30"])
def test_what_is_no_time_is_not_made_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"[0-9あ]"):
        cells.clock(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昭32. 7. 1", date(1957, 7, 1)),
        ("令4. 10. 5", date(2022, 10, 5)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("1947/4/1", date(1947, 4, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("2026-04-01T00:00:00", date(2026, 4, 1)),
        ("", None),
    ],
)
def test_dates_in_both_calendars(text: str, expected: date | None) -> None:
    assert cells.day(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("有 ", True), ("無　", False), ("○", True), ("", None)])
def test_yes_and_no(text: str, expected: bool | None) -> None:
    assert cells.flag(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4歳から", (4, None)),
        ("0歳〜5歳児", (0, 5)),
        ("18歳未満", (None, 17)),
        ("65歳以上", (65, None)),
        ("6か月から", (0, None)),
        ("0〜2歳児", (0, 2)),
        ("どなたでも", (None, None)),
    ],
)
def test_ages(text: str, expected: tuple[int | None, int | None]) -> None:
    assert cells.ages(text) == expected


@settings(max_examples=60)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=19), st.text(max_size=40))
def test_no_row_breaks_the_reader(row: list[str], head: str) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in row)
    text = f"{OLD}\n{OLD_ROW}\n{quoted}\n"
    read = read_places(text.encode("utf-8", "replace"), "list.csv")
    assert len(read.places) >= 1
    assert all(problem.what and problem.mend for problem in read.problems)
    assert cells.ages(head) is not None
