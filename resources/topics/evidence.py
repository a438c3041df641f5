"""Pick the person's own words that speak for a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

LONGEST = 30
"""Characters of evidence; more would be parroting when shown (R33 is checked where it is shown)."""

_CUT = re.compile(r"[。!?！？\n…]|、|(?<=[てで]) ")


def clauses(text: str) -> list[str]:
    """Return the non-empty clauses of *text*, at most 24, as the person wrote them."""
    return [piece.strip() for piece in _CUT.split(text) if piece.strip()][:24]


def strongest(pieces: Sequence[str], gains: npt.NDArray[np.float32]) -> str:
    """Return the clause with the highest gain, cut to LONGEST; empty when none speaks for the topic."""
    if not len(pieces) or float(gains.max()) <= 0:
        return ""
    return pieces[int(gains.argmax())][:LONGEST]
