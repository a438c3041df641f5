"""Counting how far talks come, by day and without content: the engine's side of `bot/tickets/talks.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.base.clock import to_jst
from bot.conversation.stage import Stage
from bot.store.models import TalkStepRow
from flows.effects import Measure

_KEPT = ("notice", "consented", "asked", "skipped", "suggested", "handed_off", "not_sent", "human", "closed", "silent",
         "left", "took", "outcome")  # fmt: skip
"""Steps worth a place in the database; what a worry is about is never among them."""
_BARE = ("notice", "consented", "suggested", "handed_off", "not_sent")
_MOST_TURNS = 40


def note(stage: Stage, measure: Measure) -> None:
    """Remember a step until the turn's end; how many turns it took to a suggestion or a hand-off comes along."""
    if measure.event not in _KEPT:
        return
    stage.steps[(measure.event, "" if measure.event in _BARE else measure.what[:40])] += 1
    if measure.event in ("suggested", "handed_off"):
        first = measure.event == "handed_off" or not stage.talk.suggested
        if first:
            stage.steps[(f"turns_{measure.event}", str(min(stage.talk.turns, _MOST_TURNS)))] += 1


def write(stage: Stage, served: Sequence[str]) -> None:
    """Add the turn's steps to the day's counts: last in the transaction and in order, so that none wait in a ring."""
    place = stage.talk.municipality or (served[0] if len(served) == 1 else "")
    day = to_jst(stage.parts.clock()).date()
    _add(stage.session, day, place, stage.steps)


def _add(session: Session, day: date, place: str, steps: Counter[tuple[str, str]]) -> None:
    rows = [
        {"day": day, "municipality": place, "step": step, "what": what, "count": count}
        for (step, what), count in sorted(steps.items())
    ]
    if rows:
        session.connection().execute(_ADD[session.get_bind().dialect.name], rows)


def _adding(insert: Callable[[Any], Any]) -> Any:
    """A row for each step, or so many more on the row that is there."""
    table = TalkStepRow.__table__
    added = insert(table)
    more = {"count": table.c.count + added.excluded.count}
    return added.on_conflict_do_update(index_elements=["day", "municipality", "step", "what"], set_=more)


_ADD = {"postgresql": _adding(postgresql.insert), "sqlite": _adding(sqlite.insert)}
