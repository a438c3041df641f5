"""Putting messages into the outbox and settling what became of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, func, select, update
from sqlalchemy.orm import Session, aliased

from bot.base.clock import Clock
from bot.base.ids import new_id, new_retry_key
from bot.store.models import OutboxRow
from bot.store.types import UtcDateTime

MAX_ATTEMPTS = 12
"""Tries over about three quarters of an hour: LINE may be away that long (LINE: a retry key is good for 24 hours)."""
LEASE = timedelta(seconds=15)
"""How long a claimed row is left to its claimer: long enough for one call to LINE, short enough for a reply token."""
_FIRST_DELAY = timedelta(seconds=2)
_LONGEST_DELAY = timedelta(minutes=15)


@dataclass(frozen=True)
class ReplyToken:
    """A right to answer free of charge, once, until about a minute after receipt (LINE: Send reply message)."""

    token: str
    until: datetime


class Outbox:
    """Rows of the outbox in the caller's transaction."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def put(
        self, resident_id: str, channel: str, messages: Sequence[dict[str, Any]], reply: ReplyToken | None = None,
        *, urgent: bool = False,
    ) -> OutboxRow:  # fmt: skip
        """Queue the bot's own messages (channel JSON, at most five) to a resident."""
        row = self._row(resident_id, channel)
        row.body = json.dumps(list(messages), ensure_ascii=False)
        row.urgent = urgent
        if reply is not None:
            row.reply_token, row.reply_until = reply.token, reply.until
        self._session.add(row)
        return row

    def put_message(
        self, resident_id: str, channel: str, *, message_id: str, ticket_id: str, not_before: datetime | None = None
    ) -> OutboxRow:
        """Queue a coordinator's message; the words stay in `messages`, the row points there."""
        row = self._row(resident_id, channel)
        row.message_id, row.ticket_id = message_id, ticket_id
        if not_before is not None:
            row.next_attempt_at = not_before
        self._session.add(row)
        return row

    def put_notice(self, resident_id: str, channel: str, *, ticket_id: str, notice: str) -> OutboxRow:
        """Tell the talk that its ticket was closed or released; it says so in its own words."""
        row = self._row(resident_id, channel)
        row.ticket_id, row.notice = ticket_id, notice
        self._session.add(row)
        return row

    def cancel_pending(self, resident_id: str) -> int:
        """Take back all that was not sent yet: the resident left, or asked to be forgotten (R14). Returns how many."""
        wanted = (OutboxRow.resident_id == resident_id) & (OutboxRow.state == "pending")
        changed = update(OutboxRow).where(wanted).values(state="cancelled", body=None, reply_token=None)
        return int(self._session.execute(changed).rowcount)  # type: ignore[attr-defined]

    def failed(self, limit: int = 100) -> Sequence[OutboxRow]:
        """Messages that finally failed, newest first: shown on the console, never silent."""
        wanted = select(OutboxRow).where(OutboxRow.state.in_(("failed", "blocked")))
        return self._session.scalars(wanted.order_by(OutboxRow.created_at.desc()).limit(limit)).all()

    def settle(self, row: OutboxRow, state: str, reason: str = "") -> None:
        """Close a row: sent, failed, blocked or cancelled; the bot's words are wiped."""
        row.state, row.reason = state, reason
        row.body = row.reply_token = None
        row.sent_at = self._clock() if state == "sent" else None

    def arrived(self, outbox_id: str) -> bool:
        """Close a row that was sent, in one statement; False when it no longer waits."""
        wanted = (OutboxRow.outbox_id == outbox_id) & (OutboxRow.state == "pending")
        closed = {"state": "sent", "reason": "", "body": None, "reply_token": None, "sent_at": self._clock()}
        changed = update(OutboxRow).where(wanted).values(closed).execution_options(synchronize_session=False)
        return bool(self._session.execute(changed).rowcount)  # type: ignore[attr-defined]

    def claim(self, limit: int, *, urgent: bool = False, untried: bool = False) -> Sequence[OutboxRow]:
        """Rows to send now, urgent first: the earliest of each resident, leased so that nobody else sends them.

        With `urgent`, only those of residents for whom something urgent waits: ordinary ones are not stood behind.
        With `untried`, none that somebody has claimed before: the clock does not tell whether that one still sends.
        """
        now = self._clock()
        rows = self._session.scalars(_CLAIM[urgent, untried], _moments(now) | {"limit": limit}).all()
        for row in rows:
            row.attempts += 1
            row.next_attempt_at = now + LEASE
        return rows

    def next_ids(self, limit: int, *, urgent: bool = False) -> list[tuple[str, str]]:
        """(row, resident) of what would be claimed now, without opening anything."""
        wanted = select(OutboxRow.outbox_id, OutboxRow.resident_id).where(_to_send(urgent=urgent))
        wanted = wanted.order_by(OutboxRow.urgent.desc(), OutboxRow.sequence).limit(limit)
        found = self._session.execute(wanted, _moments(self._clock()))
        return [(outbox_id, resident_id) for outbox_id, resident_id in found]

    def put_off(self, outbox_id: str) -> None:
        """A row that cannot be opened: tried again after a quarter of an hour, failed after the last try."""
        tries = OutboxRow.attempts + 1
        later = {
            "attempts": tries,
            "next_attempt_at": self._clock() + _LONGEST_DELAY,
            "reason": "unreadable",
            "state": case((tries >= MAX_ATTEMPTS, "failed"), else_="pending"),
        }
        changed = update(OutboxRow).where(OutboxRow.outbox_id == outbox_id).values(later)
        self._session.execute(changed.execution_options(synchronize_session=False))

    def anything(self, *, urgent: bool = False) -> bool:
        """Whether there is something to claim: a look that takes no lock."""
        return self._session.scalar(_ANYTHING[urgent], _moments(self._clock())) is not None

    def hold(self, row: OutboxRow, until: datetime) -> None:
        """Wait without using up a try: no push may be sent now (R27), or nothing was tried after all."""
        row.attempts = max(row.attempts - 1, 0)
        row.next_attempt_at = until

    def postpone(self, row: OutboxRow, reason: str) -> None:
        """Try again later, each time after twice as long; after the last try the row has failed."""
        row.reason = reason
        if row.attempts >= MAX_ATTEMPTS:
            self.settle(row, "failed", reason)
            return
        row.next_attempt_at = self._clock() + min(_FIRST_DELAY * 2 ** (row.attempts - 1), _LONGEST_DELAY)

    def _row(self, resident_id: str, channel: str) -> OutboxRow:
        now = self._clock()
        mine = select(func.max(OutboxRow.sequence) + 1).where(OutboxRow.resident_id == resident_id)
        after, here = func.coalesce(mine.scalar_subquery(), 0), int(now.timestamp() * 1_000_000)
        return OutboxRow(
            outbox_id=new_id(),
            sequence=case((after > here, after), else_=here),  # clocks differ, and are set back
            resident_id=resident_id,
            channel=channel,
            retry_key=new_retry_key(),
            notice="",
            state="pending",
            attempts=0,
            reply_tried=False,
            urgent=False,
            reason="",
            created_at=now,
            next_attempt_at=now,
        )


