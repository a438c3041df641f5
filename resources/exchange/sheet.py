"""A file as a municipality sends it to rows of cells: encoding, Excel in disguise, header row not first."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from resources.errors import ExchangeError
from resources.exchange.aliases import Layout, known_headers, layout_of
from resources.exchange.table_text import Fault, fault_of, records, texts

Row = tuple[int, tuple[str, ...]]
"""A row's number as a spreadsheet shows it, and its cells."""

_HEADER_ROWS = 30
"""Titles and notes stand above the header in real files."""

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
    rows: tuple[Row, ...]
    faults: Mapping[int, Fault] = field(default_factory=dict)
    """Rows that cannot be taken as they stand."""
    left: tuple[str, ...] = ()
    """Further sheets of the file that hold tables too; only the first is read."""


def read_sheet(data: bytes, name: str) -> Sheet:
    """Return the table of a file; raises ExchangeError when no header row with known columns is found."""
    if len(data) > MAX_BYTES:
        raise ExchangeError(f"{name}: ファイルが大きすぎます。{MAX_BYTES // 1_000_000}MB より小さく分けてください")
    kind = next((told for magic, told in _OTHER_KINDS if data.startswith(magic)), "")
    if kind:
        raise ExchangeError(f"{name}: {kind}は読めません。Excel(.xlsx)か CSV で保存し直してください")
    sheet = _of_excel(data, name) if data[:2] == b"PK" else _of_text(data, name)
    if sheet is not None:
        return sheet
    raise ExchangeError(
        f"{name}: 見出しの行が見つかりません。"
        f"「名称」「住所」などの列の名前を、はじめの{_HEADER_ROWS}行の中に書いてください"
    )


def _of_text(data: bytes, name: str) -> Sheet | None:
    """Return the table of a CSV or TSV file in the first encoding in which its header is known."""
    read = False
    for text in texts(data):
        rows, delimiter = records(text, known_headers)
        sheet = _below_header(name, list(enumerate(rows, start=1)), delimiter)
        if sheet is not None:
            return sheet
        read = True
    if read:
        return None
    raise ExchangeError(f"{name}: 文字コードが分かりません。UTF-8 か Shift_JIS(CP932)で保存し直してください")


def _below_header(name: str, rows: list[Row], delimiter: str = "") -> Sheet | None:
    """Return the table whose header stands in one of the first rows, None when none does."""
    for index, (_, cells) in enumerate(rows[:_HEADER_ROWS]):
        layout = layout_of(list(cells))
        if layout is None:
            continue
        body = tuple((number, found) for number, found in rows[index + 1 :] if any(cell.strip() for cell in found))
        checked = ((number, fault_of(found, layout.headers, delimiter)) for number, found in body)
        return Sheet(name, layout, body, {number: fault for number, fault in checked if fault})
    return None


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


def _of_excel(data: bytes, name: str) -> Sheet | None:
    """Return the first table in the sheets of an Excel file (also one named .csv), and the names of further tables."""
    import openpyxl  # a worker reads the ledger and never a spreadsheet: 4 MB it can do without

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found = [(page.title, _below_header(name, _excel_rows(page))) for page in book.worksheets]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise ExchangeError(f"{name}: Excel のファイルとして読めません。保存し直すか、CSV にしてください") from None
    tables = [(title, sheet) for title, sheet in found if sheet is not None]
    return replace(tables[0][1], left=tuple(title for title, _ in tables[1:])) if tables else None


def _excel_rows(page: Any) -> list[Row]:
    """Return the rows of one sheet; what the file says of its size may be wrong and is not believed."""
    if hasattr(page, "reset_dimensions"):
        page.reset_dimensions()
    rows = enumerate(page.iter_rows(values_only=True), start=1)
    return [(number, tuple(_excel_text(cell) for cell in cells)) for number, cells in rows]
