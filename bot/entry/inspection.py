"""The records of `tsunagu inspect`, one function a verb (README, "Command line")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.base.clock import JST, system_clock
from bot.base.errors import InvalidInput
from bot.entry.brain import Brain
from resources.matcher import Wish

Record = dict[str, Any]
Look = Callable[[Record], Record]


def _triage(brain: Brain, explain: bool) -> Look:
    triage = brain.triage

    def look(record: Record) -> Record:
        turns = _turns(record)
        verdict = triage.judge(turns[-1], turns[:-1])
        kinds = [kind.value for kind in verdict.kinds]
        return {"level": verdict.level.value, "kinds": kinds, "matched": list(verdict.matched)}

    return look


def _topics(brain: Brain, explain: bool) -> Look:
    model = brain.topics

    def look(record: Record) -> Record:
        turns = _turns(record)
        judged = model.judge(turns[-1], turns[:-1])
        ranked = [[topic, round(score, 4)] for topic, score in judged.ranked]
        seen: Record = {"topics": ranked, "asserted": list(judged.asserted)}
        return seen | {"evidence": dict(judged.evidence), "intent": judged.intent} if explain else seen

    return look


def _match(brain: Brain, explain: bool) -> Look:
    matcher, model = brain.matcher, brain.topics

    def look(record: Record) -> Record:
        turns = _turns(record)
        judged = model.judge(turns[-1], turns[:-1])
        wish = _wish(record, "\n".join(turns), judged.asserted)
        results = [
            {"id": s.place.id, "score": round(s.score, 4), "reason": s.reason, "open_now": s.open_now}
            | ({"scope": s.scope, "stale": s.stale} if explain else {})
            for s in matcher.match(wish, 3)
        ]
        return {"results": results}

    return look


def _wish(record: Record, text: str, topics: tuple[str, ...]) -> Wish:
    at = datetime.fromisoformat(record["at"]) if record.get("at") else system_clock()
    return Wish(
        text=text,
        topics=topics,
        municipality=record.get("municipality"),
        area_id=record.get("area"),
        age=record.get("age"),
        language=record.get("language"),
        at=at if at.tzinfo else at.replace(tzinfo=JST),
        no_phone=False,
        wants="any",
        seen=frozenset(),
    )


def _faq(brain: Brain, explain: bool) -> Look:
    book = brain.faq

    def look(record: Record) -> Record:
        text = _turns(record)[-1]
        answers = [{"key": key, "score": round(score, 4)} for key, score in book.rank(text)]
        return {"answered": book.find(text).answered, "answers": answers}

    return look


def _mask(brain: Brain, explain: bool) -> Look:
    masker = brain.masker

    def look(record: Record) -> Record:
        masked = masker.mask(_turns(record)[-1])
        spans = [
            {"start": span.start, "end": span.end, "type": span.type.value}
            | ({"score": span.score, "recogniser": span.recogniser} if explain else {})
            for span in masked.spans
        ]
        return {"masked": masked.text, "spans": spans}

    return look


def _route(brain: Brain, explain: bool) -> Look:
    router = brain.router

    def look(record: Record) -> Record:
        found = router.route(_turns(record)[-1], municipality=record.get("municipality"))
        seen: Record = {
            "municipality": found.municipality,
            "area_id": found.area_id,
            "ambiguous": list(found.ambiguous),
            "outside": found.outside,
            "declined": found.declined,
        }
        return seen | {"town": found.town, "chome": found.chome} if explain else seen

    return look


def _turns(record: Record) -> list[str]:
    """The bubbles of a record: `turns`, of which the last one is judged, or `text`."""
    turns = record.get("turns") or [record.get("text")]
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise InvalidInput(f"id={record.get('id')}: text(文字列)かturns(文字列の並び)が必要です。")
    return turns


VERBS: Mapping[str, Callable[[Brain, bool], Look]] = {
    "triage": _triage,
    "topics": _topics,
    "match": _match,
    "faq": _faq,
    "mask": _mask,
    "route": _route,
}
