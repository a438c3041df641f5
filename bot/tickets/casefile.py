"""One case as its page needs it: summary, items, chat with delivery state, timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from bot.base.errors import NotFound
from bot.store.models import (
    ConsentRow,
    MessageRow,
    OutboxRow,
    TicketEventRow,
    TicketHelperRow,
    TicketItemRow,
    TicketRow,
)
from bot.tickets.actor import Actor, visible_to
from bot.tickets.queue import staff_names

_EXPIRED = "(保存の期間が過ぎたので、本文は残っていません)"


@dataclass(frozen=True)
class Item:
    """One line that the resident agreed to hand over."""

    kind: str
    label: str
    text: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Bubble:
    """One message of the chat; `delivery` is pending, scheduled, sent, failed, blocked, cancelled or empty."""

    message_id: str
    direction: str
    text: str | None
    author: str
    at: datetime
    risk: int
    delivery: str
    reason: str
    due: datetime | None
    attempts: int


@dataclass(frozen=True)
class Happening:
    """One entry of the timeline."""

    at: datetime
    who: str
    kind: str
    code: str
    note: str


@dataclass(frozen=True)
class Other:
    """Another case of the same resident; `merged_into` the ticket that it was brought together with."""

    ticket_id: str
    case_number: str
    state: str
    merged_into: str | None


@dataclass(frozen=True)
class CaseFile:
    """A case with all that hangs on it; `works` tells whether the reader may answer and change it."""

    ticket: TicketRow
    assignee: str
    helpers: dict[str, str]
    items: tuple[Item, ...]
    bubbles: tuple[Bubble, ...]
    happenings: tuple[Happening, ...]
    consented_at: datetime | None
    mine: bool
    works: bool
    others: tuple[Other, ...]
    """Other cases of the same resident within sight."""

    @property
    def told(self) -> list[str]:
        """All that the resident said, as it is kept."""
        heard = [bubble.text or "" for bubble in self.bubbles if bubble.direction == "inbound"]
        return [self.ticket.summary, *(item.text for item in self.items), *heard]


class CaseReader:
    """Reads one case within what an actor may see."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def open(self, actor: Actor, ticket_id: str) -> CaseFile:
        """The whole case; raises NotFound when there is none or it is not the actor's to see."""
        row = self.find(actor, ticket_id)
        helpers = self._helpers(ticket_id)
        mine = row.assignee_id == actor.staff_id
        works = mine or actor.staff_id in helpers or "lead" in actor.may or (actor.on_duty and row.risk > 0)
        return CaseFile(
            ticket=row,
            assignee=staff_names(self._session, {row.assignee_id}).get(row.assignee_id, "") if row.assignee_id else "",
            helpers=helpers,
            items=self._items(ticket_id),
            bubbles=self._bubbles(ticket_id),
            happenings=self._happenings(ticket_id),
            consented_at=self._consented_at(ticket_id),
            mine=mine,
            works=works and "answer" in actor.may,
            others=self._others(actor, row),
        )

    def find(self, actor: Actor, ticket_id: str) -> TicketRow:
        """The bare ticket; raises NotFound as `open` does."""
        row = self._session.scalars(
            select(TicketRow).where(TicketRow.ticket_id == ticket_id, visible_to(actor))
        ).first()
        if row is None:
            raise NotFound("この相談は見つかりません。番号が違うか、あなたの担当地区の相談ではありません。")
        return row

    def _helpers(self, ticket_id: str) -> dict[str, str]:
        ids = self._session.scalars(select(TicketHelperRow.staff_id).where(TicketHelperRow.ticket_id == ticket_id))
        return staff_names(self._session, set(ids))

    def _items(self, ticket_id: str) -> tuple[Item, ...]:
        wanted = select(TicketItemRow).where(TicketItemRow.ticket_id == ticket_id).order_by(TicketItemRow.position)
        return tuple(Item(i.kind, i.label, i.text, tuple(i.topics)) for i in self._session.scalars(wanted))

    def _bubbles(self, ticket_id: str) -> tuple[Bubble, ...]:
        messages = self._session.scalars(
            select(MessageRow).where(MessageRow.ticket_id == ticket_id).order_by(MessageRow.created_at)
        ).all()
        kept = load_only(
            OutboxRow.outbox_id, OutboxRow.state, OutboxRow.reason, OutboxRow.next_attempt_at, OutboxRow.attempts
        )
        # the bot's own words in the outbox are under a key that this process does not hold
        queued = self._session.scalars(select(OutboxRow).options(kept).where(OutboxRow.ticket_id == ticket_id))
        by_id = {row.outbox_id: row for row in queued}
        names = staff_names(self._session, {m.author_id for m in messages if m.author_id})
        return tuple(self._bubble(m, by_id.get(m.outbox_id or ""), names) for m in messages)

    def _bubble(self, message: MessageRow, queued: OutboxRow | None, names: dict[str, str]) -> Bubble:
        text = None if message.withdrawn_at else message.text if message.text is not None else _EXPIRED
        author = names.get(message.author_id or "", "")
        bare = (message.message_id, message.direction, text, author, message.created_at, message.risk)
        if queued is None:
            return Bubble(*bare, "", "", None, 0)
        due = queued.next_attempt_at
        put_off = queued.state == "pending" and not queued.attempts and due > self._now
        return Bubble(*bare, "scheduled" if put_off else queued.state, queued.reason, due, queued.attempts)

    def _happenings(self, ticket_id: str) -> tuple[Happening, ...]:
        wanted = select(TicketEventRow).where(TicketEventRow.ticket_id == ticket_id).order_by(TicketEventRow.at.desc())
        rows = self._session.scalars(wanted.limit(200)).all()
        ids = {e.actor for e in rows} | {e.code for e in rows if e.kind in ("assigned", "joined", "left")}
        names = {"resident": "ご本人", "system": "システム", **staff_names(self._session, ids)}
        return tuple(
            Happening(e.at, names.get(e.actor, "退職した職員"), e.kind, names.get(e.code, e.code), e.note) for e in rows
        )

    def _consented_at(self, ticket_id: str) -> datetime | None:
        wanted = select(ConsentRow.given_at).where(ConsentRow.ticket_id == ticket_id, ConsentRow.kind == "handoff")
        return self._session.scalar(wanted.order_by(ConsentRow.given_at.desc()).limit(1))

    def _others(self, actor: Actor, row: TicketRow) -> tuple[Other, ...]:
        """Found by the resident first: a planner that starts from the municipality would read every case of it."""
        wanted = select(TicketRow.ticket_id).where(TicketRow.resident_id == row.resident_id)
        ids = [key for key in self._session.scalars(wanted.limit(100)) if key != row.ticket_id]
        if not ids:
            return ()
        t = TicketRow
        columns = (t.ticket_id, t.case_number, t.state, t.merged_into, t.opened_at)
        found = self._session.execute(select(*columns).where(t.ticket_id.in_(ids), visible_to(actor))).all()
        newest = sorted(found, key=lambda r: r.opened_at, reverse=True)[:20]
        return tuple(Other(r.ticket_id, r.case_number, r.state, r.merged_into) for r in newest)
