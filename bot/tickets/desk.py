"""The coordinator's side of a ticket: take it, answer, pass it on, close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update

from bot.audit import Tag
from bot.base.clock import to_jst
from bot.base.errors import Conflict, InvalidInput
from bot.base.ids import new_id
from bot.store.models import AlertRow, MessageRow, OutboxRow, StaffRow, TicketHelperRow, TicketRow
from bot.tickets.actor import Actor
from bot.tickets.book import Book
from bot.tickets.codes import OUTCOMES, RUNNING, STAGES

LONGEST_REPLY = 1000
"""Characters; LINE allows 5,000 (LINE: Text message), people on a phone do not."""


@dataclass(frozen=True)
class Reply:
    """An answer to a resident; `version` is the page it was written on, `not_before` a time it was put off to."""

    text: str
    version: int
    not_before: datetime | None = None


@dataclass(frozen=True)
class Destination:
    """Where a case is sent on to; `area_id` None means the municipality's duty team."""

    municipality: str
    area_id: str | None
    note: str


class Desk(Book):
    """Methods of people at the console; each raises NotFound, NotAllowed, InvalidInput or Conflict."""

    def claim(self, actor: Actor, ticket_id: str) -> TicketRow:
        """Become the assignee; when two press at once one wins and the other is told who (Conflict)."""
        actor.require("answer")
        row = self._seen_by(actor, ticket_id)
        taken = row.state != "new"  # a new case may be offered to one person and still be taken by another
        if taken and row.assignee_id == actor.staff_id:
            return row
        if taken and row.assignee_id is not None:
            since = f"{to_jst(row.claimed_at):%H:%M}に" if row.claimed_at else ""
            raise Conflict(f"{self._name(row.assignee_id)}さんが{since}担当になりました。")
        _must_run(row)
        row.assignee_id, row.claimed_at, row.state = actor.staff_id, self._clock(), "claimed"
        self._write(row, actor.staff_id, "claimed")
        self._log(Tag.TICKET_CLAIMED, actor.staff_id, row)
        self._take_alarms(actor, row)
        return row

    def unchanged(self, actor: Actor, ticket_id: str, version: int | None) -> None:
        """Lock the case; raises CaseChanged when it is no more what its page showed (None: no page was shown)."""
        self._at_version(actor, ticket_id, version)

    def assign(self, actor: Actor, ticket_id: str, staff_id: str, note: str = "") -> TicketRow:
        """Hand the case to a colleague of the same municipality (its assignee or a supervisor may)."""
        row = self._mine_or_lead(actor, ticket_id)
        _must_run(row)
        colleague = self._colleague(row, staff_id)
        row.assignee_id, row.claimed_at = colleague.staff_id, row.claimed_at or self._clock()
        row.state = "claimed" if row.state == "new" else row.state
        self._write(row, actor.staff_id, "assigned", code=colleague.staff_id, note=note)
        self._log(Tag.TICKET_ASSIGNED, actor.staff_id, row, f"to={colleague.staff_id}")
        if colleague.staff_id != actor.staff_id:
            self._notify(colleague.staff_id, "handed", row)
        return row

    def join(self, actor: Actor, ticket_id: str, staff_id: str) -> TicketRow:
        """Let a colleague work on the case too (R60); again is no fault."""
        row = self._mine_or_lead(actor, ticket_id)
        colleague = self._colleague(row, staff_id)
        if self._session.get(TicketHelperRow, (ticket_id, staff_id)) is None:
            self._session.add(
                TicketHelperRow(ticket_id=ticket_id, staff_id=staff_id, added_at=self._clock(), added_by=actor.staff_id)
            )
            self._write(row, actor.staff_id, "joined", code=colleague.staff_id)
            self._log(Tag.TICKET_ASSIGNED, actor.staff_id, row, f"with={staff_id}")
            self._notify(staff_id, "joined", row)
        return row

    def leave(self, actor: Actor, ticket_id: str, staff_id: str) -> TicketRow:
        """End a colleague's share in the case: one's own, or another's by assignee or supervisor."""
        row = self._seen_by(actor, ticket_id) if staff_id == actor.staff_id else self._mine_or_lead(actor, ticket_id)
        helper = self._session.get(TicketHelperRow, (ticket_id, staff_id))
        if helper is not None:
            self._session.delete(helper)
            self._write(row, actor.staff_id, "left", code=staff_id)
        return row

    def return_to_queue(self, actor: Actor, ticket_id: str, note: str = "") -> TicketRow:
        """Give the case back to the team's queue; the resident's waiting counts on."""
        row = self._mine_or_lead(actor, ticket_id)
        _must_run(row)
        self._free(row)
        self._write(row, actor.staff_id, "returned", note=note)
        self._log(Tag.TICKET_RETURNED, actor.staff_id, row)
        return row

    def transfer(self, actor: Actor, ticket_id: str, to: Destination) -> TicketRow:
        """Send the case on to another area or to the duty team (つなぎ直し), always with a note (no 丸投げ, R53).

        The new team is told; colleagues of the old one who helped see it no more.
        """
        row = self._mine_or_lead(actor, ticket_id)
        _must_run(row)
        if not to.note.strip():
            raise InvalidInput("つなぎ直しには、相手の地区への申し送りを書いてください。")
        if (to.municipality, to.area_id) == (row.municipality, row.area_id):
            raise InvalidInput("いまと同じ地区です。別の地区を選んでください。")
        before = row.area_id or "-"
        row.municipality, row.area_id = to.municipality, to.area_id
        untaken = (AlertRow.ticket_id == ticket_id) & AlertRow.taken_at.is_(None)
        where = {"municipality": to.municipality, "area_id": to.area_id}
        self._session.execute(update(AlertRow).where(untaken).values(where))  # it rings where the case is now
        self._free(row)
        self._session.execute(delete(TicketHelperRow).where(TicketHelperRow.ticket_id == ticket_id))
        code = f"{before} → {to.area_id or '-'}"
        self._write(row, actor.staff_id, "transferred", code=code, note=to.note)
        self._log(Tag.TICKET_TRANSFERRED, actor.staff_id, row, f"from={before} to={to.area_id or '-'}")
        for staff_id in self._team(row, leads=False):
            self._notify(staff_id, "transferred", row)
        return row

    def _free(self, row: TicketRow) -> None:
        """Nobody's case again; the resident's waiting counts on, and who should take it is reminded anew."""
        row.assignee_id, row.claimed_at, row.state, row.reminded_at = None, None, "new", None
        row.awaiting_since = row.awaiting_since or self._clock()

    def reply(self, actor: Actor, ticket_id: str, reply: Reply) -> MessageRow:
        """Queue an answer to the resident; refused with what changed if the page was old (CaseChanged)."""
        row = self._workable(actor, ticket_id, reply.version)
        text = reply.text.strip()
        if not text or len(text) > LONGEST_REPLY:
            raise InvalidInput(f"返信は1〜{LONGEST_REPLY}文字で書いてください(いま{len(text)}文字)。")
        message = MessageRow(
            message_id=new_id(), ticket_id=ticket_id, direction="outbound", text=text, author_id=actor.staff_id,
            created_at=self._clock(),
        )  # fmt: skip
        queued = self._outbox.put_message(
            row.resident_id, row.channel, message_id=message.message_id, ticket_id=ticket_id,
            not_before=reply.not_before,
        )  # fmt: skip
        message.outbox_id = queued.outbox_id
        self._session.add(message)
        self._answered(row, actor, later=reply.not_before is not None)
        return message

    def unschedule(self, actor: Actor, ticket_id: str, message_id: str) -> None:
        """Take back an answer that has not been sent yet; Conflict when it has gone."""
        row = self._workable(actor, ticket_id, None)
        message = self._session.get(MessageRow, message_id)
        if message is None or message.ticket_id != ticket_id or message.outbox_id is None:
            raise Conflict("その返信は見つかりません。")
        waiting = (
            (OutboxRow.outbox_id == message.outbox_id) & (OutboxRow.state == "pending") & (OutboxRow.attempts == 0)
        )
        taken_back = self._session.execute(update(OutboxRow).where(waiting).values(state="cancelled"))
        if not taken_back.rowcount:  # type: ignore[attr-defined]
            raise Conflict("その返信はもう送られました。取りやめられません。")
        message.withdrawn_at = self._clock()
        row.state, row.awaiting_since = "claimed", row.awaiting_since or self._clock()
        self._write(row, actor.staff_id, "unscheduled")

    def pause(self, actor: Actor, ticket_id: str, until: datetime | None, note: str = "") -> TicketRow:
        """Set the case aside until a day, or until the resident writes."""
        row = self._workable(actor, ticket_id, None)
        _must_run(row)
        row.state, row.paused_until, row.awaiting_since = "paused", until, None
        self._write(row, actor.staff_id, "paused", note=note)
        self._log(Tag.TICKET_PAUSED, actor.staff_id, row)
        return row

    def close(self, actor: Actor, ticket_id: str, outcome: str, version: int, note: str = "") -> TicketRow:
        """End the case with an outcome; refused when something new came in since the page was opened."""
        row = self._workable(actor, ticket_id, version)
        _must_run(row)
        if outcome not in OUTCOMES:
            raise InvalidInput("終結の理由を選んでください。")
        row.state, row.outcome, row.closed_at, row.awaiting_since = "closed", outcome, self._clock(), None
        row.stage = "stopped" if outcome in ("no_reply", "declined") else "ended"
        # the talk learns of it and the bot listens again
        self._outbox.put_notice(row.resident_id, row.channel, ticket_id=ticket_id, notice="closed")
        self._write(row, actor.staff_id, "closed", code=outcome, note=note)
        self._log(Tag.TICKET_CLOSED, actor.staff_id, row, f"outcome={outcome}")
        self._take_alarms(actor, row)
        return row

    def reopen(self, actor: Actor, ticket_id: str, note: str = "") -> TicketRow:
        """Take a closed case up again, as one's own."""
        actor.require("answer")
        row = self._seen_by(actor, ticket_id)
        if row.state != "closed" or row.merged_into:
            raise Conflict("この相談は終結していません。画面を開き直してください。")
        row.state, row.outcome, row.closed_at, row.purge_after = "claimed", "", None, None
        row.stage, row.assignee_id, row.claimed_at = "contact", actor.staff_id, self._clock()
        self._write(row, actor.staff_id, "reopened", note=note)
        self._log(Tag.TICKET_REOPENED, actor.staff_id, row)
        return row

    def lower_risk(self, actor: Actor, ticket_id: str, risk: int, reason: str) -> TicketRow:
        """Lower the urgency, with a reason, by a person alone (R26)."""
        row = self._workable(actor, ticket_id, None)
        if not reason.strip():
            raise InvalidInput("緊急度を下げる理由を書いてください。")
        if not 0 <= risk < row.risk:
            raise InvalidInput("いまより低い緊急度を選んでください。")
        before, row.risk = row.risk, risk
        self._write(row, actor.staff_id, "risk_lowered", code=f"{before} → {risk}", note=reason)
        self._log(Tag.RISK_LOWERED, actor.staff_id, row, f"from={before} to={risk}")
        return row

    def set_stage(self, actor: Actor, ticket_id: str, stage: str) -> TicketRow:
        """Say where the support stands: before consent, at a meeting, with a plan (R55)."""
        row = self._workable(actor, ticket_id, None)
        if stage not in STAGES:
            raise InvalidInput("支援の段階を選んでください。")
        row.stage = stage
        self._write(row, actor.staff_id, "staged", code=stage)
        self._log(Tag.TICKET_NOTED, actor.staff_id, row, f"stage={stage}")
        return row

    def note(self, actor: Actor, ticket_id: str, text: str) -> None:
        """Leave a note for colleagues on the timeline; the resident never sees it."""
        actor.require("answer")
        row = self._seen_by(actor, ticket_id)
        if not text.strip():
            raise InvalidInput("メモを書いてください。")
        self._write(row, actor.staff_id, "noted", note=text.strip())
        self._log(Tag.TICKET_NOTED, actor.staff_id, row)

    def _answered(self, row: TicketRow, actor: Actor, *, later: bool) -> None:
        now = self._clock()
        row.state, row.awaiting_since = "waiting", None
        row.answered_at = row.answered_at or now
        self._write(row, actor.staff_id, "scheduled" if later else "replied")
        self._log(Tag.TICKET_REPLIED, actor.staff_id, row)
        self._take_alarms(actor, row)

    def _colleague(self, row: TicketRow, staff_id: str) -> StaffRow:
        found = self._session.get(StaffRow, staff_id)
        answers = {"coordinator", "supervisor", "duty"}
        if found is None or found.disabled_at or not answers & set(found.roles):
            raise InvalidInput("引き継ぐ相手を選んでください。")
        if found.municipality != row.municipality:
            raise InvalidInput("同じ自治体の人を選んでください。別の自治体へは「つなぎ直し」を使います。")
        return found


def _must_run(row: TicketRow) -> None:
    if row.state not in RUNNING:
        raise Conflict("この相談はもう終結しています。")
