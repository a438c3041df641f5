"""A location message to the nearest 町丁目 of a towns file (a file with coordinates that the municipality supplies)."""

import csv
from dataclasses import dataclass
from math import cos, hypot, radians
from pathlib import Path

from bot.routing.result import Spot
from resources.errors import DataFileError, Problem

_KM_PER_DEGREE = 111.32
MAX_KM = 1.2
"""A point further than this from every 町丁目 lies outside: their middle points are 0.2 to 0.9 km apart here."""

BORDER_RATIO = 1.6
"""The second nearest counts too when it is less than this many times as far: points know no borders."""


@dataclass(frozen=True)
class TownPoint:
    """The middle of a 町丁目 (WGS84 degrees)."""

    municipality: str
    town: str
    chome: int | None
    kana: str
    lat: float
    lon: float

    @property
    def spot(self) -> Spot:
        """Return the 町丁目 as a spot."""
        return Spot(self.municipality, self.town, (self.chome,) if self.chome else ())


def load_towns(path: Path) -> tuple[TownPoint, ...]:
    """Read a towns file (pref, municipality, code, town, chome, kana, lat, lon, postal_code); raises DataFileError."""
    try:
        return _points(path)
    except (KeyError, TypeError, ValueError) as error:  # a missing column, an empty cell, another encoding
        what = "町丁目のファイルとして読めません"
        mend = "municipality,town,chome,kana,lat,lon の列を、UTF-8で書いてください"
        raise DataFileError([Problem(path.name, 0, "", what, mend)]) from error


def _points(path: Path) -> tuple[TownPoint, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            TownPoint(
                row["municipality"],
                row["town"],
                int(row["chome"]) if row["chome"] else None,
                row["kana"],
                float(row["lat"]),
                float(row["lon"]),
            )
            for row in csv.DictReader(file)
        )


def nearest(points: tuple[TownPoint, ...], lat: float, lon: float) -> list[tuple[float, TownPoint]]:
    """Return the points that may hold a place, nearest first, with their distance in km; none when outside."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return []
    scale = cos(radians(lat))
    measured = sorted(
        ((_KM_PER_DEGREE * hypot(p.lat - lat, (p.lon - lon) * scale), p) for p in points), key=lambda pair: pair[0]
    )
    if not measured or measured[0][0] > MAX_KM:
        return []
    limit = max(measured[0][0] * BORDER_RATIO, 0.25)
    return [pair for pair in measured[:6] if pair[0] <= limit]
