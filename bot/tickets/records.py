"""Keeping records on a case: acts and next steps, referrals, meetings, disclosures (R28, R54, R55)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from bot.audit import Tag
from bot.base.errors import Conflict, InvalidInput, NotFound
from bot.base.ids import new_id
from bot.store.models import (
    DisclosureRow,
    MeetingRow,
    RecordRow,
    ReferralRow,
    StaffRow,
    TicketHelperRow,
    TicketRow,
)
from bot.tickets.actor import Actor, visible_to
from bot.tickets.book import Book
from bot.tickets.codes import RESULTS, RUNNING, WAYS
from bot.tickets.entries import DisclosureEntry, MeetingEntry, RecordEntry


@dataclass(frozen=True)
class Due:
    """One thing to do by a day: a next step, or a case to look at again."""

    ticket_id: str
    case_number: str
    what: str
    at: datetime
    record_id: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a referral, as a code of `codes.RESULTS`, and a note."""

    result: str
    note: str = ""


class CaseRecords(Book):
    """Writes and reads what is kept about a case besides the talk."""

    def record(self, actor: Actor, ticket_id: str, entry: RecordEntry) -> RecordRow:
        """Add a record; consent and stage of the moment are kept with it (work before a plan counts, R55)."""
        row = self._workable(actor, ticket_id, None)
        made = RecordRow(
            record_id=new_id(), ticket_id=ticket_id, staff_id=actor.staff_id, acted_at=entry.acted_at, way=entry.way,
            direction=entry.direction, with_whom=entry.with_whom, action=entry.action, intent=entry.intent,
            change=entry.change, next_step=entry.next_step, next_at=entry.next_at, outreach=entry.outreach,
            met=entry.met, participation=entry.participation, consent=row.consent, stage=row.stage,
            created_at=self._clock(),
        )  # fmt: skip
        self._session.add(made)
        self._write(row, actor.staff_id, "recorded")
        self._log(Tag.TICKET_NOTED, actor.staff_id, row, f"record way={entry.way}")
        return made

    def step_done(self, actor: Actor, record_id: str) -> str:
        """Tick a next step off; returns the ticket's id."""
        made = self._session.get(RecordRow, record_id)
        if made is None:
            raise NotFound("この予定は見つかりません。")
        self._workable(actor, made.ticket_id, None)
        made.next_done_at = made.next_done_at or self._clock()
        return made.ticket_id

    def refer(self, actor: Actor, ticket_id: str, place: str, way: str, place_id: str = "") -> ReferralRow:
        """Write down where the resident was pointed to."""
        row = self._workable(actor, ticket_id, None)
        if not place.strip() or len(place) > 120 or (way and way not in WAYS):
            raise InvalidInput("つなぎ先の名前を120文字までで書いてください。")
        made = ReferralRow(
            referral_id=new_id(), ticket_id=ticket_id, staff_id=actor.staff_id, place=place.strip(), place_id=place_id,
            way=way, made_at=self._clock(),
        )  # fmt: skip
        self._session.add(made)
        self._write(row, actor.staff_id, "referred")
        self._log(Tag.TICKET_NOTED, actor.staff_id, row, "referral")
        return made

    def settle_referral(self, actor: Actor, referral_id: str, outcome: Outcome, version: int | None = None) -> str:
        """Say what became of a referral; returns the ticket's id. Raises CaseChanged on an old page."""
        made = self._session.get(ReferralRow, referral_id)
        if made is None:
            raise NotFound("このつなぎ先は見つかりません。")
        row = self._workable(actor, made.ticket_id, version)
        if outcome.result not in RESULTS:
            raise InvalidInput("結果を選んでください。")
        made.result, made.note = outcome.result, outcome.note
        made.settled_at = None if outcome.result == "proposed" else self._clock()
        self._write(row, actor.staff_id, "referred", code=outcome.result)
        return made.ticket_id

    def meet(self, actor: Actor, ticket_id: str, entry: MeetingEntry) -> MeetingRow:
        """Write down a meeting; 重層的支援会議 needs consent, 支援会議 does not (社会福祉法106条の6)."""
        row = self._workable(actor, ticket_id, None)
        if entry.kind == "plan" and row.consent != "given":
            raise Conflict("重層的支援会議には、ご本人の同意が必要です。同意がない間は支援会議として記録してください。")
        made = MeetingRow(
            meeting_id=new_id(), ticket_id=ticket_id, kind=entry.kind, held_at=entry.held_at,
            attendees=entry.attendees, decided=entry.decided, plan=entry.plan, staff_id=actor.staff_id,
            created_at=self._clock(),
        )  # fmt: skip
        self._session.add(made)
        row.stage = _stage_after(row.stage, entry)
        self._write(row, actor.staff_id, "met", code=entry.kind)
        self._log(Tag.TICKET_NOTED, actor.staff_id, row, f"meeting={entry.kind} plan={entry.plan or '-'}")
        return made

    def disclose(self, actor: Actor, ticket_id: str, entry: DisclosureEntry) -> DisclosureRow:
        """Put a disclosure without consent on record: grounds, two people, recipient, content, time (R28)."""
        actor.require("disclose")
        row = self._workable(actor, ticket_id, None)
        second = self._session.get(StaffRow, entry.judged_with)
        if second is None or second.disabled_at or second.staff_id == actor.staff_id:
            raise InvalidInput("判断は2人で行います。一緒に判断した、もう1人の職員を選んでください。")
        made = DisclosureRow(
            disclosure_id=new_id(), ticket_id=ticket_id, grounds_code=entry.grounds_code, grounds=entry.grounds,
            judged_by=actor.staff_id, judged_with=entry.judged_with, recipient=entry.recipient,
            content=entry.content, disclosed_at=entry.disclosed_at, recorded_at=self._clock(),
        )  # fmt: skip
        self._session.add(made)
        self._write(row, actor.staff_id, "disclosed", code=entry.grounds_code)
        self._log(Tag.DISCLOSURE, actor.staff_id, row, f"{entry.grounds_code} with={entry.judged_with}")
        self._notify(entry.judged_with, "disclosed", row)
        return made

    def told(self, actor: Actor, disclosure_id: str) -> str:
        """The person has been told of a disclosure afterwards; returns the ticket's id."""
        made = self._session.get(DisclosureRow, disclosure_id)
        if made is None:
            raise NotFound("この記録は見つかりません。")
        row = self._workable(actor, made.ticket_id, None)
        made.told_at, made.told_by = made.told_at or self._clock(), made.told_by or actor.staff_id
        self._log(Tag.DISCLOSURE, actor.staff_id, row, "told")
        return made.ticket_id

    def records_of(self, ticket_id: str) -> Sequence[RecordRow]:
        """The records of a case, newest first. The caller has checked that it may be seen."""
        wanted = select(RecordRow).where(RecordRow.ticket_id == ticket_id).order_by(RecordRow.acted_at.desc())
        return self._session.scalars(wanted).all()

    def referrals_of(self, ticket_id: str) -> Sequence[ReferralRow]:
        """The referrals of a case, newest first."""
        wanted = select(ReferralRow).where(ReferralRow.ticket_id == ticket_id).order_by(ReferralRow.made_at.desc())
        return self._session.scalars(wanted).all()

    def meetings_of(self, ticket_id: str) -> Sequence[MeetingRow]:
        """The meetings on a case, newest first."""
        wanted = select(MeetingRow).where(MeetingRow.ticket_id == ticket_id).order_by(MeetingRow.held_at.desc())
        return self._session.scalars(wanted).all()

    def disclosures_of(self, ticket_id: str) -> Sequence[DisclosureRow]:
        """The disclosures on a case, newest first."""
        wanted = select(DisclosureRow).where(DisclosureRow.ticket_id == ticket_id)
        return self._session.scalars(wanted.order_by(DisclosureRow.disclosed_at.desc())).all()

    def to_do(self, actor: Actor, until: datetime) -> list[Due]:
        """Next steps and cases to look at again by then, on the actor's own cases, earliest first."""
        return sorted(self._steps(actor, until) + self._paused(actor, until), key=lambda due: due.at)

    def _steps(self, actor: Actor, until: datetime) -> list[Due]:
        wanted = (
            select(RecordRow, TicketRow.case_number)
            .join(TicketRow, TicketRow.ticket_id == RecordRow.ticket_id)
            .where(visible_to(actor, from_place=False), TicketRow.state.in_(RUNNING), _mine(actor))
            .where(RecordRow.next_at <= until, RecordRow.next_done_at.is_(None))
        )
        found = self._session.execute(wanted.order_by(RecordRow.next_at).limit(200))
        return [Due(r.ticket_id, number, r.next_step, r.next_at, r.record_id) for r, number in found if r.next_at]

    def _paused(self, actor: Actor, until: datetime) -> list[Due]:
        wanted = select(TicketRow).where(visible_to(actor), _mine(actor), TicketRow.state == "paused")
        rows = self._session.scalars(wanted.where(TicketRow.paused_until <= until).limit(200))
        return [
            Due(row.ticket_id, row.case_number, "見守り中の相談の様子を見る", row.paused_until)
            for row in rows
            if row.paused_until
        ]


def _mine(actor: Actor) -> ColumnElement[bool]:
    helps = select(TicketHelperRow.ticket_id).where(TicketHelperRow.staff_id == actor.staff_id)
    return or_(TicketRow.assignee_id == actor.staff_id, TicketRow.ticket_id.in_(helps))


def _stage_after(stage: str, entry: MeetingEntry) -> str:
    """Where the support stands after a meeting: a plan is not undone by a later support meeting."""
    if entry.plan in ("made", "changed"):
        return "plan"
    if entry.plan == "ended" or stage != "plan":
        return "support_meeting" if entry.kind == "support" else "plan_meeting"
    return stage
