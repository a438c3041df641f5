"""The 個人情報ファイル簿 of the municipality, filled in from the inventory (個人情報保護法 第75条).

What only the municipality can know (its name, the desk for requests) is left to be filled in, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.base.settings import Settings
from bot.entry.inventory import HEADER, inventory_rows

_HERE = "(自治体で記入)"


@dataclass(frozen=True)
class File:
    """One file of the book: which data of the inventory it gathers, by whose they are."""

    name: str
    whose: str
    purpose: str
    range: str


FILES = (
    File("福祉相談(LINE)相談記録ファイル", "相談した人",
         "福祉の困りごとの相談を受け、同意のうえで地域の担当者に引き継ぎ、支援するため",
         "LINEで相談した人と、その人が話した家族など"),
    File("福祉相談(LINE)担当者ファイル", "職員",
         "相談を受ける職員の本人確認、権限の管理、当番の連絡のため", "相談を受ける職員"),
    File("福祉相談(LINE)利用記録ファイル", "職員・相談した人(番号だけ)", "だれがいつ何を見て何をしたかを監査するため",
         "相談を受ける職員、相談した人(番号だけ)"),
)  # fmt: skip


def book(settings: Settings) -> Iterator[tuple[str, str]]:
    """Pairs of heading and content, file after file; raises InvalidInput when a column is not described."""
    rows = list(inventory_rows(settings))
    for file in FILES:
        yield from _file(file, [row for row in rows if row[HEADER.index("だれの情報")] == file.whose])


def _file(file: File, rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    def told(heading: str) -> str:
        found = dict.fromkeys(row[HEADER.index(heading)] for row in rows)
        return "、".join(value for value in found if value != "なし" or len(found) == 1)

    sensitive = any(row[HEADER.index("要配慮")] != "なし" for row in rows)
    yield "個人情報ファイルの名称", file.name
    yield "行政機関等の名称", _HERE
    yield "個人情報ファイルが利用に供される事務をつかさどる組織の名称", _HERE
    yield "個人情報ファイルの利用目的", file.purpose
    yield "記録項目", told("項目の説明")
    yield "記録範囲", file.range
    yield "記録情報の収集方法", told("集め方")
    told_of = "含む(病気、障害、被害などを話したとき)" if sensitive else "含まない"
    yield "要配慮個人情報が含まれるときは、その旨", told_of
    yield "記録情報の経常的提供先", told("外への提供")
    yield "開示請求等を受理する組織の名称及び所在地", _HERE
    yield "訂正及び利用停止に関する他の法令の規定による特別の手続等", "なし(本人はLINEで「消して」と送れる)"
    yield "個人情報ファイルの種別", "法第60条第2項第1号(電算処理ファイル)"
    yield "行政機関等匿名加工情報の提案の募集をする個人情報ファイルである旨", "非該当"
    yield "備考", f"残す期間: {told('残す期間')}"
