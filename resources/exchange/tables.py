"""Rows of a table to places; each row is either in, or refused with the reason."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import PurePath
from typing import Literal, TypeVar

from resources.errors import Problem
from resources.exchange import cells
from resources.exchange.kinds import GATHERING, NAMES, TOPICS, topics_of
from resources.exchange.own_csv import is_own, own_places
from resources.exchange.postal_codes import city_of_address, city_of_code
from resources.exchange.sheet import Sheet, read_sheet
from resources.load_places import DEFAULT_VERIFY_DAYS
from resources.records import Kind, Place, Provenance

T = TypeVar("T")

_NEEDED = {"name": "名称", "municipality": "市区町村名"}
"""What a row must have, by the name to tell where the table has no column for it."""

_LONGEST_NAME = 120
_STOPPED = re.compile(r"休止|廃止|中止|閉鎖|閉館中|休館中|取消")


@dataclass(frozen=True)
class Imported:
    """The places of a file, what was refused (errors) or left out of a row (warnings), and columns not used."""

    file: str
    places: tuple[Place, ...]
    rows: dict[str, int]
    problems: tuple[Problem, ...]
    unknown_columns: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Return the faults that kept rows out."""
        return tuple(problem for problem in self.problems if problem.level == "error")


def read_places(data: bytes, file: str, *, as_of: date | None = None, municipality: str = "") -> Imported:
    """Return the places of an open-data or template file.

    `as_of` is the day for which the list was true, as its publisher says (None: unknown, so the rows are to be
    confirmed); `municipality` is used where the rows name none. Raises ExchangeError when the file is no table
    with known columns.
    """
    name = PurePath(file).name
    sheet = read_sheet(data, name)
    if is_own(sheet):
        return _own(sheet)
    problems: list[Problem] = []
    places: dict[str, Place] = {}
    rows: dict[str, int] = {}
    for number, values in sheet.rows:
        row = _Row(sheet, number, values, problems)
        place = row.place(municipality, as_of)
        if place is None:
            continue
        if place.id in places:
            row.twice(rows[place.id])
            continue
        places[place.id], rows[place.id] = place, number
    return Imported(name, tuple(places.values()), rows, (*problems, *_left(sheet)), sheet.layout.unknown)


def _left(sheet: Sheet) -> tuple[Problem, ...]:
    """Return a warning for every sheet of an Excel file that was not read."""
    what, mend = "このシートは読んでいません", "一つずつ別のファイルにして取りこんでください"
    return tuple(Problem(sheet.name, 0, title, what, mend, "warning") for title in sheet.left)


def _own(sheet: Sheet) -> Imported:
    """Return the places of a file in the project's own columns."""
    places, rows, problems = own_places(sheet)
    return Imported(sheet.name, places, rows, (*problems, *_left(sheet)))


