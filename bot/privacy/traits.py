"""What speaks for and against a candidate: its probabilities, lists, the dictionary, its neighbours, cue words."""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from bot.privacy import doubt
from bot.privacy.candidates import KIND_AFTER, TYPES, Candidate
from bot.privacy.document import Document
from bot.privacy.features import CUES, Matrix, kind_of
from bot.privacy.keep import CANDIDATE, Keeper, place_cues
from bot.privacy.lexicon import Lexicon
from bot.privacy.morphology import CLASSES, Morphology, Word
from bot.privacy.recognisers.acting import LIGHT, STRONG
from bot.privacy.recognisers.organisation import is_general
from bot.privacy.spans import Span
from bot.privacy.usual import of_nature
from resources.words import WordVectors

_LISTS = ("surnames", "given", "given_kana", "foreign", "surnames_kana", "places", "not_names", "ordinary", "everyday",
          "brands", "rarely_names", "kinds", "sole_kanji", "whole_words", "not_schools")
_SENSES = ("surname", "given", "person", "place", "proper", "noun", "number", "verb", "adverb", "suffix", "prefix",
           "pronoun", "other", "particle", "auxiliary", "symbol")
_NEXT = ("は", "が", "を", "に", "の", "と", "も", "で", "から", "へ", "や", "って", "です", "だ", "さん", "ちゃん",
         "くん", "、", "。", "」", "(", "\n", "まで", "より", "という", "な", "ば", "し", "た")
_PREVIOUS = ("の", "、", "。", "「", "は", "が", "と", "\n", "(", "に", "で", "を", "も", "から", " ", "た")
OFTEN = 64
"""The column of how often the word stands in lines that name nobody."""
_NEAR = 6
_LONGEST = 12
_TELLING = frozenset(map(CLASSES.index, ("noun", "verb", "adverb", "suffix", "pronoun", "proper", "person", "other")))
_SCORE = 0.7


@dataclass(frozen=True)
class Reading:
    """A text as the traits need it: what the taggers gave each character, the words, how often a surface is found;
    `kept` holds where the candidates begin that no rule gives back."""

    document: Document
    table: Matrix
    words: Sequence[Word]
    found: Sequence[Candidate]
    kept: frozenset[int]
    kinds: Matrix = field(init=False)
    word_at: npt.NDArray[np.int64] = field(init=False)
    cues: tuple[npt.NDArray[np.int64], ...] = field(init=False)
    surfaces: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        text = self.document.folded
        object.__setattr__(self, "kinds", self.table[:, 2::2] + self.table[:, 3::2])
        at = np.zeros(len(text) + 1, np.int64)
        for number, word in enumerate(self.words):
            at[word.start:word.end] = number
        object.__setattr__(self, "word_at", at)
        object.__setattr__(self, "cues", tuple(_edges(cue, text) for cue in CUES))
        object.__setattr__(self, "surfaces", Counter(text[c.start:c.end] for c in self.found))


@dataclass(frozen=True)
class Traits:
    """Turns candidates into rows of numbers; `often` tells in how many lines that name nobody a word stands."""

    lexicon: Lexicon
    keeper: Keeper
    vectors: WordVectors
    morphology: Morphology
    often: dict[str, int]

    def rows(self, document: Document, table: Matrix, words: Sequence[Word], found: Sequence[Candidate]) -> Matrix:
        """Return one row for each candidate."""
        spans = [Span(c.start, c.end, c.type, _SCORE, CANDIDATE) for c in found]
        kept = frozenset(span.start for span in self.keeper.clear(document, spans))
        reading = Reading(document, table, words, found, kept)
        return np.array([self.of(candidate, reading) for candidate in reading.found], np.float32)

    def of(self, candidate: Candidate, reading: Reading) -> list[float]:
        """Return the row of one candidate."""
        document, text = reading.document, reading.document.folded
        start, end = candidate.start, candidate.end
        word, count = text[start:end], len(text)
        parts = (
            _strength(candidate, reading), _shape(word), self._listing(word), self._senses(word),
            (math.log1p(self.often.get(word, 0)),), _words_around(start, end, reading), _neighbours(text, start, end),
            _cue_words(document, start, end), _cues_near(start, end, reading),
            (reading.surfaces[word] - 1, math.log(count + 1), start / count, start in reading.kept))
        return [float(value) for value in chain(*parts)]

    def _listing(self, word: str) -> list[float]:
        lists, cuts = self.lexicon, range(1, len(word))
        family = [cut for cut in cuts if word[:cut] in lists.surnames]
        rests = [word[cut:].strip() for cut in family]
        return [
            *(word in getattr(lists, name) for name in _LISTS), bool(family),
            any(rest in lists.given or rest in lists.given_kana for rest in rests),
            any(word[cut:] in lists.given for cut in cuts), any(word[:cut] in lists.places for cut in cuts if cut > 1),
            bool(KIND_AFTER.search(word)), len(word) <= 16 and is_general(word)]

    def _senses(self, word: str) -> list[float]:
        """Return which senses the dictionary knows of the word."""
        found: frozenset[str] = self.morphology.senses(word) if len(word) <= _LONGEST else frozenset()
        return [*(sense in found for sense in _SENSES), not found]

    def meanings(self, words: Sequence[Word], found: Sequence[Candidate]) -> Matrix:
        """Return for each candidate the mean meanings of the words before, behind and inside, one after the other."""
        starts = [word.start for word in words]
        result = np.zeros((len(found), 3, self.vectors.dimension), np.float32)
        for row, candidate in zip(result, found, strict=True):
            first, last = bisect_right(starts, candidate.start) - 1, bisect_right(starts, candidate.end - 1)
            near = (words[max(0, first - 4):first], words[last:last + 6], words[first:last])
            for place, some in enumerate(near):
                known = [at for w in some if w.number in _TELLING and (at := self.vectors.row(w.form)) >= 0]
                if known:
                    row[place] = self.vectors.vectors[known].mean(axis=0)
        return result.reshape(len(found), 3 * self.vectors.dimension)


