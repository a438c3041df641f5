"""Checks of the data files beyond their form: what a person should mend before residents rely on them (R47)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from resources.errors import DataFileError, HoursError, Problem
from resources.hours.grammar import parse_hours
from resources.hours.recurring import rule_parts
from resources.load import load_areas, load_catalogue, load_hotlines, load_topics
from resources.records import WHOLE_TOKYO, AreaRow, Hotline, Place

Dated = TypeVar("Dated", Place, Hotline)
Row = TypeVar("Row")
TownKey = tuple[str, str, int | None]
"""Municipality, town and chome (None for a town without chome)."""


def check_catalogue(path: Path | None = None, *, today: date | None = None) -> list[Problem]:
    """Return the faults of a catalogue: form, RRULE, area ids, topics without a place, and stale rows."""
    places, problems = _loaded(load_catalogue, path)
    name = path.name if path else "catalogue.csv"
    areas = {(row.municipality, row.area_id) for row in load_areas()}
    for place in places:
        if place.area_id and (place.municipality, place.area_id) not in areas:
            what = f"{place.id}: 「{place.area_id}」は areas.csv にない圏域です"
            problems.append(Problem(name, 0, "area_id", what, "圏域の id を確かめてください"))
        problems += check_one_place(place, name)
    problems += _topic_gaps(name, places)
    problems += [_stale_problem(name, place) for place in (stale(places, today) if today else ())]
    return problems


def check_hotlines(path: Path | None = None, *, today: date | None = None) -> list[Problem]:
    """Return the faults of the lines: form, hours, local rows left blank, and stale rows."""
    lines, problems = _loaded(load_hotlines, path)
    name = path.name if path else "hotlines.csv"
    for line in lines:
        problems += check_one_hotline(line, name)
        if line.is_local_blank:
            what = f"{line.id}: 電話番号もチャットも空です"
            problems.append(Problem(name, 0, "phone", what, "自治体の窓口を記入してください", "warning"))
        if "公開前に設定" in line.chat_url_or_line:
            what = f"{line.id}: チャットの住所がまだありません。案内では名前だけが出ます"
            mend = f"TSUNAGU_LOCAL_LINES に {line.id}=https://… と書いてください"
            problems.append(Problem(name, 0, "chat_url_or_line", what, mend, "warning"))
    filled = [line for line in lines if not line.is_local_blank]
    problems += [_stale_problem(name, line) for line in (stale(filled, today) if today else ())]
    return problems


def check_areas(path: Path | None = None, *, towns: Iterable[TownKey] = ()) -> list[Problem]:
    """Return the faults of the list of 担当区域: form, unknown towns, gaps, overlaps and unconfirmed rows.

    `towns` are all 町丁目 of the municipalities (or their towns, with chome None, where no more is known); without
    them unknown towns and gaps cannot be found.
    """
    rows, problems = _loaded(load_areas, path)
    name = path.name if path else "areas.csv"
    problems += _overlaps(name, rows) + _crossing_blocks(name, rows)
    known = list(towns)
    if known:
        problems += _unknown_towns(name, rows, known) + _gaps(name, rows, known)
    unconfirmed = sorted({(row.municipality, row.town) for row in rows if row.town and not row.confirmed})
    for municipality, town in unconfirmed:
        what = f"{municipality}{town}の担当は、自治体が確かめていません"
        mend = "担当区域表で確かめて verified=page, confidence=high にしてください"
        problems.append(Problem(name, 0, "confidence", what, mend, "warning"))
    return problems


def stale(records: Sequence[Dated], today: date) -> list[Dated]:
    """Return the records that must be confirmed again, those without any date first, then the oldest."""
    old = [record for record in records if record.is_stale(today)]
    return sorted(old, key=lambda record: record.verified_on or date.min)


def _loaded(load: Callable[[Path | None], tuple[Row, ...]], path: Path | None) -> tuple[tuple[Row, ...], list[Problem]]:
    """Return the records of a file, or none and its faults."""
    try:
        return load(path), []
    except DataFileError as error:
        return (), list(error.problems)


def check_one_hotline(line: Hotline, name: str = "hotlines.csv") -> list[Problem]:
    """Return the fault of a line's hours, if any."""
    try:
        parse_hours(line.hours_machine, line.closed)
    except HoursError as error:
        return [Problem(name, 0, "hours_machine", f"{line.id}: {error}", "直してください")]
    return []


def check_one_place(place: Place, name: str = "catalogue.csv") -> list[Problem]:
    """Return the fault of a place's RRULE, if any."""
    if not place.rrule:
        return []
    try:
        rule_parts(place.rrule)
    except HoursError as error:
        return [Problem(name, 0, "rrule", f"{place.id}: {error}", "直すか、空にしてください")]
    return []


