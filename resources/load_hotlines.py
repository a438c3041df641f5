"""Turning a row of the list of lines into a Hotline."""

import re
from collections.abc import Sequence

from resources.load_table import Cells
from resources.records import Hotline

HOTLINE_COLUMNS = (
    "id", "name", "kana", "phone", "chat_url_or_line", "hours_text", "hours_machine", "closed", "topics",
    "crisis_kinds", "target_age", "languages", "area", "source", "verified", "verified_on", "verify_every_days",
)  # fmt: skip

CRISIS_KINDS = (
    "suicide", "self_harm", "dv", "abuse", "sexual_violence", "medical", "no_shelter", "no_food", "harm_others",
)  # fmt: skip

DEFAULT_VERIFY_DAYS = 183
"""Lines are confirmed every six months (R47)."""

_TARGET = re.compile(r"all|adults|parents|family|female|male|\d{1,3}(?:-\d{1,3}|\+)")


def hotline_row(cells: Cells, topics: Sequence[str]) -> Hotline:
    """Return the line of one row; faults are noted in the table of `cells`."""
    return Hotline(
        id=cells.identifier("id"),
        name=cells.text("name", required=True),
        kana=cells.text("kana"),
        phone=cells.text("phone"),
        chat_url_or_line=cells.text("chat_url_or_line"),
        hours_text=cells.text("hours_text", required=True),
        hours_machine=cells.text("hours_machine", required=True),
        closed=cells.many("closed"),
        topics=cells.many("topics", topics),
        crisis_kinds=cells.many("crisis_kinds", CRISIS_KINDS),
        target_age=_targets(cells),
        languages=cells.many("languages"),
        area=cells.text("area", required=True),
        provenance=cells.provenance(DEFAULT_VERIFY_DAYS),
    )


def _targets(cells: Cells) -> tuple[str, ...]:
    """Return whom the line is for: groups, and ages as 10-29 or 65+."""
    parts = cells.many("target_age")
    for part in parts:
        if not _TARGET.fullmatch(part):
            cells.bad("target_age", f"「{part}」は読めません", "all、0-17、65+、parents などで書いてください")
    return parts
