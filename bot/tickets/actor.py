"""Who asks: what a person at the console may see and do, as the ticket service needs to know it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select

from bot.base.errors import NotAllowed
from bot.store.models import TicketHelperRow, TicketRow

CRISIS = 1
"""From this risk on a case is a crisis: duty staff see it whatever its area."""


@dataclass(frozen=True)
class Actor:
    """A person with their rights spelled out (made by `bot/console/rights.py` from `bot/staff/permissions.py`).

    `whole` sees the municipality, `areas` the own areas, `on_duty` all crises and what has no area yet (R52, R60).
    """

    staff_id: str
    name: str
    municipality: str
    areas: frozenset[str] = frozenset()
    whole: bool = False
    on_duty: bool = False
    may: frozenset[str] = frozenset()

    def require(self, action: str) -> None:
        """Raise NotAllowed unless the person's roles include the action."""
        if action not in self.may:
            raise NotAllowed("この操作をする権限がありません。")

    @property
    def reads_cases(self) -> bool:
        """Whether any case text may be shown at all (administrators and auditors: never)."""
        return "read" in self.may


def visible_to(actor: Actor, *, from_place: bool = True) -> ColumnElement[bool]:
    """The SQL condition that every ticket query carries: the own municipality, and in it what the roles reach.

    `from_place` False where something else leads to the few cases wanted (a number, a failed message): the place is
    then an expression that no index serves, so that a planner does not start from every case of the town.
    """
    if not actor.reads_cases:
        return false()
    here = (TicketRow.municipality if from_place else TicketRow.municipality.concat("")) == actor.municipality
    if actor.whole:
        return and_(here, _consent_allows(actor))
    shared = select(TicketHelperRow.ticket_id).where(TicketHelperRow.staff_id == actor.staff_id)
    ways: list[ColumnElement[bool]] = [TicketRow.assignee_id == actor.staff_id, TicketRow.ticket_id.in_(shared)]
    if actor.areas:
        ways.append(TicketRow.area_id.in_(sorted(actor.areas)))
    if actor.on_duty:
        ways.append(or_(TicketRow.risk >= CRISIS, TicketRow.area_id.is_(None)))
    return and_(here, or_(*ways), _consent_allows(actor))


def _consent_allows(actor: Actor) -> ColumnElement[bool]:
    """A case without consent opens only for those bound by 社会福祉法106条の6 (R06)."""
    if "read_without_consent" in actor.may:
        return TicketRow.consent.in_(("given", "none", "withdrawn"))
    return TicketRow.consent != "none"