@dataclass(frozen=True)
class _Row:
    """One row while it is read."""

    sheet: Sheet
    number: int
    values: tuple[str, ...]
    problems: list[Problem]

    def fault(self, field: str, what: str, mend: str, *, warning: bool = False) -> None:
        """Note why the row is refused, or what of it was left out."""
        columns = self.sheet.layout.columns.get(field, ())
        self.fault_at(columns[0] if columns else -1, what, mend, warning=warning, name=_NEEDED.get(field, ""))

    def fault_at(self, at: int, what: str, mend: str, *, warning: bool = False, name: str = "") -> None:
        """Note what is wrong in the column at a place; `name` is told where the table has no such column."""
        headers = self.sheet.layout.headers
        column = (cells.clean(headers[at]) if 0 <= at < len(headers) else "") or (f"{at + 1}列目" if at >= 0 else name)
        level: Literal["error", "warning"] = "warning" if warning else "error"
        self.problems.append(Problem(self.sheet.name, self.number, column, what, mend, level))

    def twice(self, before: int) -> None:
        """Note that the row says what a row before it said."""
        if self.text("number") and self.text("code"):
            self.fault("number", f"{before}行目と同じ番号です", "番号を確かめてください")
        else:
            self.fault("name", f"{before}行目と同じ名称と所在地です", "同じ施設なら、一行にまとめてください")

    def text(self, field: str) -> str:
        """Return the first filled cell of a field."""
        for index in self.sheet.layout.columns.get(field, ()):
            value = cells.clean(self.values[index]) if index < len(self.values) else ""
            if value:
                return value
        return ""

    def read(self, field: str, reader: Callable[[str], T | None], shape: str) -> T | None:
        """Return a cell's value, None (with a warning) when it cannot be read."""
        value = self.text(field)
        try:
            return reader(value)
        except ValueError:
            self.fault(field, f"「{value}」を読めないので空にしました", f"{shape}の形で書いてください", warning=True)
            return None

    def place(self, municipality: str, as_of: date | None) -> Place | None:
        """Return the row's place, None when it is refused."""
        broken = self.sheet.faults.get(self.number)
        if broken:
            self.fault_at(broken.at, broken.what, broken.mend)
            return None
        name = self.text("name")
        city = self._city() or municipality
        if _STOPPED.search(self.text("status")):
            self.fault("status", f"「{self.text('status')}」の行です", "再開したら取りこみ直してください")
            return None
        if not name:
            self.fault("name", "名称が空です", "名称を書いてください")
            return None
        if len(name) > _LONGEST_NAME:
            self.fault("name", f"名称が{len(name)}字あります", f"{_LONGEST_NAME}字までにしてください")
            return None
        if not city:
            self.fault("municipality", "どの市区町村か分かりません", "市区町村名を書いてください")
            return None
        place = self._facts(name, city, as_of)
        return replace(place, id=self._id(place))

    def _city(self) -> str:
        """Return the municipality without its prefecture: as stated, by its code, or as the address begins."""
        city = re.sub(r"^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)(?=.)", "", self.text("municipality"))
        return city or city_of_code(self.text("code")) or city_of_address(self.text("address"))

    def _facts(self, name: str, city: str, as_of: date | None) -> Place:
        """Return the place with everything that the row states."""
        kind = self.sheet.layout.kind
        age_min, age_max = cells.ages(self.text("target"))
        described = self.text("description") or self.text("service") or self.text("note")
        is_gathering = kind == "event" or (kind == "facility" and GATHERING.search(name) is not None)
        place_kind: Kind = "ibasho" if is_gathering else "madoguchi"
        return Place(
            id="",
            kind=place_kind,
            name=name,
            kana=self.text("kana"),
            municipality=city,
            topics=TOPICS[kind] or topics_of(f"{name} {described}"),
            description=described or f"{city}の{NAMES[kind]}の一覧にあります。",
            provenance=Provenance(f"{self.sheet.name}({NAMES[kind]})", "page", as_of, DEFAULT_VERIFY_DAYS),
            operator=self.text("operator"),
            target=self.text("target"),
            age_min=age_min,
            age_max=age_max,
            phone=cells.phone(self.text("phone")),
            address=" ".join(filter(None, (self._address(city), self.text("building")))),
            hours_text=self._hours(),
            start_time=self.read("start", cells.clock, "09:00"),
            end_time=self.read("end", cells.clock, "17:00"),
            fee_text=self.text("fee"),
            url=self._url(),
            note="、".join(filter(None, (self.text("note"), self._dates(), *self._extras()))),
            lat=self.read("lat", lambda value: cells.degrees(value, 20, 46), "35.7067"),
            lon=self.read("lon", lambda value: cells.degrees(value, 122, 154), "139.7609"),
        )

    def _address(self, city: str) -> str:
        """Return the address; WAM NET gives municipality and the rest in two columns."""
        address = self.text("address") or "".join(
            filter(None, (self.text("prefecture"), city, self.text("town"), self.text("block")))
            if self.text("town")
            else ()
        )
        return address if city in address or not self._split_address() else f"{city}{address}"

    def _split_address(self) -> bool:
        """Return True when the address column holds only what follows the municipality."""
        return any("番地以降" in self.sheet.layout.headers[i] for i in self.sheet.layout.columns.get("address", ()))

    def _url(self) -> str:
        """Return the web address; an e-mail address in its place is left out with a warning."""
        url = self.text("url")
        if url and not re.match(r"https?://", url):
            self.fault(
                "url", f"「{url}」はURLではないので空にしました", "https:// で始まる形で書いてください", warning=True
            )
            return ""
        return url

    def _hours(self) -> str:
        """Return the hours as one text: days and times where they are filled, then what is noted."""
        days, note = self.text("days"), self.text("hours_note")
        times = self._times()
        parts = [f"{label} {self.text(field)}" for label, field in _WAM_HOURS if self.text(field)]
        if self.text("closing_days"):
            parts.append(f"休業日: {self.text('closing_days')}")
        stated = " ".join(filter(None, (days, times))) or "、".join(parts)
        return f"{stated}({note})" if stated and note and "【" not in note else (stated + note if stated else note)

    def _dates(self) -> str:
        """Return the first and last day of an event or a scheme as text."""
        first = self.read("first_day", cells.day, "2026-04-01")
        last = self.read("last_day", cells.day, "2026-04-01")
        return f"期間 {first or ''}〜{last or ''}" if first or last else ""

    def _extras(self) -> Iterator[str]:
        """Yield what else people may want to know: 定員: 20, and of yes-or-no columns the names of those that hold."""
        headers = self.sheet.layout.headers
        for index in self.sheet.layout.extras:
            value = cells.clean(self.values[index]) if index < len(self.values) else ""
            if value in ("有", "可", "あり", "○", "〇", "1"):
                yield cells.clean(headers[index])
            elif value and value not in ("無", "不可", "なし", "×", "0", "-", "ー"):
                yield f"{cells.clean(headers[index])}: {value}"

    def _times(self) -> str:
        """Return start and end as 9:00〜17:00, empty when one of them is missing or cannot be read."""
        try:
            start, end = cells.clock(self.text("start")), cells.clock(self.text("end"))
        except ValueError:
            return ""
        return f"{_clock(start)}〜{_clock(end)}" if start and end else ""

    def _id(self, place: Place) -> str:
        """Return a stable id from the municipality's code and number, else from name and address."""
        number = re.sub(r"[^a-z0-9]+", "-", self.text("number").lower()).strip("-")
        code = re.sub(r"\D", "", self.text("code"))[:6]
        if number and code:
            return f"od-{code}-{self.sheet.layout.kind}-{number}"[:80]
        key = f"{place.municipality}|{place.name}|{place.address}"
        service = self.text("service")
        key += f"|{service}" if service else ""  # one house may be listed once for each of its services
        return f"od-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


_WAM_HOURS = (
    ("平日", "weekday_hours"),
    ("土曜", "saturday_hours"),
    ("日曜", "sunday_hours"),
    ("祝日", "holiday_hours"),
)


def _clock(value: time) -> str:
    """Return a time as people write it; the last minute of the day is 24:00."""
    return "24:00" if value == time(23, 59) else f"{value.hour}:{value.minute:02d}"
