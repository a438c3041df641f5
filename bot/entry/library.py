"""The records that the desk edits: the data files with edits over them, checked and shown as residents see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.base.clock import Clock
from bot.base.settings import Settings
from bot.catalogue.port import Field, Sheet, Shown
from bot.entry.catalogue import ledger_of
from bot.entry.library_text import TextShelf
from bot.entry.preview import PreviewStage, shown_hotline, shown_place
from faq.amend import amended, entry_fields, faults
from faq.errors import EntriesError
from faq.load import load_entries
from faq.records import Entry
from faq.validate import REVIEW_AFTER
from flows.texts import TextBook
from resources.errors import DataFileError
from resources.overlay import Rows, hotline_of, hotline_rows, place_of, place_rows

_COMMON = {
    "name": Field("name", "名前"), "phone": Field("phone", "電話番号", hint="複数は「 / 」で区切ります"),
    "languages": Field("languages", "ことば", hint="ja;en のように「;」で区切ります"),
    "source": Field("source", "確かめた元", 2, "ページの名前とURL、電話で確かめたときは日と相手の部署"),
    "hidden": Field("hidden", "住民に出すか", choices=(("", "出す"), ("1", "出さない"))),
}  # fmt: skip
_PLACE = (
    _COMMON["name"], Field("description", "どんな所か", 4), Field("target", "対象の人", 2), _COMMON["phone"],
    Field("address", "場所"), Field("hours_text", "曜日・時間(読む人へ)", 2),
    Field("rrule", "くり返し(機械へ)", hint="FREQ=WEEKLY;BYDAY=MO,WE など。分からなければ空に"),
    Field("start_time", "始まり", hint="09:30"), Field("end_time", "終わり", hint="17:00"), Field("fee_text", "料金"),
    Field("booking", "予約", choices=(
        ("", "分からない"), ("required", "要る"), ("none", "要らない"), ("first_time_only", "はじめてのときだけ要る"),
    )),
    Field("channels", "方法", hint="visit;phone;outreach;online;line;mail;chat;sms"), _COMMON["languages"],
    Field("topics", "困りごと", 2, "下の一覧のことばを「;」で区切って。いちばん合うものを先に"), Field("url", "ページ"),
    _COMMON["source"], Field("note", "職員へのメモ", 2), _COMMON["hidden"],
)  # fmt: skip
_HOTLINE = (
    _COMMON["name"], _COMMON["phone"], Field("chat_url_or_line", "チャット・LINE"),
    Field("hours_text", "曜日・時間(読む人へ)", 2),
    Field("hours_machine", "曜日・時間(機械へ)", 2, "mon-fri 10:00-22:00; sat,sun,hol 12:00-20:00 / 24h など"),
    Field("closed", "休み", hint="none、year_end など"), _COMMON["languages"], _COMMON["source"], _COMMON["hidden"],
)  # fmt: skip
_FAQ = (
    Field("question", "質問"), Field("bubbles", "答え(一行が一つの吹き出し、3つまで、80字まで)", 5, longest=600),
    Field("bubbles_easy", "やさしい日本語の答え(一文は35字まで)", 6, longest=600),
    Field("source", "もとの法律やページ", 2),
)  # fmt: skip
_TEXT = (Field("words", "文面", 8, "空の行で吹き出しを、「・・・」だけの行で別の言い方を分けます", 2000),)
_FIELDS = {"place": _PLACE, "hotline": _HOTLINE, "faq": _FAQ, "text": _TEXT}
Changes = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Shelves:
    """The data files as they are read once."""

    places: Callable[[], Rows] = place_rows
    hotlines: Callable[[], Rows] = hotline_rows
    entries: Callable[[], dict[str, Entry]] = load_entries
    stamp: Callable[[], object] = lambda: None
    """Changes when an import has replaced the table of places."""


def shelves_of(settings: Settings) -> Shelves:
    """The municipality's own table of places where it has imported one, else the sample."""
    ledger = ledger_of(settings)
    return Shelves(lambda: place_rows(ledger.path if ledger.path.exists() else None), stamp=lambda: ledger.stamp)


