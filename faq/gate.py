"""Whether a text asks the question that an entry answers, or only tells of a worry that touches it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from faq.concepts import themes
from faq.cues import cues
from faq.errors import WeightsError
from faq.forest import Forest
from faq.ranking import Doubles, Ranking
from faq.text import bare, fold, ngrams

WEIGHTS = Path(__file__).parent / "model"
"""Folder with gate_plain.npz (no encoder) and gate_encoder.npz."""

BUCKETS = 1 << 13
"""Places for hashed marks."""

WORDS = 1 << 15
"""Places for hashed words: what a text is about."""

SIZES = range(1, 5)
TAIL = 24
"""The last characters say most about whether something is asked."""

_KANJI = re.compile("[一-鿿々]")

Places = tuple[npt.NDArray[np.int64], Doubles]


def marks(text: str) -> Places:
    """Return places and values of the hashed marks of *text*: cues at full weight, n-grams of its end at less."""
    return _hashed((set(cues(text)), {f"g{gram}" for gram in ngrams(fold(text)[-TAIL:], SIZES)}), BUCKETS)


def words(text: str, concepts: Sequence[str]) -> Places:
    """Return places and values of the hashed n-grams of all of *text*, and of its *concepts*."""
    return _hashed(({f"w{gram}" for gram in ngrams(bare(fold(text)), range(1, 4))}, set(concepts)), WORDS)


def _hashed(groups: Sequence[set[str]], places: int) -> Places:
    at: list[int] = []
    values: list[float] = []
    for group in groups:
        at += [crc32(mark.encode()) % places for mark in sorted(group)]
        values += [len(group) ** -0.5 for _ in group]
    return np.array(at, np.int64), np.array(values)


@dataclass(frozen=True)
class Gate:
    """Two linear heads and a forest over them and the ranking.

    `form` (marks): does the text ask at all. `matter` (words, marks, and the encoder's vector where there is one): does
    it ask what some entry answers. The forest weighs both with what the ranking found.
    """

    form: Doubles
    form_bias: float
    matter: Doubles
    matter_bias: float
    forest: Forest
    threshold: float
    encoder: str = ""
    """The name of the encoder whose vectors the matter head was fitted to; "" for none."""

    @classmethod
    def load(cls, with_encoder: bool, folder: Path = WEIGHTS) -> Gate:
        """Read the weights; raises WeightsError when they are missing or of another shape."""
        path = folder / ("gate_encoder.npz" if with_encoder else "gate_plain.npz")
        try:
            with np.load(path) as kept:
                gate = cls(
                    form=kept["form"].astype(np.float64),
                    form_bias=float(kept["form_bias"]),
                    matter=kept["matter"].astype(np.float64),
                    matter_bias=float(kept["matter_bias"]),
                    forest=Forest.of(kept),
                    threshold=float(kept["threshold"]),
                    encoder=str(kept["encoder"]),
                )
        except (OSError, KeyError, ValueError) as error:
            raise WeightsError(f"{path.name} を読めません。python -m faq.train を実行してください。") from error
        if gate.form.shape != (BUCKETS,) or len(gate.matter) < WORDS + BUCKETS:
            raise WeightsError(f"{path.name} の大きさが違います。python -m faq.train を実行してください。")
        return gate

    def heads(self, text: str, ranking: Ranking) -> tuple[float, float]:
        """Return the log odds that *text* asks something, and that it asks what some entry answers."""
        (at, values), (words_at, words_values) = marks(text), words(text, ranking.concepts)
        form = float(self.form[at] @ values)
        matter = float(self.matter[words_at] @ words_values + self.matter[WORDS + at] @ values)
        if len(ranking.vector):
            matter += float(self.matter[WORDS + BUCKETS :] @ ranking.vector)
        return form + self.form_bias, matter + self.matter_bias

    def probability(self, text: str, ranking: Ranking) -> float:
        """Return the probability (0 to 1) that the first entry of *ranking* is what *text* asks for."""
        odds = self.forest.odds(evidence(self.heads(text, ranking), ranking, text))
        return float(1 / (1 + np.exp(-odds)))


def evidence(heads: tuple[float, float], ranking: Ranking, text: str) -> Sequence[float]:
    """Return what the forest looks at."""
    second, first = np.sort(ranking.scores)[-2:]
    asked, answerable = (min(max(head, -8.0), 8.0) / 4 for head in heads)
    lead = float(first - second)
    best = float(first)
    away = ranking.other
    cover, known = ranking.cover, len(themes(ranking.concepts))
    return (
        *(asked, answerable, best, lead, away, best - away, ranking.wording, ranking.meaning),
        *(asked * best, min(len(text), 120) / 60, float(known == 0), min(known, 3) / 3),
        *(cover.pairs, cover.triples, cover.own, cover.fitting, cover.own * best, cover.fitting * best),
        *(cover.heard, len(_KANJI.findall(text)) / max(len(text), 1)),
    )
