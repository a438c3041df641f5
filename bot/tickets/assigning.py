"""Offering new cases to a coordinator of the area, by turns or by load; the duty list where nobody is there (R52).

An offer is not a claim: the case stays "new", so that it still stands out and reminds when nobody acts on it, and any
colleague who may see it can take it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal

from sqlalchemy import func, select

from bot.base.clock import to_jst
from bot.store.models import StaffRow, TicketEventRow, TicketRow
from bot.tickets.book import Book
from bot.tickets.codes import RUNNING

Policy = Literal["none", "round_robin", "least_loaded"]
Away = Mapping[str, str]

_BATCH = 200
_NEVER = datetime.min.replace(tzinfo=UTC)


class Assigner(Book):
    """Run by the schedule; running it twice, or in two workers, offers a case once."""

    def run(self, policy: Policy, away: Away) -> int:
        """Offer what nobody has; `away` are the people not there today, with their deputies. Returns how many."""
        if policy == "none":
            return 0
        offered = 0
        for row in self._waiting(away):
            chosen = self._choose(row, policy, away)
            if chosen is not None and chosen != row.assignee_id:
                row.assignee_id = chosen
                self._write(row, "system", "offered", code=chosen)
                self._notify(chosen, "offered", row)
                self._session.flush()
                offered += 1
        return offered

    def _waiting(self, away: Away) -> Sequence[TicketRow]:
        """New cases without a person, or offered to one who is away now; what people gave back is left to people."""
        given_back = select(TicketEventRow.ticket_id).where(TicketEventRow.kind == "returned")
        nobody = TicketRow.assignee_id.is_(None) | TicketRow.assignee_id.in_(away)
        wanted = select(TicketRow).where(TicketRow.state == "new", nobody, TicketRow.ticket_id.not_in(given_back))
        wanted = wanted.order_by(TicketRow.risk.desc(), TicketRow.opened_at).limit(_BATCH)
        return self._session.scalars(wanted.with_for_update(skip_locked=True)).all()

    def _choose(self, row: TicketRow, policy: Policy, away: Away) -> str | None:
        """The next person for a case: of its area, else of the duty list; None when nobody at all is there."""
        staff = {
            person.staff_id: person
            for person in self._session.scalars(
                select(StaffRow).where(StaffRow.municipality == row.municipality, StaffRow.disabled_at.is_(None))
            )
        }
        team = [key for key, person in staff.items() if "coordinator" in person.roles and row.area_id in person.areas]
        duty = [key for key, person in staff.items() if person.on_duty]
        for group in (team, duty):
            there = present(group, away, staff.keys())
            if there:
                return min(there, key=lambda key: (*self._order(key, policy), staff[key].login))
        return None

    def _order(self, staff_id: str, policy: Policy) -> tuple[int, datetime]:
        """What is compared: the load (for least_loaded), then how long ago the last offer was."""
        load = 0
        if policy == "least_loaded":
            mine = (TicketRow.assignee_id == staff_id) & TicketRow.state.in_(RUNNING)
            load = self._session.scalar(select(func.count()).select_from(TicketRow).where(mine)) or 0
        offers = (TicketEventRow.kind == "offered") & (TicketEventRow.code == staff_id)
        return load, self._session.scalar(select(func.max(TicketEventRow.at)).where(offers)) or _NEVER


def present(group: Sequence[str], away: Away, known: Collection[str]) -> tuple[str, ...]:
    """Those of a group who are there, and the deputies of the others; a deputy who is away too does not count."""
    standing_in = (away[key] for key in group if key in away)
    people = dict.fromkeys([*(key for key in group if key not in away), *standing_in])
    return tuple(key for key in people if key and key not in away and key in known)


def today_of(now: datetime) -> date:
    """The day in Japan by which absences count."""
    return to_jst(now).date()