class DataLibrary:
    """`Library` over the data files; places are read anew each time, since an import may replace them."""

    def __init__(self, texts: TextBook, clock: Clock, shelves: Shelves | None = None) -> None:
        shelves = shelves or Shelves()
        self._places = shelves.places
        self._hotlines, self._entries = shelves.hotlines(), shelves.entries()
        self._texts = TextShelf(texts)
        self._stage = PreviewStage(texts, clock)

    def fields(self, kind: str) -> Sequence[Field]:
        """The fields of a kind."""
        return _FIELDS[kind]

    def sheets(self, kind: str, changes: Changes, today: date) -> Sequence[Sheet]:
        """All records of a kind with `changes` over them."""
        if kind in ("place", "hotline"):
            rows = self._places() if kind == "place" else self._hotlines
            return [self._row_sheet(kind, row | dict(changes.get(key, {})), today) for key, row in rows.items()]
        if kind == "faq":
            return [self._faq_sheet(entry, changes.get(key, {}), today) for key, entry in self._entries.items()]
        return self._texts.sheets(changes)

    def problems(self, sheet: Sheet) -> Sequence[str]:
        """Why a record would be refused."""
        if sheet.kind == "text":
            return self._texts.problems(sheet)
        if sheet.kind == "faq":
            try:
                return faults(amended(self._entries[sheet.key], sheet.fields))
            except EntriesError as error:
                return [str(error)]
        try:
            (place_of if sheet.kind == "place" else hotline_of)(sheet.fields)
        except DataFileError as error:
            return [f"{_label(sheet.kind, found.column)}: {found.what}。{found.mend}" for found in error.problems]
        return []

    def shown(self, sheet: Sheet) -> Sequence[Shown]:
        """The record as a resident sees it; empty when it cannot be shown."""
        if self.problems(sheet):
            return []
        if sheet.kind == "place":
            return [shown_place(self._stage, place_of(sheet.fields))]
        if sheet.kind == "hotline":
            return [shown_hotline(self._stage, hotline_of(sheet.fields))]
        if sheet.kind == "faq":
            entry = amended(self._entries[sheet.key], sheet.fields)
            easy = [Shown(badge="やさしい日本語", lines=(bubble,)) for bubble in entry.bubbles_easy]
            return [*(Shown(lines=(bubble,)) for bubble in entry.bubbles), *easy]
        return self._texts.shown(sheet)

    def verified(self, kind: str, today: date) -> Mapping[str, str]:
        """What 「今日確かめた」 writes."""
        if kind == "faq":
            return {"reviewed_on": today.isoformat()}
        if kind == "text":
            return {}
        return {"verified_on": today.isoformat(), "verified": "yes" if kind == "hotline" else "page"}

    def _row_sheet(self, kind: str, row: Mapping[str, str], today: date) -> Sheet:
        sheet = Sheet(kind, row["id"], row.get("name", ""), row.get("municipality", ""), row)
        problems = self.problems(sheet)
        if problems:
            return Sheet(kind, sheet.key, sheet.title, sheet.municipality, row, None, True, tuple(problems))
        record = place_of(row) if kind == "place" else hotline_of(row)
        faulty = tuple(_wanting(kind, row))
        seen = record.verified_on
        return Sheet(kind, sheet.key, record.name, sheet.municipality, row, seen, record.is_stale(today), faulty)

    def _faq_sheet(self, entry: Entry, changed: Mapping[str, str], today: date) -> Sheet:
        fields = entry_fields(entry) | dict(changed)
        day = date.fromisoformat(fields["reviewed_on"])
        return Sheet("faq", entry.key, fields["question"], "", fields, day, today - day > REVIEW_AFTER)


def _wanting(kind: str, row: Mapping[str, str]) -> list[str]:
    """What a resident would miss on the card."""
    found = []
    if not row.get("phone") and not row.get("url" if kind == "place" else "chat_url_or_line"):
        found.append("電話もページもありません")
    if not row.get("hours_text") and not row.get("rrule"):
        found.append("曜日と時間がありません")
    if row.get("hidden") == "1":
        found.append("住民に出していません")
    return found


def _label(kind: str, column: str) -> str:
    return next((field.label for field in _FIELDS[kind] if field.name == column), column)
