"""The book of answers: finds the entry that a question is about, or stays silent."""

from __future__ import annotations

from pathlib import Path

from faq.dialect import standard
from faq.errors import UnknownEntry
from faq.gate import Gate
from faq.learned import asking
from faq.load import load_entries
from faq.ranking import Ranker
from faq.records import EncoderLike, Entry, Found


class FaqBook:
    """Entries, the ranker over the ways of asking them, and the gate that keeps it silent."""

    def __init__(self, entries: dict[str, Entry], ranker: Ranker, gate: Gate) -> None:
        """Keep the parts; `load` puts them together."""
        self._entries, self._ranker, self._gate = entries, ranker, gate

    @classmethod
    def load(cls, folder: Path | None = None, encoder: EncoderLike | None = None) -> FaqBook:
        """Return the book over the entries of *folder* (None: the packaged ones); better with *encoder*, whole without.

        An encoder that the gate was not fitted beside is left out: its vectors would say nothing to those weights.
        Raises EntriesError or WeightsError when a file cannot be used.
        """
        entries, gate = load_entries(folder), Gate.load(encoder is not None)
        if encoder is not None and gate.encoder != encoder.name:
            encoder, gate = None, Gate.load(with_encoder=False)
        return cls(entries, ranker_of(entries, encoder), gate)

    @property
    def encoder(self) -> str:
        """The name of the encoder that is heard; "" where the wording alone decides."""
        return self._gate.encoder

    def amend(self, entries: dict[str, Entry]) -> None:
        """Answer with these entries from now on; ways of asking, and so what is found, stay as they were learned."""
        self._entries = entries

    def find(self, text: str) -> Found:
        """Return the nearest entry; `answered` only when *text* asks that question, and surely so."""
        if not text.strip():
            return Found("", 0.0, False)
        text = standard(text)
        ranking = self._ranker.rank(text)
        score = self._gate.probability(text, ranking)
        return Found(self._ranker.keys[int(ranking.scores.argmax())], score, score >= self._gate.threshold)

    def rank(self, text: str, limit: int = 5) -> list[tuple[str, float]]:
        """Return at most *limit* entries with their nearness (0 to 1), nearest first; none for an empty text."""
        if not text.strip():
            return []
        scores = self._ranker.rank(standard(text)).scores.clip(0, 1)
        order = (-scores).argsort(kind="stable")[:limit]
        return [(self._ranker.keys[at], float(scores[at])) for at in order]

    def entry(self, key: str) -> Entry:
        """Return the entry called *key*; raises UnknownEntry."""
        try:
            return self._entries[key]
        except KeyError:
            raise UnknownEntry(key) from None

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all entries, in the order of the files."""
        return tuple(self._entries)


def ranker_of(entries: dict[str, Entry], encoder: EncoderLike | None) -> Ranker:
    """Return a ranker over the ways of asking *entries*, and over questions that none answers."""
    asks = asking(entries)
    return Ranker([ask.key for ask in asks], [standard(ask.text) for ask in asks], encoder)
