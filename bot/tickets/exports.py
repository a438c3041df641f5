"""Tables as CSV and as an Excel file; no cell can be a formula (OWASP: CSV injection)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.tickets.tables import Table

HIDDEN = "5未満など"
"""What stands in a hidden cell."""
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "=", "+", "-", "@")


def harmless(text: str) -> str:
    """The text with a quote before what a spreadsheet would run, and without characters that XML forbids."""
    clean = "".join(c for c in text if c in "\n\t" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe" or c > "\uffff")
    return f"'{clean}" if clean.startswith(_STARTERS) else clean


def to_csv(tables: Sequence[Table]) -> bytes:
    """All tables in one file, each under its title; UTF-8 with a mark, as Excel in Japan opens it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for table in tables:
        writer.writerow([harmless(table.title)])
        writer.writerow(["", *map(harmless, table.columns)])
        for label, row in zip(table.rows, table.cells, strict=True):
            writer.writerow([harmless(label), *(HIDDEN if value is None else value for value in row)])
        writer.writerow([])
    return out.getvalue().encode("utf-8-sig")


def to_excel(tables: Sequence[Table]) -> bytes:
    """One sheet a table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table.title[:28].replace("/", "・"))
        _fill(sheet, table)
    return _bytes(book)


def sheet_to_excel(title: str, lines: Sequence[tuple[str, str]]) -> bytes:
    """A form of two columns: heading and words, ruled and wrapped to print on one page of A4."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:28]
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=14)
    for heading, words in lines:
        sheet.append([harmless(heading), harmless(words)])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _BOX
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 72
    sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 9, 1, 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return _bytes(book)


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.append([harmless(table.title)])
    sheet.append(["", *map(harmless, table.columns)])
    for label, row in zip(table.rows, table.cells, strict=True):
        sheet.append([harmless(label), *(HIDDEN if value is None else value for value in row)])
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    if table.note:
        sheet.append([])
        sheet.append([harmless(table.note)])
    sheet.column_dimensions["A"].width = 30


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
