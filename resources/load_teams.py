"""The teams that answer for an area, and the duty team of each municipality (R52)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from resources.errors import DataFileError, HoursError, Problem
from resources.hours.grammar import parse_hours
from resources.hours.opening import OpeningHours
from resources.load import DATA

_DAYS = {"mon": "月", "tue": "火", "wed": "水", "thu": "木", "fri": "金", "sat": "土", "sun": "日", "daily": "毎日"}
_TEXTS = ("id", "municipality", "name", "office", "description", "hours")


@dataclass(frozen=True)
class Team:
    """An office's team; `areas` are area ids, empty for a duty team; `answer_within` is in working days (R53)."""

    id: str
    municipality: str
    areas: tuple[str, ...]
    duty: bool
    name: str
    office: str
    description: str
    hours: OpeningHours
    answer_within: int
    hours_text: str = ""
    """The working hours as residents read them."""


def load_teams(path: Path | None = None) -> tuple[Team, ...]:
    """Return the teams; raises DataFileError with every fault (row = number of the team in the file)."""
    file = path or DATA / "teams.yaml"
    entries = _entries(file)
    problems: list[Problem] = []
    teams = [_team(file.name, number, entry, problems) for number, entry in enumerate(entries, start=1)]
    found = tuple(team for team in teams if team is not None)
    problems += _conflicts(file.name, found)
    if problems:
        raise DataFileError(problems)
    return found


def _entries(file: Path) -> list[Any]:
    """Return the list under `teams`; raises DataFileError when the file is not such a list."""
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        data = None
    entries = data.get("teams") if isinstance(data, dict) else None
    if not isinstance(entries, list) or not entries:
        what, mend = "チームの一覧を読めません", "「teams:」の下に、見本と同じ形で書いてください"
        raise DataFileError([Problem(file.name, 0, "teams", what, mend)])
    return entries


def _team(name: str, number: int, entry: Any, problems: list[Problem]) -> Team | None:
    """Return one team, or None with its faults noted."""
    values = entry if isinstance(entry, dict) else {}
    before = len(problems)
    for key in _TEXTS:
        if not isinstance(values.get(key), str) or not values[key].strip():
            problems.append(Problem(name, number, key, "空か、文字ではありません", "値を書いてください"))
    within = values.get("answer_within", 0)
    if isinstance(within, bool) or not isinstance(within, int) or not 1 <= within <= 30:
        what = "返事までの日数が1から30の整数ではありません"
        problems.append(Problem(name, number, "answer_within", what, "営業日の数を書いてください"))
    if len(problems) > before:
        return None
    try:
        hours = parse_hours(values["hours"], [str(part) for part in values.get("closed") or ()])
    except HoursError as error:
        problems.append(Problem(name, number, "hours", str(error), "直してください"))
        return None
    texts = {key: values[key].strip() for key in _TEXTS if key != "hours"}
    areas = tuple(str(area) for area in values.get("areas") or ())
    told = str(values.get("hours_text") or _in_words(values["hours"]))
    return Team(
        **texts, areas=areas, duty=bool(values.get("duty")), hours=hours, answer_within=within, hours_text=told
    )


def _in_words(hours: str) -> str:
    """Return hours of the machine's grammar as people read them (mon-fri 08:30-17:15 → 月〜金 8:30〜17:15)."""
    told = hours
    for name, day in _DAYS.items():
        told = re.sub(rf"\b{name}\b", day, told)
    return re.sub(r"\b0(?=\d:)", "", told).replace("-", "〜").replace(";", "、")


def _conflicts(name: str, teams: tuple[Team, ...]) -> list[Problem]:
    """Return faults between teams: an id or an area twice, no duty team or two in a municipality, no area at all."""
    problems: list[Problem] = []
    ids: set[str] = set()
    areas: dict[str, str] = {}
    for number, team in enumerate(teams, start=1):
        if team.id in ids:
            problems.append(Problem(name, number, "id", f"「{team.id}」が2つあります", "別の id にしてください"))
        ids.add(team.id)
        if not team.duty and not team.areas:
            problems.append(Problem(name, number, "areas", "受け持つ圏域がありません", "圏域の id を書いてください"))
        for area in team.areas:
            if area in areas:
                what = f"圏域「{area}」を{areas[area]}も持っています"
                problems.append(Problem(name, number, "areas", what, "1つのチームに決めてください"))
            areas[area] = team.name
    for municipality in sorted({team.municipality for team in teams}):
        count = sum(team.duty for team in teams if team.municipality == municipality)
        if count != 1:
            what = f"{municipality}の当番チームが{count}個あります"
            problems.append(Problem(name, 0, "duty", what, "1つだけ duty: true にしてください"))
    return problems
