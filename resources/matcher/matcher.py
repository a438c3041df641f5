"""The matcher: widen in a stated order, rank, choose at most three that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from resources.encoder import Encoder
from resources.hours import OpeningHours, hours_of_hotline, hours_of_place
from resources.load import load_topics
from resources.matcher.choose import choose
from resources.matcher.filters import allowed
from resources.matcher.lines import WHOLE_JAPAN, as_places
from resources.matcher.reasons import reason
from resources.matcher.table import Floats, Ints, PlaceTable
from resources.matcher.wish import Scope, Suggestion, Wish
from resources.records import WHOLE_TOKYO, Hotline, Place
from resources.topics import TopicModel

_TOKYO = ZoneInfo("Asia/Tokyo")
_SHORT_LIST = 24
"""Rows whose hours are looked up and that are chosen from."""
_LEAST = 0.25
"""Below this a place has nothing to do with the worry: it is not shown just to fill three."""
_MEANING = 0.45
_TOLD = 0.15
_NOT_FOR_THEM = 0.75
"""A place made for one group (people with an addiction, say) is a poor first thought for anybody else."""
_ASSERTED = (1.0, 0.55, 0.35, 0.25)


@dataclass(frozen=True)
class Candidate:
    """One row on the short list."""

    row: int
    place: Place
    score: float
    scope: Scope
    open_now: bool | None
    stale: bool


class Matcher:
    """Built once from the catalogue, the lines, the topic model and the encoder; safe to share."""

    def __init__(self, table: PlaceTable, model: TopicModel, encoder: Encoder, hours: dict[str, OpeningHours]) -> None:
        self._table = table
        self._model = model
        self._encoder = encoder
        self._hours = hours

    @classmethod
    def load(
        cls, places: Sequence[Place], lines: Sequence[Hotline], model: TopicModel, encoder: Encoder
    ) -> Matcher:
        """Encode all places and lines in one batch."""
        names = {topic.id: topic.name for topic in load_topics()}
        table = PlaceTable.build([*places, *as_places(lines)], model.topics, names, encoder)
        return cls(table, model, encoder, {line.id: hours_of_hotline(line) for line in lines})

    def match(self, wish: Wish, limit: int = 3) -> tuple[Suggestion, ...]:
        """At most `limit` places, best first, each from as near as possible; empty when nothing fits."""
        weights, evidence = self._weights(wish)
        vector = self._encoder.queries([wish.text])[0]
        found: list[Candidate] = []
        for rows in self._rings(wish):
            found += self._rank(rows, wish, weights, vector)
            if len([one for one in found if one.score >= _LEAST]) >= limit * 2:
                break
        chosen = choose([one for one in found if one.score >= _LEAST], weights, self._table, limit)
        return tuple(self._suggest(one, wish, weights, evidence) for one in chosen)

    def _weights(self, wish: Wish) -> tuple[Floats, dict[str, str]]:
        """How much each topic counts (topics,), and the person's own words for each."""
        judged = self._model.judge(wish.text)
        weights = np.zeros(len(self._table.topics), dtype=np.float32)
        asserted = wish.topics or judged.asserted
        if wish.wants == "help_out":
            asserted = ("participation", *(topic for topic in asserted if topic != "participation"))
        for position, topic in enumerate(asserted):
            if topic in self._table.topics:
                weights[self._table.topics.index(topic)] = _ASSERTED[min(position, len(_ASSERTED) - 1)]
        guess = 0.3 if asserted else 1.0
        for topic, probability in judged.ranked[:6]:
            column = self._table.topics.index(topic)
            weights[column] = max(float(weights[column]), guess * probability)
        return weights, dict(judged.evidence)

    def _rings(self, wish: Wish) -> list[Ints]:
        """Where to look, nearest first: area and municipality together, then Tokyo, then all of Japan."""
        names = [wish.municipality] if wish.municipality else []
        return [self._table.of(name) for name in (*names, WHOLE_TOKYO, WHOLE_JAPAN)]

    def _rank(self, rows: Ints, wish: Wish, weights: Floats, vector: Floats) -> list[Candidate]:
        """The short list of one ring: topics and meaning for all rows, practicality for the best of them."""
        rows = rows[self._table.old_enough(rows, wish)]
        if not len(rows):
            return []
        main = weights / max(float(weights.max()), 1e-6)
        about = self._table.fit[rows] * main
        score = about.max(axis=1) + 0.3 * (about.sum(axis=1) - about.max(axis=1))
        score = score + _MEANING * np.maximum(self._table.vectors[rows] @ vector, 0) * (0.3 + about.max(axis=1))
        score = score * np.where(self._table.special[rows] & (main[self._table.primary[rows]] < _TOLD), _NOT_FOR_THEM, 1.0)
        best = rows[np.argsort(-score, kind="stable")]
        scores = dict(zip(rows.tolist(), score.tolist(), strict=True))
        short = [row for row in best.tolist() if allowed(self._table.places[row], wish)][:_SHORT_LIST]
        return [self._candidate(row, scores[row], wish) for row in short]

    def _candidate(self, row: int, score: float, wish: Wish) -> Candidate:
        place = self._table.places[row]
        hours = self._hours.get(place.id) or hours_of_place(place)
        open_now, stale = hours.is_open(wish.at), place.is_stale(_day(wish.at))
        scope = _scope(place)
        return Candidate(row, place, score * _practical(place, wish, open_now, stale, scope), scope, open_now, stale)

    def _suggest(self, one: Candidate, wish: Wish, weights: Floats, evidence: dict[str, str]) -> Suggestion:
        fit = self._table.fit[one.row] * weights
        topic = self._table.topics[int(fit.argmax())] if float(fit.max()) > 0 else ""
        words = reason(one.place, topic, evidence.get(topic, ""), wish, one.open_now)
        return Suggestion(one.place, round(one.score, 4), words, one.open_now, one.scope, one.stale)


def _practical(place: Place, wish: Wish, open_now: bool | None, stale: bool, scope: Scope) -> float:
    """A factor around 1: open now, no phone, no booking, nearer, verified recently (R47)."""
    factor = {"area": 1.06, "municipality": 1.0, "tokyo": 0.86, "japan": 0.8}[scope]
    factor *= 1.04 if open_now else 1.0
    factor *= 1.02 if place.booking == "none" else 0.98 if place.booking == "required" else 1.0
    factor *= 1.05 if wish.no_phone and {"online", "line", "mail", "outreach"} & set(place.channels) else 1.0
    factor *= 0.75 if place.verified == "no" else 0.98 if stale else 1.0
    narrow = wish.age is None and place.age_max is not None and place.age_max < 20
    return factor * (0.93 if narrow else 1.0)


def _scope(place: Place) -> Scope:
    if place.municipality == WHOLE_JAPAN:
        return "japan"
    if place.municipality == WHOLE_TOKYO:
        return "tokyo"
    return "area" if place.area else "municipality"


def _day(at: datetime) -> date:
    return at.astimezone(_TOKYO).date()
