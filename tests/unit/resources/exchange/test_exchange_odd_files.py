"""Files as nobody should send them: each row is in or refused with row, column and reason, and none is lost."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest

from resources.errors import ExchangeError
from resources.exchange import Imported, preview_import, read_places
from resources.exchange.preview import summary

SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "data" / "opendata_samples"
HEADER = ("名称", "市区町村名", "所在地_連結表記", "電話番号", "利用可能曜日", "開始時間", "終了時間", "備考")
ENCODINGS = ("utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "euc_jp", "iso2022_jp")
Row = list[str]


def _row(number: int, **other: str) -> Row:
    cells = {"name": f"第{number}公民館", "city": "文京区", "address": f"文京区本郷{number % 7 + 1}-{number}",
             "phone": "03-0000-0000", "days": "月火水木金", "start": "9:00", "end": "17:00", "note": ""} | other  # fmt: skip
    return list(cells.values())


def _text(rows: Iterable[Row], *, header: Iterable[str] = HEADER, above: Iterable[str] = (), by: str = ",") -> str:
    out = io.StringIO(newline="")
    out.writelines(f"{line}\r\n" for line in above)
    writer = csv.writer(out, delimiter=by)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _read(data: bytes | str, rows: int, name: str = "表.csv") -> tuple[Imported, list[str]]:
    """Read a file of so many rows: what came in, and the faults; rows in and rows refused are all its rows."""
    read = read_places(data.encode() if isinstance(data, str) else data, name)
    refused = {problem.row for problem in read.refused}
    taken = set(read.rows.values())
    assert not taken & refused
    assert len(taken) + len(refused) == rows
    assert sum(summary(preview_import((), read).items).values()) == rows
    for problem in read.refused:
        assert re.fullmatch(rf"{name} \d+行目「.+」: .+。.+", str(problem))
    return read, [str(problem) for problem in read.refused]


TEN = [_row(number) for number in range(1, 11)]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_that_offices_save_in_is_read(encoding: str) -> None:
    read, _ = _read(_text(TEN).encode(encoding), 10)
    assert [place.name for place in read.places] == [row[0] for row in TEN]


@pytest.mark.skipif(not SAMPLES.exists(), reason="real open-data files are not at hand")
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(("pattern", "rows"), [("*preschool.csv", 60), ("*support_center.csv", 9)])
def test_real_files_come_in_whole_in_every_encoding(pattern: str, rows: int, encoding: str) -> None:
    text = next(SAMPLES.glob(pattern)).read_bytes().decode("utf-8-sig")
    read, _ = _read(text.encode(encoding, "replace"), rows)
    assert len(read.places) == rows


@pytest.mark.parametrize("by", [",", ";", "\t", "|"])
def test_every_separator_is_read_whatever_the_cells_hold(by: str) -> None:
    rows = [_row(number, note="月,火,水;木,金,土") for number in range(1, 11)]
    assert len(_read(_text(rows, by=by), 10)[0].places) == 10


@pytest.mark.parametrize(
    "above", [["施設一覧", "令和8年4月1日現在", ""], [f"注{number}" for number in range(20)], ["sep=,"]]
)
def test_the_header_may_stand_further_down(above: list[str]) -> None:
    read, _ = _read(_text([*TEN, _row(11, name="")], above=above), 11)
    assert read.refused[0].row == len(above) + 12


def test_rows_are_counted_as_a_spreadsheet_does_with_line_breaks_and_empty_lines() -> None:
    rows = [_row(1, note="一行目\n二行目\r\n三行目"), [], _row(2, name="")]
    _, refused = _read(_text(rows), 2)
    assert refused == ["表.csv 4行目「名称」: 名称が空です。名称を書いてください"]


def test_empty_columns_at_the_end_and_headers_given_twice_are_no_trouble() -> None:
    read, _ = _read(_text([[*row, "", "別の備考", ""] for row in TEN], header=(*HEADER, "", "備考", "")), 10)
    assert {place.note for place in read.places} == {"別の備考"}


def test_a_cell_beyond_the_headers_is_refused_with_its_column() -> None:
    _, refused = _read(_text([[*TEN[0], "余分"], *TEN[1:]]), 10)
    assert refused == ["表.csv 2行目「9列目」: 列が見出しより多くあります。区切りの記号を確かめてください"]


def test_cells_left_blank_by_merging_are_refused_not_guessed() -> None:
    rows = [row if number % 5 == 0 else [row[0], "", "", *row[3:]] for number, row in enumerate(TEN)]
    read, refused = _read(_text(rows), 10)
    assert (len(read.places), len(refused)) == (2, 8)
    assert all("どの市区町村か分かりません" in line for line in refused)


def test_a_missing_column_is_told_by_its_name() -> None:
    _, refused = _read("名称,電話番号\n例館,03-0000-0000\n", 1)
    assert refused == ["表.csv 2行目「市区町村名」: どの市区町村か分かりません。市区町村名を書いてください"]


def test_nul_and_other_control_letters_are_left_out() -> None:
    read, _ = _read(_text([_row(1, name="第1\x07公\x00民館")]), 1)
    assert read.places[0].name == "第1公民館"


def test_a_very_long_cell_is_refused_and_the_others_come_in() -> None:
    rows = [*TEN[:5], _row(6, note="あ" * 200_000), _row(7, name="館" * 500), *TEN[7:]]
    read, refused = _read(_text(rows), 10)
    assert len(read.places) == 8
    assert refused == [
        "表.csv 7行目「備考」: 200,000字あり、長すぎます。5,000字までにしてください",
        "表.csv 8行目「名称」: 名称が500字あります。120字までにしてください",
    ]


@pytest.mark.parametrize(
    ("before", "after", "rows", "joined"),
    [("第3公", '"第3公', 3, 8), ("第6公", '第6"公', 10, 0)],
    ids=["open", "inside"],
)
def test_a_quote_left_open_swallows_no_row_in_silence(before: str, after: str, rows: int, joined: int) -> None:
    _, refused = _read(_text(TEN).replace(before, after), rows)
    told = [line for line in refused if f'引用符(")が閉じておらず、{joined}行が一つのセルになっています' in line]
    assert len(told) == (1 if joined else 0)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_one_broken_letter_refuses_its_row_alone(encoding: str) -> None:
    letter = "第5".encode(encoding)
    data = _text([_row(number) for number in range(1, 31)]).encode(encoding).replace(letter, letter[:1] + b"\xff5")
    read, refused = _read(data, 30)
    assert len(read.places) == 29
    assert refused == ["表.csv 6行目「名称」: 読めない文字があります。文字化けを直し、UTF-8で保存し直してください"]


def test_times_in_every_writing_are_read_or_left_empty_with_a_warning() -> None:
    starts = ["０９：００", "0.375", "午前9時", "900", "9時", "25:00", "9時ごろ"]
    read, _ = _read(_text([_row(number, start=start, end="24:00") for number, start in enumerate(starts)]), 7)
    assert [str(place.start_time) for place in read.places] == ["09:00:00"] * 5 + ["None"] * 2
    told = [problem for problem in read.problems if problem.level == "warning"]
    assert [problem.row for problem in told] == [7, 8]


def test_the_same_facility_twice_is_refused_by_name_and_row() -> None:
    _, refused = _read(_text([*TEN, TEN[0]]), 11)
    expected = "表.csv 12行目「名称」: 2行目と同じ名称と所在地です。同じ施設なら、一行にまとめてください"
    assert refused == [expected]


def test_many_thousand_rows_are_all_counted() -> None:
    rows = [_row(number, name="" if number % 100 == 0 else f"第{number}館") for number in range(3000)]
    read, refused = _read(_text(rows).encode("cp932"), 3000)
    assert (len(read.places), len(refused)) == (2970, 30)


def _book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    fill(book)
    book.save(out)
    return out.getvalue()


def _cover_and_two_tables(book: openpyxl.Workbook) -> None:
    book.worksheets[0].append(["施設一覧について"])
    for title in ("東", "西"):
        page = book.create_sheet(title)
        for row in [list(HEADER), *TEN]:
            page.append(row)


def test_the_table_behind_a_cover_sheet_is_read_and_a_second_one_told() -> None:
    read, _ = _read(_book(_cover_and_two_tables), 10, "表.xlsx")
    assert "表.xlsx「西」: このシートは読んでいません" in str(read.problems[-1])


def _with_faults(book: openpyxl.Workbook) -> None:
    for row in [list(HEADER), *TEN, _row(11, name="#N/A")]:
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("B2:B5")


def test_a_cell_with_a_fault_of_excel_is_empty() -> None:
    read, refused = _read(_book(_with_faults), 11, "表.xlsx")
    assert refused == ["表.xlsx 12行目「名称」: 名称が空です。名称を書いてください"]
    assert len(read.places) == 10


OWN = ("id", "kind", "name", "municipality", "topics", "description", "source", "note", "note")


def test_our_own_table_counts_a_row_with_two_faults_once_and_keeps_the_first_filled_of_two_columns() -> None:
    rows = [
        ["a-1", "ibasho", "例館", "文京区", "isolation", "例の館です", "手引き", "", "二つ目"],
        ["a-2", "nazo", "例館", "文京区", "unknown", "例の館です", "手引き", "", ""],
        ["a-3", "ibasho", "例館", "文京区", "isolation", "例の館です", "手引き", "", "", "余分"],
    ]
    read = read_places(_text(rows, header=OWN).encode(), "own.csv")
    assert [place.note for place in read.places] == ["二つ目"]
    assert {problem.row for problem in read.refused} == {3, 4}
    assert sum(summary(preview_import((), read).items).values()) == 3


@pytest.mark.parametrize("data", [b"", b"\x00" * 5000, bytes(range(256)) * 40, "<html><td>名称</td></html>".encode()])
def test_what_is_no_table_is_refused_whole_with_a_reason(data: bytes) -> None:
    with pytest.raises(ExchangeError, match=r"表\.csv: .+。.+ください"):
        read_places(data, "表.csv")
