"""The project's own table as an Excel file to fill in: a sheet of places, and one that says how to write them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from resources.exchange.own_csv import place_fields
from resources.load import load_topics
from resources.load_places import AUDIENCES, BOOKINGS, CHANNELS, KINDS, OPTIONAL_COLUMNS, PLACE_COLUMNS
from resources.records import Place

if TYPE_CHECKING:  # read where it is used: a worker never writes a spreadsheet
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = (*PLACE_COLUMNS, *OPTIONAL_COLUMNS)
_NEEDED = ("id", "kind", "name", "municipality", "topics", "source")
_LAST = 2000
"""Rows for which the choices are offered."""
_HOW = {
    "id": ("記号", "英数字とハイフン。一度決めたら変えません"),
    "kind": ("種類", "madoguchi(相談できる窓口)か ibasho(居場所)"),
    "name": ("名称", "看板や案内にある名前のまま"),
    "kana": ("かな", "ひらがな"),
    "municipality": ("市区町村", "文京区 のように"),
    "area": ("圏域", "圏域の名前。全域なら空"),
    "area_id": ("圏域の記号", "区域表(areas.csv)の記号。全域なら空"),
    "operator": ("運営", "運営している団体や課"),
    "topics": ("困りごと", "「困りごと」の記号を ; で区切ります(3枚目)"),
    "description": ("どんな所か", "やさしい文で、140字まで"),
    "target": ("対象", "読む人へ。例: 区内に住む65歳以上の方"),
    "audience": ("対象の人", "次から ; で区切ります: " + " ".join(AUDIENCES)),
    "age_min": ("年齢の下限", "数字。なければ空"),
    "age_max": ("年齢の上限", "数字。なければ空"),
    "phone": ("電話", "複数は「 / 」で区切ります"),
    "address": ("所在地", "文京区春日1-16-21 のように"),
    "hours_text": ("曜日・時間", "読む人へ。例: 平日 9:00〜17:00(祝日・年末年始を除く)"),
    "rrule": ("くり返し", "居場所の日。例: FREQ=MONTHLY;BYDAY=2SA(毎月第2土曜)。分からなければ空"),
    "start_time": ("始まり", "13:30 のように"),
    "end_time": ("終わり", "16:00 のように"),
    "fee_text": ("料金", "例: 無料、1回100円"),
    "booking": ("予約", "required(要る) none(要らない) first_time_only(初回だけ)。分からなければ空"),
    "channels": ("方法", "次から ; で区切ります: " + " ".join(CHANNELS)),
    "languages": ("ことば", "ja;en のように"),
    "url": ("URL", "https:// から"),
    "source": ("出典", "どの資料・ページ・電話で確かめたか"),
    "verified": ("確かめたか", "page(資料で) seed(元の資料で) no(まだ)"),
    "verified_on": ("確かめた日", "2026-11-21 のように"),
    "verify_every_days": ("確かめる間隔", "日数。空なら365"),
    "note": ("備考", "職員へ。住民には出ません"),
    "lat": ("緯度", "分かれば"),
    "lon": ("経度", "分かれば"),
}


def places_to_excel(places: Iterable[Place]) -> bytes:
    """Return an Excel file of places; without any it is the form to fill in. No cell is a formula."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "窓口・居場所"
    _write(sheet, [_COLUMNS, *([place_fields(place)[name] for name in _COLUMNS] for place in places)])
    for name, choices in (("kind", KINDS), ("booking", tuple(filter(None, BOOKINGS)))):
        offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        letter = get_column_letter(_COLUMNS.index(name) + 1)
        offered.add(f"{letter}2:{letter}{_LAST}")
        sheet.add_data_validation(offered)
    how = [(name, *_HOW[name], "要ります" if name in _NEEDED else "") for name in _COLUMNS]
    _write(book.create_sheet("書き方"), [("列", "意味", "書き方", "必ず"), *how])
    _write(book.create_sheet("困りごと"), [("記号", "困りごと"), *((topic.id, topic.name) for topic in load_topics())])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, rows: Iterable[Iterable[str]]) -> None:
    """Fill a sheet with texts; the first row stays in sight."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, cells in enumerate(rows, start=1):
        for at, text in enumerate(cells, start=1):
            cell = sheet.cell(number, at)
            cell.value, cell.data_type = text or None, "s" if text else "n"  # 「=」で始まる言葉も、言葉のまま
            if number == 1:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E1EFEA")
            else:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.column_dimensions[get_column_letter(at)].width = 22
    sheet.freeze_panes = "A2"