def _edges(cue: "re.Pattern[str]", text: str) -> npt.NDArray[np.int64]:
    """Return running counts of where the cue ends and where it begins, so that a look around costs a constant."""
    marks = np.zeros((2, len(text) + 2), np.int64)
    for match in cue.finditer(text):
        marks[0, match.end() + 1] += 1
        marks[1, match.start() + 1] += 1
    return marks.cumsum(axis=1)


def _strength(candidate: Candidate, reading: Reading) -> list[float]:
    start, end, kind, probability, tier = candidate
    kinds, table = reading.kinds[start:end], reading.table
    every = kinds.sum(axis=1)
    before = float(reading.kinds[start - 1].sum()) if start else 0.0
    after = float(reading.kinds[end].sum()) if end < len(reading.kinds) else 0.0
    return [*kinds.mean(axis=0), *kinds.max(axis=0), every.min(), every.max(), probability, tier, table[start, 2],
            table[start, 4], table[start:end, 1].mean(), before, after, *(kind is one for one in TYPES)]


def _shape(word: str) -> list[float]:
    kinds = [kind_of(char) for char in word]
    return [len(word), *(all(kind == one for kind in kinds) for one in (0, 1, 2)),
            all(kind in (3, 4, 6) for kind in kinds), 5 in kinds, 0 in kinds and 1 in kinds, 9 in kinds]


def _words_around(start: int, end: int, reading: Reading) -> list[float]:
    """Return how the stretch lies on the words, and the class of the first and last one and of two on either side."""
    words, first, last = reading.words, int(reading.word_at[start]), int(reading.word_at[end - 1])
    inside = words[first:last + 1]
    row: list[float] = [last - first + 1, any(w.start == start for w in inside), any(w.end == end for w in inside),
                        any(w.unknown for w in inside)]
    for at in (first, last, first - 1, first - 2, last + 1, last + 2):
        number = words[at].number if 0 <= at < len(words) else -1
        row += (number == one for one in range(-1, len(CLASSES)))
    return row


def _neighbours(text: str, start: int, end: int) -> list[float]:
    after, before = text[end:end + 3], text[max(0, start - 2):start]
    return [*(after.startswith(one) for one in _NEXT), end >= len(text),
            *(before.endswith(one) for one in _PREVIOUS), start == 0]


def _cue_words(document: Document, start: int, end: int) -> list[float]:
    """Return which patterns of other readers speak here: a person, an institution, a place, a deed, nature."""
    found = (*doubt.cues(document, start, end), *place_cues(document, start, end),
             STRONG.match(document.folded, end), LIGHT.match(document.folded, end), of_nature(document.folded, start))
    return [bool(one) for one in found]


def _cues_near(start: int, end: int, reading: Reading) -> list[float]:
    """Return for each list of cue words whether one ends shortly before or begins shortly behind."""
    row: list[float] = []
    stop = reading.cues[0].shape[1] - 1
    for ends, starts in reading.cues:
        row += (ends[start + 1] > ends[max(0, start - _NEAR)], starts[min(stop, end + _NEAR + 1)] > starts[end])
    return row
