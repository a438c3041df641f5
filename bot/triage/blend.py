"""Two opinions and the rules become one probability a head: a logistic step fitted on scores of unseen lines.

Both opinions have to lean towards danger before a message that no rule supports raises an alarm: neither alone is
enough to pass the limit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.triage.classifier import HEADS
from bot.triage.rules import Rule
from bot.triage.verdict import Level

INPUTS = 16
"""Numbers a head is blended from (see `inputs`)."""
SETTLED = "settled."
"""How the id of a calm rule begins when the person has said no to our question of safety."""

_JAPANESE = re.compile("[ぁ-んァ-ヶ一-鿿]")
_LETTER = re.compile(r"[^\W\d_]")
_CUT = re.compile(r"(?<=[。!?\n])")
_CLAUSE = 16
_MOST = 14

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Opinions:
    """Scores of both opinions (one a head), the strongest clause for any danger, and what stands around them."""

    letters: Floats
    meaning: Floats
    clause: float
    rules: Sequence[Rule]
    text: str
    bubbles: int


def clauses(text: str) -> list[str]:
    """Sentences of a longer text, short ones joined to the next; none when the text is one sentence."""
    parts: list[str] = []
    for sentence in _CUT.split(text):
        if parts and len(parts[-1]) < _CLAUSE:
            parts[-1] += sentence
        elif sentence.strip():
            parts.append(sentence)
    if len(parts) < 2:
        return []
    return parts if len(parts) <= _MOST else parts[: _MOST // 2] + parts[-_MOST // 2 :]


def foreign(text: str) -> float:
    """Share of letters that are not Japanese."""
    letters = len(_LETTER.findall(text))
    return 1.0 - len(_JAPANESE.findall(text)) / letters if letters else 0.0


def inputs(o: Opinions) -> Floats:
    """What each head is blended from: (heads, INPUTS)."""
    alarms = [rule for rule in o.rules if rule.level is not Level.NONE]
    named = {kind.value for rule in alarms for kind in rule.kinds}
    calm = any(rule.level is Level.NONE for rule in o.rules)
    pressing = any(rule.level is Level.EMERGENCY for rule in alarms)
    settled = any(rule.id.startswith(SETTLED) for rule in o.rules)
    size = float(np.log1p(len(o.text))) / 4.0
    strange = foreign(o.text)
    around = [bool(alarms), pressing, calm, settled, size, strange, strange * o.letters[0] / 4.0, o.bubbles > 1]
    rows = []
    for at, head in enumerate(HEADS):
        own = [o.letters[at], o.meaning[at], o.letters[0], o.meaning[0], o.letters[1], o.meaning[1], o.clause]
        rows.append([*own, head in named, *around])
    return np.asarray(rows, dtype=np.float64)


@dataclass(frozen=True)
class Blend:
    """One weight for each input and head (heads, INPUTS), and a bias a head."""

    weights: Floats
    bias: Floats

    def probabilities(self, opinions: Opinions) -> Floats:
        """One calibrated probability for each head."""
        scores = (inputs(opinions) * self.weights).sum(axis=1) + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -40.0, 40.0))), dtype=np.float64)
