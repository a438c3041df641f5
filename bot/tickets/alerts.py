"""Alarms of danger as duty staff see them, and taking one (R24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.errors import Conflict, NotFound
from bot.store.models import AlertRow, TicketRow
from bot.tickets.actor import Actor
from bot.tickets.queue import staff_names


@dataclass(frozen=True)
class Alarm:
    """One open alarm; `ticket_id` is empty while the person has not agreed to any hand-off."""

    alert_id: str
    ticket_id: str
    case_number: str
    level: str
    kinds: tuple[str, ...]
    municipality: str
    area_id: str | None
    raised_at: datetime
    escalated: bool
    notices: int


class Alerts:
    """Alarms within what an actor answers for."""

    def __init__(self, session: Session, clock: Clock, audit: AuditLog) -> None:
        self._session = session
        self._clock = clock
        self._audit = audit

    def open_for(self, actor: Actor) -> tuple[Alarm, ...]:
        """Alarms that nobody has taken, the worst and oldest first."""
        wanted = select(AlertRow).where(AlertRow.taken_at.is_(None), *_seen(actor))
        rows = self._session.scalars(wanted.order_by(AlertRow.level, AlertRow.raised_at).limit(50)).all()
        numbers = self._numbers({row.ticket_id for row in rows if row.ticket_id})
        return tuple(_alarm(row, numbers.get(row.ticket_id or "", "")) for row in rows)

    def take(self, actor: Actor, alert_id: str) -> str:
        """Say 「わたしが対応します」; returns the ticket's id, if there is one. Raises Conflict when taken already."""
        actor.require("answer")
        wanted = select(AlertRow).where(AlertRow.alert_id == alert_id, *_seen(actor)).with_for_update()
        row = self._session.scalars(wanted).first()
        if row is None:
            raise NotFound("この警報は見つかりません。")
        if row.taken_by is not None and row.taken_by != actor.staff_id:
            name = staff_names(self._session, {row.taken_by}).get(row.taken_by, "ほかの職員")
            raise Conflict(f"{name}さんが先に対応をはじめました。")
        row.taken_at, row.taken_by = row.taken_at or self._clock(), actor.staff_id
        self._audit.write(Tag.ALERT_TAKEN, actor=actor.staff_id, subject=alert_id)
        return row.ticket_id or ""

    def _numbers(self, ids: set[str]) -> dict[str, str]:
        found = self._session.execute(
            select(TicketRow.ticket_id, TicketRow.case_number).where(TicketRow.ticket_id.in_(ids))
        )
        return {row[0]: row[1] for row in found}


def _seen(actor: Actor) -> list[ColumnElement[bool]]:
    """Duty and supervisors: the municipality and what has none yet; coordinators: their own areas."""
    if not actor.reads_cases:
        return [AlertRow.alert_id.is_(None)]
    here = AlertRow.municipality == actor.municipality
    if actor.on_duty or actor.whole:
        return [or_(here, AlertRow.municipality == "")]
    return [here, AlertRow.area_id.in_(sorted(actor.areas))]


def _alarm(row: AlertRow, number: str) -> Alarm:
    return Alarm(
        row.alert_id, row.ticket_id or "", number, row.level, tuple(row.kinds), row.municipality, row.area_id,
        row.raised_at, row.escalated_at is not None, row.notices,
    )  # fmt: skip
