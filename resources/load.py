"""Loading and checking of the project's own data files.

Every loader takes the path of a file (the sample data when None) and returns frozen records, or raises
DataFileError with all faults of the file together; `load_checks` lists faults instead of raising.
"""

from collections.abc import Sequence
from pathlib import Path

from resources.errors import DataFileError
from resources.load_areas import AREA_COLUMNS, area_row
from resources.load_hotlines import HOTLINE_COLUMNS, hotline_row
from resources.load_places import PLACE_COLUMNS, place_row
from resources.load_table import Cells, T, Table, read_table
from resources.records import AreaRow, Hotline, Place, Topic

DATA = Path(__file__).parent / "data"
"""Folder of the sample data."""

TOPIC_COLUMNS = ("id", "name", "group", "scope")


def load_topics(path: Path | None = None) -> tuple[Topic, ...]:
    """Return the topics in the order of the file; raises DataFileError."""
    table = read_table(path or DATA / "topics.tsv", TOPIC_COLUMNS, delimiter="\t")
    topics = [_topic(Cells(table, row, values)) for row, values in table.rows]
    return _finish(table, topics, [topic.id for topic in topics])


def load_catalogue(path: Path | None = None) -> tuple[Place, ...]:
    """Return the desks and places to be; raises DataFileError."""
    topics = [topic.id for topic in load_topics()]
    table = read_table(path or DATA / "catalogue.csv", PLACE_COLUMNS)
    places = [place_row(Cells(table, row, values), topics) for row, values in table.rows]
    return _finish(table, places, [place.id for place in places])


def load_hotlines(path: Path | None = None) -> tuple[Hotline, ...]:
    """Return the phone, chat and mail lines; raises DataFileError."""
    topics = [topic.id for topic in load_topics()]
    table = read_table(path or DATA / "hotlines.csv", HOTLINE_COLUMNS)
    lines = [hotline_row(Cells(table, row, values), topics) for row, values in table.rows]
    return _finish(table, lines, [line.id for line in lines])


def load_areas(path: Path | None = None) -> tuple[AreaRow, ...]:
    """Return the rows of the list of 担当区域; raises DataFileError."""
    table = read_table(path or DATA / "areas.csv", AREA_COLUMNS)
    rows = [area_row(Cells(table, row, values)) for row, values in table.rows]
    return _finish(table, rows, [])


def _topic(cells: Cells) -> Topic:
    """Return the topic of one row."""
    return Topic(
        id=cells.identifier("id"),
        name=cells.text("name", required=True),
        group=cells.identifier("group"),
        scope=cells.text("scope", required=True),
    )


def _finish(table: Table, records: Sequence[T], ids: Sequence[str]) -> tuple[T, ...]:
    """Return the records, or raise all faults of the table together."""
    first: dict[str, int] = {}
    for (row, _), key in zip(table.rows, ids, strict=False):
        if key in first:
            table.add(row, "id", f"「{key}」は{first[key]}行目にもあります", "別の id にしてください")
        first.setdefault(key, row)
    if table.problems:
        raise DataFileError(sorted(table.problems, key=lambda problem: problem.row))
    return tuple(records)
