"""The conversation's side of tickets: open, add what the resident writes, withdraw, unsend, erase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, Text, bindparam, delete, select, type_coerce, update

from bot.audit import Tag
from bot.base.ids import new_case_number, new_id
from bot.store.models import (
    AlertRow,
    ConsentRow,
    DisclosureRow,
    MeetingRow,
    MessageRow,
    NoticeRow,
    RecordRow,
    ReferralRow,
    TicketEventRow,
    TicketHelperRow,
    TicketItemRow,
    TicketRow,
)
from bot.tickets.book import Book
from bot.tickets.codes import RUNNING
from bot.tickets.draft import Draft

_TRIES = 20
_TOPICAL = ("hardest", "topic")
_CODES = frozenset(("age_band", "whose"))
"""Columns that repeat an item; the area is kept, somebody has to receive the case."""
_CURRENT = (
    select(TicketRow)
    .where(TicketRow.resident_id == bindparam("resident"), TicketRow.state.in_(RUNNING))
    .order_by(TicketRow.opened_at.desc())
    .limit(1)
)
_TABLE = cast("Table", TicketRow.__table__)
_RUNS = select(_TABLE.c.ticket_id).where(
    _TABLE.c.resident_id == bindparam("resident"), _TABLE.c.state.in_(RUNNING)
).limit(1)  # fmt: skip
_WORDED = (TicketItemRow, RecordRow, ReferralRow, MeetingRow, DisclosureRow, TicketEventRow, TicketHelperRow)


class Intake(Book):
    """Methods the engine calls, each in the transaction of one event."""

    def open(self, draft: Draft) -> TicketRow:
        """Open a ticket under a fresh speakable number, with its consent on record (R04, R53)."""
        now = self._clock()
        row = TicketRow(
            ticket_id=new_id(), case_number=self._free_number(), resident_id=draft.resident_id,
            channel=draft.channel, municipality=draft.municipality, area_id=draft.area_id, state="new",
            risk=draft.risk, kinds=list(draft.kinds), topics=list(draft.topics), hardest=draft.hardest,
            whose=draft.whose, age_band=draft.age_band, language=draft.language, reach=list(draft.reach),
            summary=draft.summary, consent="given", drill=draft.drill, opened_at=now, awaiting_since=now,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()  # items refer to the ticket
        self._add_items(row, draft)
        self._consent(row, draft)
        self._write(row, "resident", "opened")
        self._log(Tag.TICKET_OPENED, "resident", row, f"area={draft.area_id or '-'} risk={draft.risk}")
        return row

    def runs(self, resident_id: str) -> bool:
        """Whether the resident has a running ticket: a light look, for each turn of a talk without one."""
        return self._session.connection().execute(_RUNS, {"resident": resident_id}).first() is not None

    def current_of(self, resident_id: str) -> TicketRow | None:
        """The resident's running ticket, the newest if there are several; None when none runs."""
        return self._session.scalars(_CURRENT, {"resident": resident_id}).first()

    def add_inbound(self, ticket_id: str, text: str, source: str, risk: int = 0) -> MessageRow:
        """Add a resident's (masked) message; a waiting or paused case comes back to the coordinator's turn."""
        row = self._locked(ticket_id)
        if row.merged_into:  # the talk still knows the old ticket
            return self.add_inbound(row.merged_into, text, source, risk)
        now = self._clock()
        message = MessageRow(
            message_id=new_id(), ticket_id=ticket_id, direction="inbound", text=text, source=source, risk=risk,
            created_at=now,
        )  # fmt: skip
        self._session.add(message)
        row.last_inbound_at = now
        row.awaiting_since = row.awaiting_since or now
        if row.state in ("waiting", "paused"):
            row.state = "claimed" if row.assignee_id else "new"
        self._write(row, "resident", "inbound")
        self._notify(row.assignee_id, "inbound", row)
        return message

    def raise_risk(self, ticket_id: str, risk: int, kinds: Sequence[str]) -> None:
        """Raise the urgency and add kinds; neither is ever lowered here (R26)."""
        row = self._locked(ticket_id)
        if row.merged_into:  # the talk still knows the old ticket
            self.raise_risk(row.merged_into, risk, kinds)
            return
        added = [kind for kind in kinds if kind not in row.kinds]
        if risk <= row.risk and not added:
            return
        row.risk = max(row.risk, risk)
        row.kinds = [*row.kinds, *added]
        self._write(row, "system", "risk_raised", code=f"{row.risk} {' '.join(added)}".strip()[:120])
        self._log(Tag.RISK_RAISED, "system", row, f"risk={row.risk} kinds={','.join(row.kinds)}")

    def withdraw(self, ticket_id: str) -> None:
        """Consent withdrawn: out of the queues, words erased, the receiver told, an act without content left (R05)."""
        row = self._locked(ticket_id)
        if row.state == "withdrawn":
            return
        now = self._clock()
        self._tell_receivers(row)
        ids = [ticket_id, *self._merged_into(row)]
        self._erase_words(ids)
        for one in ids:  # what was brought together with it goes too: nothing of either is found any more
            _blank(self._locked(one), now)
        unended = ConsentRow.ticket_id.in_(ids) & ConsentRow.withdrawn_at.is_(None)
        self._session.execute(update(ConsentRow).where(unended).values(withdrawn_at=now))
        self._write(row, "resident", "withdrawn")
        self._log(Tag.CONSENT_WITHDRAWN, "resident", row)
        self._log(Tag.TICKET_WITHDRAWN, "resident", row)

    def unsend(self, sources: Sequence[str]) -> int:
        """Remove the text of unsent messages and of items made from them (LINE: unsend; R11). Returns how many."""
        wanted = select(MessageRow).where(MessageRow.source.in_(sources), MessageRow.withdrawn_at.is_(None))
        messages = self._session.scalars(wanted).all()
        for message in messages:
            message.text, message.withdrawn_at = None, self._clock()
        touched = {message.ticket_id for message in messages}
        items = self._items_from(sources)
        for item in items:
            touched.add(item.ticket_id)
            self._session.delete(item)
        for ticket_id in sorted(touched):
            row = self._locked(ticket_id)
            gone = [item for item in items if item.ticket_id == ticket_id]
            if gone:
                row.summary = ""  # made from the items; a person may write it anew
                _without_matters(row, {topic for item in gone if item.kind in _TOPICAL for topic in item.topics})
                for code in _CODES & {item.kind for item in gone}:
                    setattr(row, code, "")
            self._write(row, "resident", "unsent")
            self._log(Tag.MESSAGE_UNSENT, "resident", row)
        return len(messages) + len(items)

    def erase_resident(self, resident_id: str) -> None:
        """Delete everything of a resident here: tickets with all that hangs on them, and consents."""
        ids = self._session.scalars(select(TicketRow.ticket_id).where(TicketRow.resident_id == resident_id)).all()
        for ticket_id in ids:
            self._notify_gone(ticket_id)
            self._audit.write(Tag.TICKET_ERASED, actor="resident", subject=ticket_id)
        self._session.flush()  # notices first: they outlive the ticket
        for table in (*_WORDED, MessageRow):
            self._session.execute(delete(table).where(table.ticket_id.in_(ids)))
        self._session.execute(delete(ConsentRow).where(ConsentRow.resident_id == resident_id))
        self._session.execute(delete(TicketRow).where(TicketRow.ticket_id.in_(ids)))
        self._session.expire_all()

    def _notify_gone(self, ticket_id: str) -> None:
        row = self._locked(ticket_id)
        stale = NoticeRow.ticket_id == ticket_id
        self._session.execute(delete(NoticeRow).where(stale))
        self._tell_receivers(row)

    def _tell_receivers(self, row: TicketRow) -> None:
        """Tell who had the case that it is withdrawn: assignee and helpers, the team where nobody had taken it (R05).

        An alarm that nobody has taken stays, and leads to no case any more.
        """
        helpers = select(TicketHelperRow.staff_id).where(TicketHelperRow.ticket_id == row.ticket_id)
        had = [row.assignee_id] if row.assignee_id else self._team(row, leads=False)
        for staff_id in dict.fromkeys((*had, *self._session.scalars(helpers))):
            self._notify(staff_id, "withdrawn", row)
        self._session.execute(update(AlertRow).where(AlertRow.ticket_id == row.ticket_id).values(ticket_id=None))

    def _merged_into(self, row: TicketRow) -> Sequence[str]:
        """Cases that were brought together in this one: colleagues' notes still hang on them."""
        mine = (TicketRow.resident_id == row.resident_id) & (TicketRow.merged_into == row.ticket_id)
        return self._session.scalars(select(TicketRow.ticket_id).where(mine)).all()

    def _erase_words(self, ids: Sequence[str]) -> None:
        """Take every word off a ticket; counts (message and record rows without text) remain for statistics."""
        now = self._clock()
        self._session.execute(delete(TicketItemRow).where(TicketItemRow.ticket_id.in_(ids)))
        self._session.execute(delete(MeetingRow).where(MeetingRow.ticket_id.in_(ids)))
        self._session.execute(
            update(MessageRow).where(MessageRow.ticket_id.in_(ids)).values(text=None, withdrawn_at=now)
        )
        blank = {"with_whom": "", "action": "", "intent": "", "change": "", "next_step": "", "next_at": None}
        self._session.execute(update(RecordRow).where(RecordRow.ticket_id.in_(ids)).values(**blank))
        self._session.execute(update(ReferralRow).where(ReferralRow.ticket_id.in_(ids)).values(note=""))
        self._session.execute(update(TicketEventRow).where(TicketEventRow.ticket_id.in_(ids)).values(note=""))
        self._session.expire_all()

    def _items_from(self, sources: Iterable[str]) -> list[TicketItemRow]:
        """Items made from any of the messages; the list column is searched as JSON text, then checked."""
        wanted = set(sources)
        found: dict[str, TicketItemRow] = {}
        for source in wanted:
            near = select(TicketItemRow).where(
                type_coerce(TicketItemRow.sources, Text).contains(source, autoescape=True)
            )
            for item in self._session.scalars(near):
                if wanted & set(item.sources):
                    found[item.item_id] = item
        return list(found.values())

    def _add_items(self, row: TicketRow, draft: Draft) -> None:
        for position, item in enumerate(draft.items):
            self._session.add(
                TicketItemRow(
                    item_id=new_id(),
                    ticket_id=row.ticket_id,
                    position=position,
                    kind=item.kind,
                    label=item.label,
                    text=item.text,
                    topics=list(item.topics),
                    sources=list(item.sources),
                    created_at=row.opened_at,
                )
            )

    def _consent(self, row: TicketRow, draft: Draft) -> None:
        self._session.add(
            ConsentRow(
                consent_id=new_id(),
                resident_id=draft.resident_id,
                ticket_id=row.ticket_id,
                kind="handoff",
                notice_version=draft.notice_version,
                scope=[item.label or item.kind for item in draft.items],
                given_at=row.opened_at,
            )
        )
        self._log(Tag.CONSENT_GIVEN, "resident", row, f"handoff {draft.notice_version}")

    def _free_number(self) -> str:
        """A case number that no ticket has; the unique constraint is the last word."""
        for _ in range(_TRIES):
            number = new_case_number()
            if self._session.scalar(select(TicketRow.ticket_id).where(TicketRow.case_number == number)) is None:
                return number
        return f"{new_case_number()}-{new_id()[:4]}"


def _without_matters(row: TicketRow, gone: set[str]) -> None:
    """Take off a case the matters that only unsent words had told; what danger was heard stays (R26)."""
    row.topics = [topic for topic in row.topics if topic not in gone]
    row.hardest = "" if row.hardest in gone else row.hardest


def _blank(row: TicketRow, now: datetime) -> None:
    """Leave of a withdrawn case that there was one, where and when, and how grave; nothing that was told."""
    row.state, row.consent, row.summary, row.closed_at = "withdrawn", "withdrawn", "", row.closed_at or now
    row.topics, row.kinds, row.reach, row.hardest, row.awaiting_since = [], [], [], "", None
    row.age_band, row.whose = "", ""
