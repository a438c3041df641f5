"""The check of areas and teams: gaps, overlaps, unknown towns, areas without a team, teams without members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect, select

from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.entry.own_files import AREAS, TEAMS, TOWNS, own_file
from bot.entry.secrets import console_ring
from bot.entry.stores import make_database
from bot.routing import Router
from bot.store.models import StaffRow
from resources.errors import DataFileError, Problem
from resources.load import load_areas
from resources.load_checks import TownKey, check_areas
from resources.load_teams import Team, load_teams
from resources.records import AreaRow

_STAFF = "担当者"


@dataclass(frozen=True)
class Member:
    """Whoever may answer: the municipality, the areas, and whether this person is on the duty list."""

    municipality: str
    areas: tuple[str, ...]
    duty: bool


def area_problems(settings: Settings, path: Path | None, towns: Path | None) -> list[Problem]:
    """Every fault of the list of 担当区域 and of the teams; members are looked at where there is a database."""
    path, towns = path or own_file(settings, AREAS), towns or own_file(settings, TOWNS)
    problems = check_areas(path, towns=town_keys(path, towns))
    try:
        rows, teams = load_areas(path), load_teams(own_file(settings, TEAMS))
    except DataFileError as error:
        return problems + [problem for problem in error.problems if problem not in problems]
    return problems + without_team(rows, teams) + without_members(rows, teams, members(settings))


def town_keys(path: Path | None, towns: Path | None) -> list[TownKey]:
    """All 町丁目 of a towns file, or the towns that the post knows."""
    try:
        rows = load_areas(path)
    except DataFileError:
        rows = load_areas()
    names = list(dict.fromkeys(row.municipality for row in rows))
    try:
        return Router.load(rows, names, trust="demo", towns=towns).town_keys
    except DataFileError as error:
        raise InvalidInput(str(error)) from error


def without_team(rows: Sequence[AreaRow], teams: Sequence[Team]) -> list[Problem]:
    """Areas that no team answers for, teams for areas that do not exist, municipalities without a duty team (R52)."""
    areas = {row.area_id: f"{row.municipality} {row.area}" for row in rows}
    held = {area for team in teams for area in team.areas}
    duty = {team.municipality for team in teams if team.duty}
    told = [
        Problem(TEAMS, 0, "areas", f"{name}を受け持つチームがありません", "チームの areas に足してください")
        for area, name in areas.items()
        if area not in held
    ]
    served = {row.municipality for row in rows}
    told += [
        Problem(TEAMS, 0, "areas", f"{team.name}の「{area}」は区域表にありません", "圏域の id を確かめてください")
        for team in teams
        if team.municipality in served
        for area in team.areas
        if area not in areas
    ]
    return told + [
        Problem(TEAMS, 0, "duty", f"{name}の当番チームがありません", "duty: true のチームを1つ書いてください")
        for name in sorted(served - duty)
    ]


def without_members(rows: Sequence[AreaRow], teams: Sequence[Team], people: Sequence[Member] | None) -> list[Problem]:
    """A warning for each team that nobody is in; None for people: there are no accounts to look at yet."""
    if people is None:
        mend = "tsunagu migrate と tsunagu staff add のあとで、もう一度調べてください"
        return [Problem(_STAFF, 0, "", "担当者の台帳がまだないので、チームの人は調べていません", mend, "warning")]
    served = {row.municipality for row in rows}
    return [
        Problem(_STAFF, 0, "areas", f"{team.name}に人がいません", _mend(team), "warning")
        for team in teams
        if team.municipality in served and not any(_belongs(person, team) for person in people)
    ]


def _mend(team: Team) -> str:
    if team.duty:
        return "当番(duty)の人を tsunagu staff add で足してください"
    return f"tsunagu staff add に --area {team.areas[0]} を付けて足してください(それまでは当番が受けます)"


def _belongs(person: Member, team: Team) -> bool:
    if person.municipality != team.municipality:
        return False
    return person.duty if team.duty else bool(set(person.areas) & set(team.areas))


def members(settings: Settings) -> list[Member] | None:
    """Everybody who may sign in and answer; None where no database was made yet."""
    if settings.database.startswith("sqlite") and not settings.sqlite_path.exists():
        return None
    database = make_database(settings, console_ring(settings))
    try:
        with database.transaction() as session:
            if not inspect(session.connection()).has_table(StaffRow.__tablename__):
                return None
            people = session.scalars(select(StaffRow).where(StaffRow.disabled_at.is_(None)))
            return list(_members(people))
    finally:
        database.dispose()


def _members(people: Iterable[StaffRow]) -> Iterable[Member]:
    for row in people:
        if {"coordinator", "supervisor", "duty"} & set(row.roles):
            areas = tuple(row.areas) if "coordinator" in row.roles else ()
            yield Member(row.municipality, areas, "duty" in row.roles)
