"""What all parts of the ticket service share: finding, locking and logging a case."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock, to_jst
from bot.base.errors import NotAllowed, NotFound
from bot.base.ids import new_id
from bot.outbox import Outbox
from bot.store.models import AlertRow, NoticeRow, StaffAbsenceRow, StaffRow, TicketEventRow, TicketHelperRow, TicketRow
from bot.tickets.actor import Actor, visible_to
from bot.tickets.codes import EVENTS, label
from bot.tickets.errors import CaseChanged, Change

_GONE = "この相談は見つかりません。番号が違うか、あなたの担当地区の相談ではありません。"


class Book:
    """The tickets in one session; every change goes through `_write`, which raises the version and logs the act."""

    def __init__(self, session: Session, clock: Clock, outbox: Outbox, audit: AuditLog) -> None:
        self._session = session
        self._clock = clock
        self._outbox = outbox
        self._audit = audit

    def _locked(self, ticket_id: str) -> TicketRow:
        """The ticket with its row locked (PostgreSQL; SQLite holds the write lock already); raises NotFound."""
        row = self._session.get(TicketRow, ticket_id, with_for_update=True)
        if row is None:
            raise NotFound(_GONE)
        return row

    def _seen_by(self, actor: Actor, ticket_id: str) -> TicketRow:
        """The locked ticket if the actor may see it; a foreign one is as good as none: NotFound."""
        wanted = select(TicketRow).where(TicketRow.ticket_id == ticket_id, visible_to(actor))
        row = self._session.scalars(wanted.with_for_update()).first()
        if row is None or row.state == "withdrawn":
            raise NotFound(_GONE)
        return row

    def _at_version(self, actor: Actor, ticket_id: str, version: int | None) -> TicketRow:
        """The ticket as the actor saw it; raises CaseChanged when it moved on since."""
        row = self._seen_by(actor, ticket_id)
        if version is not None and row.version != version:
            raise CaseChanged("開いている間に、この相談に動きがありました。", self._changes(row, version))
        return row

    def _workable(self, actor: Actor, ticket_id: str, version: int | None) -> TicketRow:
        """The case at that version, if the actor works on it: assignee, helper, duty in a crisis, or a lead."""
        actor.require("answer")
        row = self._at_version(actor, ticket_id, version)
        helps = self._session.get(TicketHelperRow, (ticket_id, actor.staff_id)) is not None
        if row.assignee_id == actor.staff_id or helps or "lead" in actor.may or (actor.on_duty and row.risk):
            return row
        if actor.staff_id == self._deputy(row.assignee_id):
            return row
        if row.assignee_id is None:
            raise NotAllowed("先に「担当する」を押してください。")
        raise NotAllowed(f"{self._name(row.assignee_id)}さんが担当しています。引き継ぐか、一緒に担当してください。")

    def _mine_or_lead(self, actor: Actor, ticket_id: str) -> TicketRow:
        actor.require("answer")
        row = self._seen_by(actor, ticket_id)
        if row.assignee_id in (None, actor.staff_id) or "lead" in actor.may:
            return row
        raise NotAllowed(f"{self._name(row.assignee_id)}さんが担当しています。担当の人か統括だけができます。")

    def _changes(self, row: TicketRow, since: int) -> tuple[Change, ...]:
        wanted = select(TicketEventRow).where(TicketEventRow.ticket_id == row.ticket_id, TicketEventRow.version > since)
        found = self._session.scalars(wanted.order_by(TicketEventRow.at)).all()
        return tuple(Change(self._name(e.actor), label(EVENTS, e.kind), e.at) for e in found)

    def _write(self, row: TicketRow, actor: str, kind: str, *, code: str = "", note: str = "") -> None:
        """Save the row under a new version and add the act to its timeline."""
        now = self._clock()
        row.changed_at = now
        self._session.flush()  # the version id is known only after the UPDATE
        self._session.add(
            TicketEventRow(
                event_id=new_id(),
                ticket_id=row.ticket_id,
                at=now,
                actor=actor,
                kind=kind,
                code=code,
                note=note,
                version=row.version,
            )
        )

    def _log(self, tag: Tag, actor: str, row: TicketRow, detail: str = "") -> None:
        self._audit.write(tag, actor=actor, subject=row.ticket_id, detail=detail)

    def _deputy(self, staff_id: str | None) -> str | None:
        """Who stands in today for a person who is away; None when the person is there or has no deputy."""
        today = to_jst(self._clock()).date()
        away = (StaffAbsenceRow.first_day <= today) & (StaffAbsenceRow.last_day >= today)
        wanted = select(StaffAbsenceRow.deputy_id).where(StaffAbsenceRow.staff_id == staff_id, away)
        return self._session.scalar(wanted.limit(1)) if staff_id else None

    def _notify(self, staff_id: str | None, kind: str, row: TicketRow) -> None:
        """Leave a notice for a person and whoever stands in today, once: one unread of the kind on the case will do."""
        self._notify_one(staff_id, kind, row)
        self._notify_one(self._deputy(staff_id), kind, row)

    def _notify_one(self, staff_id: str | None, kind: str, row: TicketRow) -> None:
        if staff_id is None or self._has_notice(staff_id, kind, row.ticket_id):
            return
        self._session.add(
            NoticeRow(
                notice_id=new_id(),
                staff_id=staff_id,
                kind=kind,
                ticket_id=row.ticket_id,
                case_number=row.case_number,
                at=self._clock(),
            )
        )

    def _has_notice(self, staff_id: str, kind: str, ticket_id: str) -> bool:
        wanted = select(NoticeRow.notice_id).where(
            NoticeRow.staff_id == staff_id,
            NoticeRow.kind == kind,
            NoticeRow.ticket_id == ticket_id,
            NoticeRow.seen_at.is_(None),
        )
        return self._session.scalar(wanted) is not None

    def _team(self, row: TicketRow, *, leads: bool) -> Sequence[str]:
        """Who answers for the case: the area's coordinators, duty where there is no area; supervisors if `leads`."""
        wanted = select(StaffRow).where(StaffRow.municipality == row.municipality, StaffRow.disabled_at.is_(None))
        found = []
        for person in self._session.scalars(wanted):
            own = "coordinator" in person.roles and row.area_id in person.areas
            duty = row.area_id is None and person.on_duty
            if own or duty or (leads and "supervisor" in person.roles):
                found.append(person.staff_id)
        return found

    def _take_alarms(self, actor: Actor, row: TicketRow) -> None:
        """Whoever claims or answers a case has seen its alarms: they are taken, and stop repeating (R24)."""
        wanted = (AlertRow.ticket_id == row.ticket_id) & AlertRow.taken_at.is_(None)
        for alarm in self._session.scalars(select(AlertRow).where(wanted)):
            alarm.taken_at, alarm.taken_by = self._clock(), actor.staff_id
            self._audit.write(Tag.ALERT_TAKEN, actor=actor.staff_id, subject=alarm.alert_id)

    def _name(self, actor: str | None) -> str:
        if actor == "resident":
            return "ご本人"
        row = self._session.get(StaffRow, actor) if actor and actor != "system" else None
        return row.display_name if row else "システム"
