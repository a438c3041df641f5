"""From a wish to at most three places: filter, weigh the topics, then choose places that add something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resources.encoder import Encoder
from resources.hours.calendar import JST
from resources.index import PlaceIndex
from resources.lines import WHOLE_JAPAN
from resources.matcher.filters import AreaNames, allowed, one_area_desk, scope_of
from resources.matcher.reasons import reason
from resources.matcher.scoring import worth
from resources.matcher.wish import Scope, Suggestion, Wish
from resources.records import WHOLE_TOKYO, Hotline, Place
from resources.topics import TopicJudgement, TopicModel

Floats = npt.NDArray[np.float32]

COVERED = 0.45
"""What is left of a topic's weight once a place for it is chosen, so that the next one adds something else."""

CHOSEN = 0.7
"""Weight of the first topic a person chose or confirmed; the rest is what the text says."""

ASSERTED = 0.15
"""Added to the weight of a topic that the evidence holds for, though it may not be the main one."""

UNSURE: Mapping[str, float] = {"isolation": 0.6, "mental_health": 0.3, "livelihood": 0.3}
"""What is added when nothing is asserted: desks that listen to anything name these three."""

SAME_KIND = 0.12
"""Taken off a second place of the same kind where 窓口 and 居場所 should both be there."""

SAME_OPERATOR = 0.04

LEAST_ANSWER = 0.02
"""A place that answers less than this share of the need is not shown just to fill three."""

SHORT_LIST = 80
"""Places whose hours and meaning are looked at."""

MIXED = frozenset({"isolation", "hikikomori", "participation", "school_refusal", "eighty_fifty", "parenting"})
"""Topics for which a desk alone is no answer: someone lonely needs a place too."""


@dataclass(frozen=True)
class _Need:
    """Topics with weights (T,) that sum to about one, the main one, and the person's own words for them."""

    weights: Floats
    main: str
    evidence: Mapping[str, str]
    sure: bool


@dataclass(frozen=True)
class _Candidate:
    row: int
    scope: Scope
    worth: float