def _moments(now: datetime) -> dict[str, Any]:
    """What the statements below compare with."""
    return {"now": now, "odd": now + 2 * _LONGEST_DELAY}


def _to_send(*, urgent: bool) -> ColumnElement[bool]:
    """Pending, due, and nothing of the same resident's before it."""
    earlier, now = aliased(OutboxRow), bindparam("now", type_=UtcDateTime)
    ahead = select(earlier.outbox_id).where(
        earlier.resident_id == OutboxRow.resident_id,
        earlier.state == "pending",
        earlier.sequence < OutboxRow.sequence,
        # a message planned for later blocks nobody
        (earlier.attempts > 0) | (earlier.next_attempt_at <= now) | (earlier.next_attempt_at == earlier.created_at),
    )
    due = (OutboxRow.state == "pending") & _is_due() & ~ahead.exists()
    if urgent:
        pressing = aliased(OutboxRow)
        wanted = select(pressing.resident_id).where(pressing.state == "pending", pressing.urgent)
        due = due & OutboxRow.resident_id.in_(wanted)
    return due


def _is_due() -> ColumnElement[bool]:
    """By its moment; and what waits for a clock that was set back is not waited for."""
    untried = (OutboxRow.attempts == 0) & (OutboxRow.next_attempt_at == OutboxRow.created_at)
    odd = (OutboxRow.attempts > 0) & (OutboxRow.next_attempt_at > bindparam("odd", type_=UtcDateTime))
    return (OutboxRow.next_attempt_at <= bindparam("now", type_=UtcDateTime)) | untried | odd


def _claiming(*, urgent: bool, untried: bool) -> Select[OutboxRow]:
    due = _to_send(urgent=urgent)
    if untried:
        due = due & (OutboxRow.attempts == 0)
    wanted = select(OutboxRow).where(due).order_by(OutboxRow.urgent.desc(), OutboxRow.sequence)
    return wanted.limit(bindparam("limit", type_=Integer)).with_for_update(skip_locked=True)


# Built once: putting such a statement together costs more than having it answered.
_CLAIM = {(urgent, untried): _claiming(urgent=urgent, untried=untried)
          for urgent in (False, True) for untried in (False, True)}  # fmt: skip
_ANYTHING = {urgent: select(OutboxRow.outbox_id).where(_to_send(urgent=urgent)).limit(1) for urgent in (False, True)}
