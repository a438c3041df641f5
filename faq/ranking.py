"""Which entry a text is about: kernel ridge over the ways of asking, on character n-grams and meaning together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

from faq import pieces as signs
from faq.concepts import Concepts, themes
from faq.coverage import Cover, Coverage
from faq.pieces import Pieces, checksum, places
from faq.records import EncoderLike
from faq.text import LONGEST, bare, fold, ngrams

SIZES = range(1, 5)
"""Lengths of the character n-grams."""

HEARD = range(3, 6)
"""Numbers of kana that are compared by sound, so that しゃっきん finds 借金 (with an encoder that reads kanji)."""

HEARD_WEIGHT = 2.0
"""Weight of a piece of sound beside a character n-gram (1.5 to 2.5: the same on the development set)."""

MEANING = 0.4
"""Weight of the encoder's similarity beside that of the n-grams (chosen on the development set)."""

RIDGE = 0.1
"""Strength of the smoothing (chosen on the development set)."""

CONCEPT = 6.0
"""Weight of a concept beside a character n-gram."""

PART = 512
"""Ways of asking whose nearness to all others is reckoned at a time."""

Doubles = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Ranking:
    """Scores of all entries for one text, of questions that none answers, and what they rest on.

    `wording` and `meaning` are the closest way of asking (0 to 1), `concepts` those recognised and their pairs,
    `cover` how much of the text the first entry accounts for, `vector` the encoder's (empty without one).
    """

    scores: Doubles
    other: float
    wording: float
    meaning: float
    concepts: tuple[str, ...]
    cover: Cover
    vector: Doubles


class Wording:
    """Weights of character n-grams and concepts; what stands in few entries weighs more. Rows have length one.

    Pieces of text are known by their checksums alone (two of 60,000 that fall together are as one), so that a worker
    keeps a few hundred kilobytes and building it leaves no holes in its memory.
    """

    def __init__(self, texts: Sequence[str], sounds: Sequence[str], owners: Sequence[int], concepts: Concepts) -> None:
        """Learn vocabulary and weights of *texts*, how they sound ("": not known), and the entries they belong to."""
        told = zip(texts, sounds, strict=True)
        pieces = Pieces.of(_bag(text, sound, concepts.of(text, sound)) for text, sound in told)
        self._known, spread = pieces.vocabulary(np.asarray(owners, np.int64))
        rare = np.log((len(set(owners)) + 1) / spread)
        self._weight: Doubles = rare * np.where(pieces.marked(self._known, signs.CONCEPT), CONCEPT, 1.0)
        self._weight *= np.where(pieces.marked(self._known, signs.SOUND), HEARD_WEIGHT, 1.0)
        self._columns = self._unit_rows(pieces, len(texts)).T.tocsr()  # a text holds few pieces: only they are read

    def near(self, text: str, sound: str, concepts: Sequence[str]) -> Singles:
        """Return how near *text* with its *concepts* is to each text learned (n,), by wording."""
        bag = _bag(text, sound, concepts)
        marks = np.fromiter(map(checksum, bag), np.uint32, len(bag))
        at, known = places(self._known, marks)
        values = (1 + np.log(np.fromiter(bag.values(), np.float64, len(bag))[known])) * self._weight[at]
        values /= max(float(np.linalg.norm(values)), 1e-9)
        return np.asarray(self._columns[at].T @ values.astype(np.float32))

    @property
    def rows(self) -> sparse.csr_matrix:
        """The texts learned, (n, vocabulary) unit rows."""
        return self._columns.T.tocsr()

    def _unit_rows(self, pieces: Pieces, count: int) -> sparse.csr_matrix:
        at, known = places(self._known, pieces.marks)
        values = (1 + np.log(pieces.counts[known])) * self._weight[at]
        rows = sparse.csr_matrix((values, (pieces.texts[known], at)), shape=(count, len(self._known)))
        length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return sparse.diags(1 / np.maximum(length, 1e-9)).dot(rows).astype(np.float32).tocsr()


def _bag(text: str, sound: str, concepts: Sequence[str]) -> Counter[str]:
    heard = [f"{signs.SOUND}{piece}" for piece in ngrams(sound, HEARD)] if sound else []
    return Counter([*ngrams(bare(fold(text)), SIZES), *heard, *concepts])


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
        self._encoder = encoder
        self.concepts = Concepts(encoder.readings if encoder else None)
        sounds = self._sounds(texts)
        self._words = Wording(texts, sounds, owners, self.concepts)
        self._coverage = Coverage(keys, texts, sounds, self.concepts)
        self._meanings = None if encoder is None else encoder.passages(list(texts))
        self._weights = _solved(self._own_kernel(), np.eye(len(self.keys) + 1, dtype=np.float32)[owners])

    def rank(self, text: str) -> Ranking:
        """Return the scores of all entries for *text*, in the order of `keys`."""
        sound = self._sounds([text[-LONGEST:]])[0]
        concepts = tuple(self.concepts.of(text, sound))
        kernel = wording = self._words.near(text, sound, concepts)
        meaning, vector = 0.0, np.zeros(0)
        if self._encoder is not None and self._meanings is not None:
            own = self._encoder.queries([text])[0]
            near, vector = self._meanings @ own, own.astype(np.float64)
            kernel, meaning = self._mixed(wording, near), float(near.max())
        scores = (kernel @ self._weights).astype(np.float64)
        cover = self._coverage.of(text, sound, themes(concepts), self.keys[int(scores[:-1].argmax())])
        return Ranking(scores[:-1], float(scores[-1]), float(wording.max()), meaning, concepts, cover, vector)

    def _sounds(self, texts: Sequence[str]) -> list[str]:
        return [""] * len(texts) if self._encoder is None else self._encoder.readings(texts)

    def _own_kernel(self) -> Singles:
        """Return how near each way of asking is to each other (n, n), made in parts: nothing here is larger."""
        rows = self._words.rows
        own = np.empty((rows.shape[0],) * 2, np.float32, order="F")
        for start in range(0, len(own), PART):
            part = slice(start, start + PART)
            own[:, part] = (rows @ rows[part].T).toarray()
            if self._meanings is not None:
                own[:, part] = self._mixed(own[:, part], self._meanings @ self._meanings[part].T)
        return own

    def _mixed(self, wording: Singles, near: Singles) -> Singles:
        return (1 - MEANING) * wording + MEANING * near


def _solved(kernel: Singles, wanted: Singles) -> Singles:
    """Return the weights (n, entries + 1) that give *wanted*, in the place of *kernel*."""
    kernel.flat[:: len(kernel) + 1] += RIDGE
    factor = linalg.cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False)
    return np.asarray(linalg.cho_solve(factor, wanted, check_finite=False), np.float32)