class Matcher:
    """Suggests places; built once, holds the index."""

    def __init__(self, index: PlaceIndex, topics: TopicModel, areas: AreaNames) -> None:
        """Keep what is needed; use load() for the catalogue's records."""
        self._index, self._topics, self._areas = index, topics, areas

    @classmethod
    def load(cls, places: Sequence[Place], lines: Sequence[Hotline], topics: TopicModel, encoder: Encoder) -> Matcher:
        """Return a matcher over the catalogue and the lines; embeds every place once."""
        return cls(PlaceIndex.build(places, lines, topics.topics, encoder), topics, AreaNames(places))

    def renewed(self, places: Sequence[Place], lines: Sequence[Hotline], encoder: Encoder) -> Matcher:
        """Return a matcher over an edited catalogue; only places whose words changed are embedded anew."""
        index = PlaceIndex.build(places, lines, self._topics.topics, encoder, before=self._index)
        return Matcher(index, self._topics, AreaNames(places))

    def match(self, wish: Wish, limit: int = 3) -> tuple[Suggestion, ...]:
        """Return at most *limit* places, best first; empty when nothing fits (then a person is offered)."""
        need = self._need(wish)
        pool = self._pool(wish, need)
        chosen: list[_Candidate] = []
        scores: list[float] = []
        while pool and len(chosen) < limit:
            gains = [self._gain(candidate, chosen, need) for candidate in pool]
            at = int(np.argmax(gains))
            chosen.append(pool.pop(at))
            scores.append(gains[at])
        found = [self._suggestion(*pair, need, wish) for pair in zip(chosen, scores, strict=True)]
        return tuple(sorted(found, key=lambda suggestion: suggestion.place.verified == "no"))

    def _need(self, wish: Wish) -> _Need:
        found = self._topics.judge(wish.text) if wish.text.strip() else TopicJudgement(())
        weights = self._said(found)
        chosen = bool(wish.topics) or wish.wants == "help_out"
        if chosen:
            weights = (1 - CHOSEN) * weights + self._chosen(wish)
        main = self._index.topics[int(weights.argmax())]
        return _Need(weights, main, found.evidence, sure=chosen or bool(found.asserted))

    def _said(self, found: TopicJudgement) -> Floats:
        place = {topic: at for at, topic in enumerate(self._index.topics)}
        weights = np.zeros(len(place), np.float32)
        for topic, chance in found.ranked:
            weights[place[topic]] = chance
        for topic in found.asserted:
            weights[place[topic]] += ASSERTED
        if not found.asserted:
            for topic, share in UNSURE.items():
                weights[place[topic]] += share
        return weights / max(float(weights.sum()), 1.0)

    def _chosen(self, wish: Wish) -> Floats:
        weights = np.zeros(len(self._index.topics), np.float32)
        names = ("participation",) if wish.wants == "help_out" else wish.topics
        for rank, topic in enumerate(names):
            if topic in self._index.topics:
                weights[self._index.topics.index(topic)] = CHOSEN * (0.6**rank)
        return weights

    def _pool(self, wish: Wish, need: _Need) -> list[_Candidate]:
        """Return what passes the filters and answers a topic that counts, the best SHORT_LIST of it by topics."""
        town = wish.municipality or self._areas.municipality(wish.area_id)
        entries, towns = self._index.entries, (town or "", WHOLE_TOKYO, WHOLE_JAPAN)
        rows, cosines = self._index.nearest(need.weights, wish.text, towns)
        meaning = dict(zip(rows.tolist(), cosines.tolist(), strict=True))
        rows = np.sort(rows)
        answer = self._index.fits[rows] @ need.weights
        ranked = rows[np.argsort(-answer, kind="stable")][: int((answer > LEAST_ANSWER).sum())]
        found = [
            (int(row), scope)
            for row in ranked
            if allowed(entries[row], wish) and (scope := scope_of(entries[row].place, wish, self._areas))
        ]
        short = self._without_other_areas(found, wish, need)[:SHORT_LIST]
        return [_Candidate(row, scope, worth(entries[row], wish, scope, meaning[row])) for row, scope in short]

    def _without_other_areas(
        self, rows: Sequence[tuple[int, Scope]], wish: Wish, need: _Need
    ) -> list[tuple[int, Scope]]:
        """Leave out desks of one area while the area is unknown, unless only they answer the main topic."""
        main = self._index.topics.index(need.main)
        sure = [pair for pair in rows if not one_area_desk(self._index.entries[pair[0]].place, wish)]
        answered = any(self._index.fits[row, main] > 0 and scope != "japan" for row, scope in sure)
        return sure if answered else list(rows)

    def _gain(self, candidate: _Candidate, chosen: Sequence[_Candidate], need: _Need) -> float:
        """Return what a place adds to those chosen: topics not yet answered, another kind, another house."""
        left = need.weights.copy()
        entry = self._index.entries[candidate.row].place
        total = candidate.worth
        for other in chosen:
            left *= 1 - (1 - COVERED) * self._index.fits[other.row]
            there = self._index.entries[other.row].place
            total -= SAME_OPERATOR if entry.operator and entry.operator == there.operator else 0.0
            total -= SAME_KIND if need.main in MIXED and entry.kind == there.kind else 0.0
        return float(self._index.fits[candidate.row] @ left) + total

    def _suggestion(self, candidate: _Candidate, score: float, need: _Need, wish: Wish) -> Suggestion:
        entry = self._index.entries[candidate.row]
        about = self._index.topics[int((self._index.fits[candidate.row] * need.weights).argmax())]
        return Suggestion(
            place=entry.place,
            score=score,
            reason=reason(entry.place, about if need.sure else "", wish, need.evidence),
            open_now=entry.hours.is_open(wish.at),
            scope=candidate.scope,
            stale=entry.place.is_stale(wish.at.astimezone(JST).date()),
        )
