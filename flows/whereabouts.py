"""What a message says of a place, and what the talk keeps of it until the area is known."""

from __future__ import annotations

import re
from typing import Any

from flows.said import Said, Whereabouts
from flows.talk import Talk

_OF_A_PLACE = re.compile(
    r"近く|そば|あたり|辺り|周辺|方面|沿い|住|駅|団地|アパート|マンション|ハイツ|公園|学校|病院|通り|丁目|番地|[市区町村]"
)
"""Words that stand beside a place that routing does not know: 「都営団地のあたり」 is no worry about housing."""


def heard(where: Whereabouts | None) -> bool:
    """Tell whether routing understood anything of a place."""
    return bool(where and (where.known or where.ask or where.candidates or where.outside or where.declined
                           or where.municipality))  # fmt: skip


def speaks_of_else(said: Said, talk: Talk) -> bool:
    """Tell whether words said to the question for a place ask or tell something else, and name no place at all.

    With the municipality known, routing finds that municipality in any words; that alone is no answer.
    """
    where = said.where
    if where is None or where.area_id or where.town or where.candidates or where.outside or where.declined:
        return False
    if where.municipality != talk.municipality:
        return False
    return bool(said.faq) or (bool(said.topics) and not _OF_A_PLACE.search(said.text))


def kept(where: Whereabouts, talk: Talk) -> dict[str, Any]:
    """Return the fields of a talk that change by what was heard; the town stays while its part is to be asked."""
    settled = bool(where.area_id) and not where.candidates
    return {
        "municipality": where.municipality or talk.municipality,
        "area_id": where.area_id if settled else "",
        "area_done": settled,
        "town": "" if settled else where.town or talk.town,
    }
