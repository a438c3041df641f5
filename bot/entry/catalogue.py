"""The catalogue for operators: files in with a preview, files out, and the monthly round."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from resources.errors import ExchangeError
from resources.exchange import (
    Imported,
    Item,
    Ledger,
    Preview,
    gatherings_calendar,
    places_from_hsds,
    places_from_package,
    places_to_csv,
    places_to_excel,
    places_to_hsds,
    places_to_package,
    preview_import,
    read_places,
)
from resources.exchange.preview import summary
from resources.exchange.sheet import MAX_BYTES
from resources.load import load_topics
from resources.records import Place

FORMATS = {".csv": "csv", ".xlsx": "excel", ".json": "hsds", ".zip": "package", ".ics": "ics"}
_PACKAGE = "datapackage.json"
_SHOWN = 20
_MARKS = {"new": "+", "changed": "~", "ask": "?", "refused": "×"}
_FIELDS = {
    "id": "id", "name": "名称", "kana": "かな", "municipality": "市区町村", "area": "圏域", "area_id": "圏域のid",
    "operator": "運営", "topics": "課題", "description": "説明", "target": "対象", "audience": "対象の人",
    "age_min": "年齢の下限", "age_max": "年齢の上限", "phone": "電話", "address": "所在地", "hours_text": "曜日・時間",
    "rrule": "くり返し", "start_time": "始まり", "end_time": "終わり", "fee_text": "料金", "booking": "予約",
    "channels": "方法", "languages": "ことば", "url": "URL", "note": "備考", "lat": "緯度", "lon": "経度",
    "provenance": "出典と確認の日", "kind": "種類",
}  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """What the files do not say themselves: the day for which they were true, and the municipality."""

    as_of: date | None = None
    municipality: str = ""


def ledger_of(settings: Settings) -> Ledger:
    """The municipality's catalogue in the data folder (the sample until something is imported or edited)."""
    return Ledger(settings.data_dir / "catalogue")


def read_file(path: Path, origin: Origin) -> Imported:
    """The places of a CSV, Excel, HSDS JSON, or data package (its datapackage.json, its folder, or a zip of it)."""
    try:
        if path.is_dir() or path.name == _PACKAGE:
            folder = path if path.is_dir() else path.parent
            return _package(
                {file.name: _bytes(file) for file in sorted(folder.iterdir()) if file.is_file()}, path, origin
            )
        if path.suffix.lower() == ".zip":
            return _package(dict(_members(path)), path, origin)
        if path.suffix.lower() == ".json":
            return places_from_hsds(_bytes(path), path.name, municipality=origin.municipality)
        return read_places(_bytes(path), path.name, as_of=origin.as_of, municipality=origin.municipality)
    except ExchangeError as error:
        raise InvalidInput(str(error)) from error


def _package(files: dict[str, bytes], path: Path, origin: Origin) -> Imported:
    return places_from_package(files, path.name, municipality=origin.municipality)


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise ExchangeError(f"{path.name}: ファイルが大きすぎます。{MAX_BYTES // 1_000_000}MB より小さく分けてください")
    return path.read_bytes()


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a zip by their own names, folders dropped; never more than MAX_BYTES unpacked in all."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
                raise ExchangeError(f"{path.name}: 中身が大きすぎます。分けてください")
            for member in archive.infolist():
                if not member.is_dir():
                    yield Path(member.filename).name, archive.read(member)
    except zipfile.BadZipFile:
        raise ExchangeError(f"{path.name}: zip として読めません。作り直してください") from None


def preview_file(ledger: Ledger, path: Path, origin: Origin) -> Preview:
    """What a file would change."""
    return preview_import(ledger.places(), read_file(path, origin), ledger.edited())


def told(preview: Preview, whole: bool) -> Iterator[str]:
    """The preview in lines: counts first, then what is refused or needs a word, then what is new or changes."""
    counts = summary(preview.items)
    yield f"── {preview.file}: " + (
        "、".join(f"{label} {count}件" for label, count in counts.items()) or "行がありません"
    )
    for state in ("refused", "ask", "changed", "new"):
        items = preview.of(state)
        shown = items if whole or state in ("refused", "ask") else items[:_SHOWN]
        for item in shown:
            yield from _lines(item)
        if len(items) > len(shown):
            yield f"    ほか{len(items) - len(shown)}件(--all で全部)"
    if preview.unused_columns:
        yield f"  使わない列: {'、'.join(preview.unused_columns)}"
    for warning in preview.warnings[: None if whole else _SHOWN]:
        yield f"  ! {warning}"


def _lines(item: Item) -> Iterator[str]:
    if item.problem is not None or item.place is None:
        yield f"  {_MARKS[item.state]} {item.problem}"
        return
    yield f"  {_MARKS[item.state]} {item.row}行目 {item.place.name}({item.place.id})"
    if item.state == "new":
        return
    for change in item.changes:
        yield f"      {_FIELDS.get(change.field, change.field)}: 「{change.old[:40]}」→「{change.new[:40]}」"


def take(ledger: Ledger, preview: Preview, at: datetime, partial: bool, accepted: Iterable[str]) -> int:
    """Bring a preview in; returns how many places changed. Raises InvalidInput for refused rows unless partial."""
    try:
        changes = ledger.take(preview, at=at, partial=partial, accepted=frozenset(accepted))
    except ExchangeError as error:
        raise InvalidInput(str(error)) from error
    return len({change.place_id for change in changes})


def export(places: Iterable[Place], out: Path, form: str, now: datetime) -> tuple[int, tuple[Place, ...]]:
    """Write places to a file; returns how many, and those a calendar cannot carry (day or hour not known)."""
    chosen, left = tuple(places), tuple[Place, ...]()
    if form == "csv":
        out.write_text(places_to_csv(chosen), encoding="utf-8-sig", newline="")
    elif form == "excel":
        out.write_bytes(places_to_excel(chosen))
    elif form == "hsds":
        services = places_to_hsds(chosen, load_topics())
        out.write_text(json.dumps(services, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    elif form == "package":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in places_to_package(chosen, load_topics()).items():
                archive.writestr(name, text)
    else:
        data, left = gatherings_calendar(chosen, now)
        out.write_bytes(data)
        return sum(place.kind == "ibasho" for place in chosen) - len(left), left
    return len(chosen), left


def confirm(ledger: Ledger, place_id: str, on: date, at: datetime, by: str) -> Place:
    """Note that a place's facts were confirmed; raises InvalidInput for an unknown id."""
    try:
        return ledger.confirm(place_id, on=on, at=at, by=by)
    except ExchangeError as error:
        raise InvalidInput(str(error)) from error
