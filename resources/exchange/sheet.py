"""A file as a municipality sends it to rows of cells: encoding, Excel in disguise, header row not first."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import datetime, time

import openpyxl

from resources.errors import ExchangeError
from resources.exchange.aliases import Layout, layout_of

_HEADER_ROWS = 8
"""Titles and notes above the header are found in the first rows of real files."""

_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "古い形のExcel(.xls)"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "画像"),
    (b"\xff\xd8", "画像"),
)

MAX_BYTES = 50_000_000


@dataclass(frozen=True)
class Sheet:
    """The rows below the header, each with its row number as a spreadsheet shows it."""

    name: str
    layout: Layout
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheet(data: bytes, name: str) -> Sheet:
    """Return the table of a file; raises ExchangeError when no header row with known columns is found."""
    if len(data) > MAX_BYTES:
        raise ExchangeError(f"{name}: ファイルが大きすぎます。{MAX_BYTES // 1_000_000}MB より小さく分けてください")
    kind = next((told for magic, told in _OTHER_KINDS if data.startswith(magic)), "")
    if kind:
        raise ExchangeError(f"{name}: {kind}は読めません。Excel(.xlsx)か CSV で保存し直してください")
    rows = _excel_rows(data, name) if data[:2] == b"PK" else _text_rows(decode(data, name), name)
    for index, (_, cells) in enumerate(rows[:_HEADER_ROWS]):
        layout = layout_of(list(cells))
        if layout is not None:
            body = tuple((number, found) for number, found in rows[index + 1 :] if any(cell.strip() for cell in found))
            return Sheet(name, layout, body)
    raise ExchangeError(
        f"{name}: 見出しの行が見つかりません。"
        f"「名称」「住所」などの列の名前を、はじめの{_HEADER_ROWS}行の中に書いてください"
    )


def decode(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-16, UTF-8 (with or without BOM) or CP932, tried in that order."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else []
    for encoding in (*encodings, "utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ExchangeError(f"{name}: 文字コードが分かりません。UTF-8 か Shift_JIS(CP932)で保存し直してください")


def _text_rows(text: str, name: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows of a CSV or TSV text."""
    first = text[:4000]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for cells in reader:
            rows.append((reader.line_num, tuple(cells)))
    except csv.Error:
        raise ExchangeError(
            f"{name} {reader.line_num}行目: 表として読めません。引用符の対応を確かめてください"
        ) from None
    return rows


def _excel_text(value: object) -> str:
    """Return an Excel cell as people see it: dates without a midnight, times without seconds, whole numbers whole."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _excel_rows(data: bytes, name: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows of the first sheet of an Excel file (also one named .csv)."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise ExchangeError(f"{name}: Excel のファイルとして読めません。保存し直すか、CSV にしてください") from None
    sheet = book.worksheets[0]
    return [
        (number, tuple(_excel_text(cell) for cell in cells))
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]
