"""The municipality's own files in the data folder, in place of the sample that comes with the project.

`areas.csv` (担当区域), `teams.yaml` (offices, hours, days to answer) and `towns.csv` (町丁目 with coordinates, for
location messages and near borders); the catalogue has its own folder (see `bot/entry/catalogue.py`).
"""

from __future__ import annotations

from pathlib import Path

from bot.base.errors import SettingsError
from bot.base.settings import Settings
from resources.errors import DataFileError
from resources.load import load_areas
from resources.load_teams import Team, load_teams
from resources.records import AreaRow

AREAS, TEAMS, TOWNS = "areas.csv", "teams.yaml", "towns.csv"


def own_file(settings: Settings, name: str) -> Path | None:
    """The municipality's file of that name, None when there is none."""
    path = settings.data_dir / name
    return path if path.is_file() else None


def own_areas(settings: Settings) -> tuple[AreaRow, ...]:
    """The list of 担当区域; a faulty file stops the process with all its faults."""
    try:
        return load_areas(own_file(settings, AREAS))
    except DataFileError as error:
        raise SettingsError(f"{settings.data_dir / AREAS}: {error}") from error


def own_teams(settings: Settings) -> tuple[Team, ...]:
    """The teams; a faulty file stops the process with all its faults."""
    try:
        return load_teams(own_file(settings, TEAMS))
    except DataFileError as error:
        raise SettingsError(f"{settings.data_dir / TEAMS}: {error}") from error
