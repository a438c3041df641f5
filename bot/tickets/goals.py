"""The year's goals beside the results, each with a view in words (R59: about 80% of municipalities had no number)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.errors import InvalidInput
from bot.store.models import GoalRow
from bot.tickets.actor import Actor
from bot.tickets.tables import Table

_LARGEST = 1_000_000


@dataclass(frozen=True)
class Measure:
    """What is counted: a cell of the monthly report, found by table, row and column ("" for the only one)."""

    name: str
    table: str
    row: str
    column: str = ""


MEASURES: Mapping[str, Measure] = {
    "new": Measure("新規の相談", "monthly", "新規", "合計"),
    "people": Measure("相談した人(実人数)", "people", "実人数(届いた相談)"),
    "contacts": Measure("やりとりの延べ回数", "people", "やりとりの延べ回数"),
    "connected": Measure("つなぎ先につながった", "referrals", "つながった"),
    "outreach": Measure("アウトリーチ(延べ)", "outreach", "延べ回数"),
    "households": Measure("アウトリーチした世帯", "outreach", "世帯の数"),
    "sharing_plan": Measure("参加支援(プランあり、延べ)", "participation", "プランあり"),
    "sharing_before": Measure("参加支援(プラン・同意の前、延べ)", "participation", "プラン・同意の前"),
    "support_meetings": Measure("支援会議", "meetings", "支援会議"),
    "plan_meetings": Measure("重層的支援会議", "meetings", "重層的支援会議"),
    "plans": Measure("プラン作成", "meetings", "プラン作成"),
}


@dataclass(frozen=True)
class Goal:
    """One goal beside its result; `result` None is a hidden small count, `share` is in percent of the target."""

    measure: str
    name: str
    target: int | None
    note: str
    result: int | None
    hidden: bool
    share: int | None
    changed_by: str = ""
    changed_at: datetime | None = None


class Goals:
    """The goals of one municipality and fiscal year, in the caller's transaction."""

    def __init__(self, session: Session, clock: Clock, audit: AuditLog) -> None:
        self._session = session
        self._clock = clock
        self._audit = audit

    def beside(self, municipality: str, year: int, tables: Sequence[Table]) -> list[Goal]:
        """Every measure with its goal, if there is one, and its result as it may be shown."""
        wanted = select(GoalRow).where(GoalRow.municipality == municipality, GoalRow.fiscal_year == year)
        rows = {row.measure: row for row in self._session.scalars(wanted)}
        return [_goal(code, measure, rows.get(code), tables) for code, measure in MEASURES.items()]

    def set(self, actor: Actor, year: int, given: Mapping[str, tuple[int | None, str]]) -> None:
        """Write targets and words by measure; raises NotAllowed, or InvalidInput for an unfit number."""
        actor.require("goals")
        changed = [code for code, (target, note) in given.items() if self._one(actor, year, code, target, note)]
        if changed:
            detail = f"{year} {','.join(changed)}"[:200]
            self._audit.write(Tag.GOALS_SET, actor=actor.staff_id, subject=actor.municipality, detail=detail)

    def _one(self, actor: Actor, year: int, code: str, target: int | None, note: str) -> bool:
        if code not in MEASURES or (target is not None and not 0 <= target <= _LARGEST):
            raise InvalidInput("目標は0から1,000,000までの数で入れてください。")
        row = self._session.get(GoalRow, (actor.municipality, year, code))
        if row is None:
            if target is None and not note:
                return False
            row = GoalRow(municipality=actor.municipality, fiscal_year=year, measure=code, note="")
            self._session.add(row)
        if (row.target, row.note) == (target, note):
            return False
        row.target, row.note, row.changed_by, row.changed_at = target, note[:2000], actor.staff_id, self._clock()
        return True


def _goal(code: str, measure: Measure, row: GoalRow | None, tables: Sequence[Table]) -> Goal:
    result = _result(measure, tables)
    target = row.target if row else None
    share = round(100 * result / target) if result is not None and target else None
    told = (row.changed_by, row.changed_at) if row else ("", None)
    return Goal(code, measure.name, target, row.note if row else "", result, result is None, share, *told)


def _result(measure: Measure, tables: Sequence[Table]) -> int | None:
    """The shown cell; a row that does not appear was counted zero times."""
    table = next((one for one in tables if one.key == measure.table), None)
    if table is None or measure.row not in table.rows:
        return 0
    cells = table.cells[table.rows.index(measure.row)]
    return cells[table.columns.index(measure.column)] if measure.column else cells[0]
