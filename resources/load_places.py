"""Turning a row of the catalogue into a Place."""

from collections.abc import Sequence

from resources.load_table import Cells
from resources.records import Place

PLACE_COLUMNS = (
    "id", "kind", "name", "kana", "municipality", "area", "area_id", "operator", "topics", "description", "target",
    "audience", "age_min", "age_max", "phone", "address", "hours_text", "rrule", "start_time", "end_time", "fee_text",
    "booking", "channels", "languages", "url", "source", "verified", "verified_on", "verify_every_days", "note",
)  # fmt: skip

OPTIONAL_COLUMNS = ("lat", "lon")

KINDS = ("madoguchi", "ibasho")
BOOKINGS = ("", "required", "none", "first_time_only")
CHANNELS = ("visit", "phone", "outreach", "online", "line", "mail", "chat", "sms")
AUDIENCES = (
    "everyone", "children", "youth", "adults", "parents", "elders", "family", "carers", "disabled", "women", "men",
    "foreigners", "neighbours", "helpers",
)  # fmt: skip

DEFAULT_VERIFY_DAYS = 365
"""Places are confirmed once a year unless their row says otherwise; lines twice (guidelines.md section 4)."""


def place_row(cells: Cells, topics: Sequence[str]) -> Place:
    """Return the place of one row; faults are noted in the table of `cells`."""
    age_min, age_max = cells.number("age_min"), cells.number("age_max")
    if age_min is not None and age_max is not None and age_min > age_max:
        cells.bad("age_max", "下限より小さい年齢です", "age_min と age_max を確かめてください")
    return Place(
        id=cells.identifier("id"),
        kind=cells.one_of("kind", KINDS),  # type: ignore[arg-type]
        name=cells.text("name", required=True),
        kana=cells.text("kana"),
        municipality=cells.text("municipality", required=True),
        area=cells.text("area"),
        area_id=cells.text("area_id"),
        operator=cells.text("operator"),
        topics=cells.many("topics", topics),
        description=cells.text("description", required=True),
        target=cells.text("target"),
        audience=cells.many("audience", AUDIENCES),
        age_min=age_min,
        age_max=age_max,
        phone=cells.text("phone"),
        address=cells.text("address"),
        hours_text=cells.text("hours_text"),
        rrule=cells.text("rrule"),
        start_time=cells.clock("start_time"),
        end_time=cells.clock("end_time"),
        fee_text=cells.text("fee_text"),
        booking=cells.one_of("booking", BOOKINGS),  # type: ignore[arg-type]
        channels=cells.many("channels", CHANNELS),
        languages=cells.many("languages"),
        url=cells.text("url"),
        provenance=cells.provenance(DEFAULT_VERIFY_DAYS),
        note=cells.text("note"),
        lat=cells.degrees("lat"),
        lon=cells.degrees("lon"),
    )
