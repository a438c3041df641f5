"""Choosing few from many: different enough, covering what was told, desks and places to be mixed on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from resources.matcher.table import Floats, PlaceTable

if TYPE_CHECKING:
    from resources.matcher.matcher import Candidate

COMPANY = frozenset(
    {"isolation", "hikikomori", "eighty_fifty", "school_refusal", "participation", "parenting", "young_carer", "dementia"}
)
"""Topics for which a place to be helps as much as a desk: somebody lonely is not only sent to a desk."""
_ALIKE = 0.35
_SAME_OPERATOR = 0.12
_SECOND_TOPIC = 0.25
_OTHER_KIND = 0.3


def choose(found: Sequence[Candidate], weights: Floats, table: PlaceTable, limit: int) -> list[Candidate]:
    """At most `limit` candidates: the best first, then each time the best of what adds something."""
    left = sorted(found, key=lambda one: (-one.score, one.place.id))
    left = [one for one in left if one.place.verified != "no"] + [one for one in left if one.place.verified == "no"]
    chosen: list[Candidate] = []
    while left and len(chosen) < limit:
        best = max(left, key=lambda one: _worth(one, chosen, weights, table)) if chosen else left[0]
        chosen.append(best)
        left = [one for one in left if one.place.id != best.place.id and one.place.name != best.place.name]
    return chosen


def _worth(one: Candidate, chosen: Sequence[Candidate], weights: Floats, table: PlaceTable) -> float:
    """The score, less what the chosen ones already give, more what they lack."""
    covered = np.maximum.reduce([table.fit[other.row] for other in chosen])
    alike = max(float(table.vectors[one.row] @ table.vectors[other.row]) for other in chosen)
    new = float((np.maximum(table.fit[one.row] - covered, 0) * weights).max())
    same = any(one.place.operator and one.place.operator == other.place.operator for other in chosen)
    worth = one.score - _ALIKE * max(alike, 0.0) + _SECOND_TOPIC * new - (_SAME_OPERATOR if same else 0.0)
    company = any(topic in COMPANY for topic in np.array(table.topics)[weights >= 0.5].tolist())
    if company and all(other.place.kind != one.place.kind for other in chosen):
        worth += _OTHER_KIND
    return worth
