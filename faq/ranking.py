"""Which entry a text is about: kernel ridge over the ways of asking, on character n-grams and meaning together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

from faq.concepts import Concepts
from faq.coverage import Cover, Coverage
from faq.records import EncoderLike
from faq.text import bare, fold, ngrams

SIZES = range(1, 5)
"""Lengths of the character n-grams."""

MEANING = 0.4
"""Weight of the encoder's similarity beside that of the n-grams (chosen on the development set)."""

RIDGE = 0.1
"""Strength of the smoothing (chosen on the development set)."""

CONCEPT = 6.0
"""Weight of a concept beside a character n-gram."""

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranking:
    """Scores of all entries for one text, of questions that none answers, and what they rest on.

    `wording` and `meaning` are the closest way of asking (0 to 1), `concepts` how many concepts were recognised,
    `cover` how much of the text the first entry accounts for, `vector` the encoder's (empty without one).
    """

    scores: Doubles
    other: float
    wording: float
    meaning: float
    concepts: int
    cover: Cover
    vector: Doubles


class Wording:
    """Weights of character n-grams and concepts; what stands in few entries weighs more. Rows have length one."""

    def __init__(self, texts: Sequence[str], owners: Sequence[int]) -> None:
        """Learn vocabulary and weights from *texts* and the entries they belong to."""
        self._concepts = Concepts()
        bags = [self._bag(text) for text in texts]
        counts = Counter(token for bag in bags for token in bag)
        entries: dict[str, set[int]] = {}
        for bag, owner in zip(bags, owners, strict=True):
            for token in bag:
                entries.setdefault(token, set()).add(owner)
        kept = sorted(token for token, count in counts.items() if count > 1 or len(token) < SIZES.stop - 1)
        self._at = {token: at for at, token in enumerate(kept)}
        spread = np.array([len(entries[token]) for token in kept])
        rare = np.log((len(set(owners)) + 1) / spread)
        concept = np.array([token.startswith("#") for token in kept])
        self._weight = rare * np.where(concept, CONCEPT, 1.0)

    def rows(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return (n, vocabulary) unit rows."""
        found = [self._values(self._bag(text)) for text in texts]
        ends = np.cumsum([0, *(len(at) for at, _ in found)])
        values, at = np.concatenate([row[1] for row in found]), np.concatenate([row[0] for row in found])
        return sparse.csr_matrix((values, at, ends), shape=(len(texts), len(self._at)))

    def vector(self, text: str) -> tuple[Doubles, int]:
        """Return the unit row of *text*, dense, and the number of its concepts."""
        bag = self._bag(text)
        at, values = self._values(bag)
        row = np.zeros(len(self._at))
        row[at] = values
        return row, sum(token.startswith("#") and token.count("#") == 1 for token in bag)

    def _bag(self, text: str) -> Counter[str]:
        return Counter(ngrams(bare(fold(text)), SIZES) + self._concepts.of(text))

    def _values(self, bag: Counter[str]) -> tuple[npt.NDArray[np.int64], Doubles]:
        known = [(self._at[token], count) for token, count in bag.items() if token in self._at]
        at = np.array([place for place, _ in known], np.int64)
        values = (1 + np.log(np.array([count for _, count in known], np.float64))) * self._weight[at]
        return at, values / max(float(np.linalg.norm(values)), 1e-9)


class Ranker:
    """Scores entries for a text; built from the ways of asking, so that edited entries need no training."""

    def __init__(self, keys: Sequence[str], texts: Sequence[str], encoder: EncoderLike | None = None) -> None:
        """Fit on *texts*, each a way of asking the entry whose key stands at the same place in *keys*.

        The key "" marks questions that no entry answers; how near a text is to them is told as `other`.
        """
        names = tuple(dict.fromkeys(keys))
        self.keys = tuple(name for name in names if name)
        at = {key: place for place, key in enumerate((*self.keys, ""))}
        owners = [at[key] for key in keys]
        self._words = Wording(texts, owners)
        self._coverage = Coverage(keys, texts)
        self._rows = self._words.rows(texts)
        self._encoder = encoder
        self._meanings = None if encoder is None else encoder.passages(list(texts))
        own = np.asarray((self._rows @ self._rows.T).todense())
        if encoder is not None and self._meanings is not None:
            own = self._mixed(own, (encoder.queries(list(texts)) @ self._meanings.T).astype(np.float64))
        wanted = np.eye(len(self.keys) + 1)[owners]
        self._weights = _solved((own + own.T) / 2 + RIDGE * np.eye(len(texts)), wanted)

    def rank(self, text: str) -> Ranking:
        """Return the scores of all entries for *text*, in the order of `keys`."""
        row, concepts = self._words.vector(text)
        wording = kernel = self._rows @ row
        meaning, vector = 0.0, np.zeros(0)
        if self._encoder is not None and self._meanings is not None:
            own = self._encoder.queries([text])[0]
            near, vector = self._meanings @ own, own.astype(np.float64)
            kernel, meaning = self._mixed(wording, near), float(near.max())
        scores = kernel @ self._weights
        cover = self._coverage.of(text, self.keys[int(scores[:-1].argmax())])
        return Ranking(scores[:-1], float(scores[-1]), float(wording.max()), meaning, concepts, cover, vector)

    def _mixed(self, wording: Doubles, near: Doubles) -> Doubles:
        return (1 - MEANING) * wording + MEANING * near


def _solved(kernel: Doubles, wanted: Doubles) -> Doubles:
    """Return the weights; a kernel of an encoder with two sides may fall short of positive, and takes longer."""
    try:
        return np.asarray(linalg.solve(kernel, wanted, assume_a="pos"))
    except linalg.LinAlgError:
        return np.asarray(linalg.solve(kernel, wanted, assume_a="sym"))
