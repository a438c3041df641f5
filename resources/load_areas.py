"""Turning a row of the list of 担当区域 into an AreaRow."""

import re

from resources.load_table import Cells
from resources.records import AreaRow

AREA_COLUMNS = (
    "municipality", "municipality_code", "area_id", "area", "area_type", "town", "chome", "banchi_from", "banchi_to",
    "center", "coordinator_team", "source", "verified", "confidence",
)  # fmt: skip

CONFIDENCES = ("low", "medium", "high")

_CODE = re.compile(r"\d{5}")


def area_row(cells: Cells) -> AreaRow:
    """Return the area row of one line; faults are noted in the table of `cells`."""
    row = AreaRow(
        municipality=cells.text("municipality", required=True),
        municipality_code=cells.text("municipality_code", required=True),
        area_id=cells.identifier("area_id"),
        area=cells.text("area", required=True),
        area_type=cells.text("area_type"),
        town=cells.text("town"),
        chome=cells.number("chome"),
        banchi_from=cells.number("banchi_from"),
        banchi_to=cells.number("banchi_to"),
        center=cells.text("center"),
        coordinator_team=cells.text("coordinator_team"),
        confidence=cells.one_of("confidence", CONFIDENCES),  # type: ignore[arg-type]
        provenance=cells.provenance(183),
    )
    _check_shape(cells, row)
    return row


def _check_shape(cells: Cells, row: AreaRow) -> None:
    """Note a chome without a town, a 番 without a chome, and a range that runs backwards."""
    if row.municipality_code and not _CODE.fullmatch(row.municipality_code):
        cells.bad("municipality_code", "5桁の数字ではありません", "全国地方公共団体コードの上5桁を書いてください")
    if row.chome is not None and not row.town:
        cells.bad("chome", "町名がないのに丁目があります", "town を書いてください")
    if (row.banchi_from is None) != (row.banchi_to is None):
        cells.bad("banchi_to", "番の範囲が片方だけです", "banchi_from と banchi_to を両方書いてください")
    if row.banchi_from is not None and row.banchi_to is not None and row.banchi_from > row.banchi_to:
        cells.bad("banchi_to", "番の範囲が逆です", "小さい番を banchi_from に書いてください")
