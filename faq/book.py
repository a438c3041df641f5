"""The book of answers: finds the entry that a question is about, or stays silent."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from pathlib import Path

from faq.errors import UnknownEntry
from faq.load import load_entries
from faq.records import EncoderLike, Entry, Found
from faq.text import bare, fold, ngrams


class FaqBook:
    """Entries with an index over the ways of asking them."""

    def __init__(self, entries: dict[str, Entry], encoder: EncoderLike | None = None) -> None:
        """Index *entries*."""
        self._entries = entries
        self._keys = [e.key for e in entries.values() for _ in (e.question, *e.asks)]
        texts = [a for e in entries.values() for a in (e.question, *e.asks)]
        bags = [Counter(ngrams(bare(fold(t)), range(1, 4))) for t in texts]
        df = Counter(g for b in bags for g in b)
        self._idf = {g: log(len(bags) / n) + 1 for g, n in df.items()}
        self._rows = [self._unit(b) for b in bags]

    @classmethod
    def load(cls, folder: Path | None = None, encoder: EncoderLike | None = None) -> FaqBook:
        """Load the packaged entries or those of *folder*."""
        return cls(load_entries(folder), encoder)

    def _unit(self, bag: Counter[str]) -> dict[str, float]:
        row = {g: n * self._idf[g] for g, n in bag.items() if g in self._idf}
        size = sqrt(sum(v * v for v in row.values())) or 1.0
        return {g: v / size for g, v in row.items()}

    def rank(self, text: str, limit: int = 5) -> list[tuple[str, float]]:
        """Return the nearest entries, best first."""
        row = self._unit(Counter(ngrams(bare(fold(text)), range(1, 4))))
        best: dict[str, float] = {}
        for key, other in zip(self._keys, self._rows, strict=True):
            score = sum(v * other.get(g, 0.0) for g, v in row.items())
            best[key] = max(best.get(key, 0.0), score)
        return sorted(best.items(), key=lambda item: -item[1])[:limit]

    def find(self, text: str) -> Found:
        """Return the nearest entry and whether it surely answers *text*."""
        key, score = self.rank(text, 1)[0]
        asked = fold(text).rstrip(" 笑").endswith(("?", "か", "か。", "の", "教えて", "おしえて", "とは"))
        return Found(key if score else "", score, asked and score > 0.45)

    def entry(self, key: str) -> Entry:
        """Return the entry called *key*; raises UnknownEntry."""
        try:
            return self._entries[key]
        except KeyError:
            raise UnknownEntry(key) from None
