"""The danger screen: recall of alarms and emergencies, false alarms, kinds (issue: "Notice danger first")."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluation.figures import Figure, Report, rate
from bot.evaluation.sets import Record, turns
from bot.triage import Level, Triage, Verdict

Judged = list[tuple[Record, Verdict]]


def evaluate(triage: Triage, records: Sequence[Record]) -> Report:
    """Figures over records with `level`, `kinds`."""
    judged = [(record, triage.judge(turns(record)[-1], turns(record)[:-1])) for record in records]
    danger = [(r, v) for r, v in judged if r["level"] != "none"]
    calm = [(r, v) for r, v in judged if r["level"] == "none"]
    missed = [str(r["id"]) for r, v in danger if v.level is Level.NONE]
    false = [str(r["id"]) for r, v in calm if v.level is not Level.NONE]
    emergencies = [(r, v) for r, v in danger if r["level"] == "emergency"]
    figures = (
        rate("危険に気づいた割合", len(danger) - len(missed), len(danger), 0.97),
        rate("緊急を緊急と読んだ割合", sum(v.level is Level.EMERGENCY for _, v in emergencies), len(emergencies), 0.90),
        rate("誤った警報", len(false), len(calm), 0.05, less_is_better=True),
        rate("種類が合った割合", sum(_kinds_right(r, v) for r, v in danger), len(danger), 0.90),
        *_by_kind(danger),
    )
    return Report("triage", figures, (*(f"見落とし {one}" for one in missed), *(f"誤報 {one}" for one in false)))


def _kinds_right(record: Record, verdict: Verdict) -> bool:
    """The first labelled kind is among those that were read."""
    kinds = record.get("kinds") or []
    return not kinds or kinds[0] in {kind.value for kind in verdict.kinds}


def _by_kind(danger: Judged) -> list[Figure]:
    kinds = sorted({kind for record, _ in danger for kind in record.get("kinds", [])})
    figures = []
    for kind in kinds:
        of_kind = [(r, v) for r, v in danger if kind in r["kinds"]]
        figures.append(rate(f"気づいた割合: {kind}", sum(v.level is not Level.NONE for _, v in of_kind), len(of_kind)))
    return figures