def _topic_gaps(name: str, places: Sequence[Place]) -> list[Problem]:
    """Return a warning for each topic that no place of a municipality answers."""
    offered: dict[str, set[str]] = defaultdict(set)
    for place in places:
        offered[place.municipality] |= set(place.topics)
    return [
        Problem(name, 0, "topics", f"{town}に「{topic.name}」の行がありません", "窓口を足してください", "warning")
        for town in sorted(offered)
        if town != WHOLE_TOKYO
        for topic in load_topics()
        if topic.id not in offered[town]
    ]


def _stale_problem(name: str, record: Place | Hotline) -> Problem:
    """Return the warning for a record that must be confirmed again."""
    seen = f"最後の確認は{record.verified_on:%Y-%m-%d}" if record.verified_on else "確認の日が分かりません"
    return Problem(
        name,
        0,
        "verified_on",
        f"{record.id}({record.name}): {seen}",
        "確かめて日付を入れてください",
        "warning",
    )


def _overlaps(name: str, rows: Sequence[AreaRow]) -> list[Problem]:
    """Return a warning for each place that two areas claim on the same level."""
    claims: dict[tuple[str, str, int | None, int | None], set[str]] = defaultdict(set)
    told = {key: {row.chome for row in rows if key == (row.municipality, row.town)} for key in _towns_of(rows)}
    for row in rows:
        if row.town and not (row.chome is None and _is_told_by_chome(told[row.municipality, row.town])):
            claims[row.municipality, row.town, row.chome, row.banchi_from].add(row.area)
    return [
        Problem(
            name,
            0,
            "area_id",
            f"{town}{name_of}{f'{chome}丁目' if chome else ''}を{'と'.join(sorted(areas))}が持っています",
            "1つに決めるか、番の範囲で分けてください",
            "warning",
        )
        for (town, name_of, chome, _), areas in claims.items()
        if len(areas) > 1
    ]


def _towns_of(rows: Sequence[AreaRow]) -> set[tuple[str, str]]:
    """Return the towns that rows name."""
    return {(row.municipality, row.town) for row in rows if row.town}


def _is_told_by_chome(chomes: set[int | None]) -> bool:
    """Return True when chome 1, 2, … n have rows of their own: no row for the whole town counts then."""
    numbers = sorted(chome for chome in chomes if chome)
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _crossing_blocks(name: str, rows: Sequence[AreaRow]) -> list[Problem]:
    """Return a warning for each two ranges of 番 of one chome that overlap and belong to different areas."""
    ranged: dict[TownKey, list[tuple[int, int, AreaRow]]] = defaultdict(list)
    for row in rows:
        if row.town and row.banchi_from is not None and row.banchi_to is not None:
            ranged[_key(row)].append((row.banchi_from, row.banchi_to, row))
    return [
        Problem(
            name,
            0,
            "banchi_from",
            f"{_place(*key)}の{low}〜{high}番({one.area})と{other_low}〜{other_high}番({other.area})が重なっています",
            "番の範囲を分けてください",
            "warning",
        )
        for key, found in ranged.items()
        for index, (low, high, one) in enumerate(found)
        for other_low, other_high, other in found[index + 1 :]
        if one.area_id != other.area_id and low != other_low and low <= other_high and other_low <= high
    ]


def _unknown_towns(name: str, rows: Sequence[AreaRow], towns: Sequence[TownKey]) -> list[Problem]:
    """Return a fault for each row whose town or chome does not exist."""
    names = {(municipality, town) for municipality, town, _ in towns}
    counted = {(municipality, town) for municipality, town, chome in towns if chome is not None}
    keys = set(towns)
    level: Literal["error", "warning"] = "error" if counted else "warning"
    unknown = [
        row
        for row in rows
        if row.town
        and (
            (row.municipality, row.town) not in names
            or ((row.municipality, row.town) in counted and row.chome is not None and _key(row) not in keys)
        )
    ]
    return [
        Problem(name, 0, "town", f"{_place(*_key(row))}という町はありません", "町名と丁目を確かめてください", level)
        for row in unknown
    ]


def _gaps(name: str, rows: Sequence[AreaRow], towns: Sequence[TownKey]) -> list[Problem]:
    """Return a warning for each 町丁目 (or town, where its chome are not listed) without a row."""
    covered = {_key(row) for row in rows}
    begun = {(row.municipality, row.town) for row in rows}
    mend = "行を足してください(それまでは当番のチームが受けます)"
    return [
        Problem(name, 0, "town", f"{_place(*key)}の担当がありません", mend, "warning")
        for key in towns
        if key not in covered and (key[0], key[1], None) not in covered and (key[2] is not None or key[:2] not in begun)
    ]


def _key(row: AreaRow) -> TownKey:
    """Return the 町丁目 of a row."""
    return row.municipality, row.town, row.chome


def _place(municipality: str, town: str, chome: int | None) -> str:
    """Return a 町丁目 as people write it."""
    return f"{municipality}{town}{f'{chome}丁目' if chome else ''}"
