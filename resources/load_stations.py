"""The table of stations, landmarks and everyday names of quarters, with the towns around them.

The table rests on general knowledge: it never decides an area by itself, it only narrows what is asked next.
"""

from dataclasses import dataclass
from pathlib import Path

from resources.errors import DataFileError
from resources.load_table import Cells, read_table

STATION_COLUMNS = ("name", "kana", "kind", "municipality", "near", "outside")
KINDS = ("station", "landmark", "area", "alias", "border")


@dataclass(frozen=True)
class Station:
    """A name that people give for where they live; `near` are towns (with chome) around it, likeliest first.

    `municipality` is empty when it is not clear in which municipality the person lives; `outside` names
    municipalities around it. A `station` without municipality lies outside, with streets inside not far off; a
    `border` name belongs to both sides. An `alias` is another way to write the one town in `near`.
    """

    name: str
    kana: str
    kind: str
    municipality: str
    near: tuple[str, ...]
    outside: tuple[str, ...]


def load_stations(path: Path | None = None) -> tuple[Station, ...]:
    """Return the stations and landmarks; raises DataFileError."""
    table = read_table(path or Path(__file__).parent / "data" / "stations.tsv", STATION_COLUMNS, delimiter="\t")
    stations = tuple(_station(Cells(table, row, values)) for row, values in table.rows)
    if table.problems:
        raise DataFileError(table.problems)
    return stations


def _station(cells: Cells) -> Station:
    """Return the station of one row."""
    return Station(
        name=cells.text("name", required=True),
        kana=cells.text("kana", required=True),
        kind=cells.one_of("kind", KINDS),
        municipality=cells.text("municipality"),
        near=cells.many("near"),
        outside=cells.many("outside"),
    )


CHOME_COLUMNS = ("municipality", "town", "chomes", "source")


def load_chome_counts(path: Path | None = None) -> dict[tuple[str, str], int]:
    """Return how many chome a town has, for towns whose rows do not name each; raises DataFileError.

    A towns file of the municipality, where there is one, takes the place of this table.
    """
    table = read_table(path or Path(__file__).parent / "data" / "chomes.csv", CHOME_COLUMNS)
    rows = [Cells(table, row, values) for row, values in table.rows]
    counts = {(cells.text("municipality"), cells.text("town")): cells.number("chomes") or 0 for cells in rows}
    if table.problems:
        raise DataFileError(table.problems)
    return counts


ELSEWHERE_COLUMNS = ("where", "names")


def load_elsewhere(path: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Return (name, where) of well-known quarters, stations, islands and countries that no sample area covers.

    They rest on general knowledge and only ever say "outside"; a name that is also served is not used. Raises
    DataFileError.
    """
    table = read_table(path or Path(__file__).parent / "data" / "stations_elsewhere.tsv", ELSEWHERE_COLUMNS, "\t")
    rows = [Cells(table, row, values) for row, values in table.rows]
    found = [(name, cells.text("where")) for cells in rows for name in cells.text("names", required=True).split()]
    if table.problems:
        raise DataFileError(table.problems)
    return tuple(dict.fromkeys(found))


ABROAD_COLUMNS = ("name", "words")


def load_abroad(path: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Return (word, Japanese name) of places as people write them in other scripts and languages.

    The words rest on general knowledge; for a place served they name the municipality, else they only ever say
    "outside". Raises DataFileError.
    """
    table = read_table(path or Path(__file__).parent / "data" / "places_abroad.tsv", ABROAD_COLUMNS, "\t")
    rows = [Cells(table, row, values) for row, values in table.rows]
    found = [(word, cells.text("name", required=True)) for cells in rows for word in cells.text("words").split()]
    if table.problems:
        raise DataFileError(table.problems)
    return tuple(dict.fromkeys(found))
