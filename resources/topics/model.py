"""Judge which of the 31 topics a talk is about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from resources.encoder import Encoder, load_encoder
from resources.errors import ModelError
from resources.language.tokenise import Tokeniser
from resources.topics import scorer
from resources.topics.decide import Decision
from resources.topics.evidence import clauses, strongest
from resources.topics.features import Features, column_ids
from resources.topics.judgement import TopicJudgement
from resources.topics.order import Order
from resources.topics.scorer import LinearScorer
from resources.topics.word_net import WordNet

FOLDER = Path(__file__).parent.parent / "model" / "topics"

LAST_TURNS = 12
"""Turns of a talk that are judged together; older ones have had their say."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Parts:
    """What a TopicModel is made of."""

    topics: tuple[str, ...]
    intents: tuple[str, ...]
    scorer: LinearScorer
    order: Order
    decision: Decision
    features: Features
    net: WordNet | None
    encoder: Encoder | None


class TopicModel:
    """Linear heads over hashed clues and, if so trained, a dense vector, with a network over words beside them."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; use load() for the shipped model."""
        self._parts = parts

    @property
    def topics(self) -> tuple[str, ...]:
        """Ids of all topics, in the order of topics.tsv."""
        return self._parts.topics

    @classmethod
    def load(cls, folder: Path | None = None, encoder: Encoder | None = None) -> TopicModel:
        """Read the model in *folder* (default: the shipped one); raises ModelError when it cannot be used.

        The encoder must be the one the model was trained with; without it the packaged one is loaded.
        """
        place = folder or FOLDER
        weights, arrays = scorer.load(place / "topics.npz")
        about = json.loads((place / "about.json").read_text(encoding="utf-8"))
        heads = LinearScorer(weights)
        if heads.dimension:
            encoder = encoder or load_encoder(None)
            if (encoder.dimension, encoder.name) != (heads.dimension, about["encoder"]):
                raise ModelError(place, f"エンコーダー {encoder.name} では使えません。train で作り直してください")
        features = Features(Tokeniser())
        net = WordNet.load(place / "words.npz", features.vectors.vectors)
        topics = tuple(about["topics"])
        order, decision = Order.from_arrays(arrays, len(topics)), Decision.from_arrays(arrays)
        return cls(Parts(topics, tuple(about["intents"]), heads, order, decision, features, net, encoder))

    def judge(self, text: str, earlier: Sequence[str] = ()) -> TopicJudgement:
        """Return what the talk (*earlier* messages, oldest first, then *text*) is about."""
        talk = "\n".join([*earlier[-LAST_TURNS:], text])
        return self.judge_many([talk])[0]

    def judge_many(self, texts: Sequence[str]) -> list[TopicJudgement]:
        """Return a judgement for each text; turns of one talk may be parted by line breaks."""
        if not texts:
            return []
        raw = self.raw(texts)
        count = len(self._parts.topics)
        main = self._parts.decision.main(raw[:, :count])
        held = self._parts.decision.held(raw[:, count : 2 * count], main)
        intents = self._parts.decision.intents(raw[:, 2 * count :])
        lengths = np.array([len(text.strip()) for text in texts], dtype=np.int64)
        chosen = self._parts.decision.asserts(held, main, self._parts.decision.worry(raw, lengths))
        return [
            self._judgement(text, main[row], np.where(chosen[row], held[row], 0), intents[row])
            for row, text in enumerate(texts)
        ]

    def raw(self, texts: Sequence[str]) -> Floats:
        """Return the raw scores (n, 2 × topics + intents) before calibration."""
        parts = self._parts
        dense = parts.encoder.queries(texts) if parts.encoder and parts.scorer.dimension else None
        rows = [self._raw(text, None if dense is None else dense[row]) for row, text in enumerate(texts)]
        return parts.order.apply(np.stack(rows))

    def _raw(self, text: str, dense: Floats | None) -> Floats:
        read = self._parts.features.read(text)
        found = self._parts.scorer.raw(read.columns, dense)
        return found + self._parts.net.added(read.words) if self._parts.net else found

    def _judgement(self, text: str, main: Floats, held: Floats, intents: Floats) -> TopicJudgement:
        names = self._parts.topics
        order = np.argsort(-main, kind="stable")
        asserted = [int(i) for i in order if held[i] > 0]
        intent = "" if asserted else self._parts.intents[1 + int(intents[1:].argmax())]
        return TopicJudgement(
            ranked=tuple((names[i], round(float(main[i]), 4)) for i in order),
            asserted=tuple(names[i] for i in asserted),
            evidence=self._evidence(text, asserted),
            intent=intent,
        )

    def _evidence(self, text: str, asserted: Sequence[int]) -> dict[str, str]:
        if not asserted:
            return {}
        pieces = clauses(text)
        gains = np.stack([self._gain(piece) for piece in pieces]) if pieces else np.zeros((0, 0), np.float32)
        return {self._parts.topics[i]: strongest(pieces, gains[:, i] if len(pieces) else gains) for i in asserted}

    def _gain(self, piece: str) -> Floats:
        clues = list(self._parts.features.characters(piece))
        return self._parts.scorer.block("char", column_ids("char", clues))
