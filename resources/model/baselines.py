"""Baselines to beat: BM25 over words and TF-IDF over character pairs, both against the topics' own descriptions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from resources.language.normalise import fold
from resources.language.tokenise import Tokeniser
from resources.records import Topic

K1, B = 1.5, 0.75
"""Usual BM25 settings (Robertson & Zaragoza 2009)."""

Ranked = list[tuple[str, float]]


class Bm25:
    """Ranks topics by BM25 of Sudachi dictionary forms over name and scope."""

    def __init__(self, topics: Sequence[Topic], tokeniser: Tokeniser | None = None) -> None:
        """Count the words of every topic once."""
        self._tokeniser = tokeniser or Tokeniser()
        self._documents = {topic.id: Counter(self._words(f"{topic.name} {topic.scope}")) for topic in topics}
        self._mean = sum(sum(words.values()) for words in self._documents.values()) / max(1, len(topics))
        self._rarity = _rarity(self._documents)

    def rank(self, text: str) -> Ranked:
        """Return all topics with their score, best first; equal scores keep the order of the topics."""
        words = set(self._words(text))
        scores = {topic: self._score(words, document) for topic, document in self._documents.items()}
        return sorted(scores.items(), key=lambda pair: -pair[1])

    def _score(self, words: Iterable[str], document: Mapping[str, int]) -> float:
        length = sum(document.values()) / self._mean
        total = 0.0
        for word in words:
            count = document.get(word, 0)
            total += self._rarity.get(word, 0.0) * count * (K1 + 1) / (count + K1 * (1 - B + B * length))
        return total

    def _words(self, text: str) -> list[str]:
        return [token.form for token in self._tokeniser.split(text) if token.part not in ("助詞", "助動詞", "補助記号")]


class CharacterPairs:
    """Ranks topics by the cosine of TF-IDF over pairs of characters with name and scope."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Weigh the pairs of every topic once."""
        counts = {topic.id: Counter(_pairs(f"{topic.name} {topic.scope}")) for topic in topics}
        self._rarity = _rarity(counts)
        self._documents = {topic: self._weigh(count) for topic, count in counts.items()}

    def rank(self, text: str) -> Ranked:
        """Return all topics with their cosine, best first; equal scores keep the order of the topics."""
        query = self._weigh(Counter(_pairs(text)))
        scores = {
            topic: sum(weight * document.get(pair, 0.0) for pair, weight in query.items())
            for topic, document in self._documents.items()
        }
        return sorted(scores.items(), key=lambda pair: -pair[1])

    def _weigh(self, counts: Mapping[str, int]) -> dict[str, float]:
        weights = {pair: count * self._rarity.get(pair, 0.0) for pair, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {pair: weight / length for pair, weight in weights.items()}


def _rarity(documents: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    seen = Counter(word for words in documents.values() for word in words)
    return {word: math.log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for word, n in seen.items()}


def _pairs(text: str) -> list[str]:
    folded = fold(text).replace(" ", "")
    return [folded[at : at + 2] for at in range(len(folded) - 1)]
