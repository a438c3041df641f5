"""From the outbox to the channel: reply token while it is fresh, else push with its retry key, bounded tries.

The transaction is closed while LINE is called; the row stays leased meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.base.clock import Clock, JumpWatch
from bot.base.logs import Log, begin
from bot.base.metrics import Metrics
from bot.clients import LineClient, Outcome, Sent
from bot.clients.line_messages import render
from bot.identity import Vault
from bot.outbox import LEASE, Outbox
from bot.store.crypto import CannotDecrypt, Keyring
from bot.store.db import Database
from bot.store.models import IdentityRow, MessageRow, OutboxRow

QUIET_CHECK = timedelta(minutes=5)
_BATCH = 8
_CALL = timedelta(seconds=8)
"""More than one call to LINE can last (bot/clients/http_line.py): a row whose lease ends sooner is left alone."""
_TO_TAKE_OVER = LEASE + timedelta(seconds=2)
"""What is left of a reply token's life when it is first used: a lease, and a moment to claim the row again."""
_NOT_TAKEN = (Outcome.BUSY, Outcome.QUOTA, Outcome.UNAUTHORISED)
"""Refusals after which the reply token is certainly unused."""
log = Log(__name__)


@dataclass(frozen=True)
class Parcel:
    """One claimed row with all that the call needs; `stop` names why it is not to be sent.

    `doubt`: an earlier reply with this token ended nobody knows how.
    """

    row: OutboxRow
    identity: IdentityRow | None = None
    messages: Sequence[dict[str, Any]] = ()
    stop: str = ""
    reply_allowed: bool = False
    doubt: bool = False


@dataclass(frozen=True)
class DeliveryParts:
    """What delivery needs; `tell` informs the talk that a coordinator's words or a notice reached the resident."""

    database: Database
    keyring: Keyring
    clock: Clock
    line: LineClient
    metrics: Metrics
    tell: Callable[[IdentityRow, OutboxRow, str], None]
    sender: str = "地域の担当者"
    at_once: int = 1
    """Calls to LINE at the same time, each to another resident."""
    watch: JumpWatch | None = None
    """After a jump of the clock a lease says nothing: what another has in hand is left to it for one lease more."""


class Delivery:
    """Sends what is due; any number of workers may run it."""

    def __init__(self, parts: DeliveryParts) -> None:
        self._parts = parts
        self._pool = ThreadPoolExecutor(parts.at_once, "send") if parts.at_once > 1 else None

    def run_once(self, *, sure: bool = False) -> int:
        """Send one batch; returns how many rows were handled. `sure` spares the look whether there is anything."""
        return self._batch(urgent=False, sure=sure)

    def run_urgent(self) -> int:
        """Send what is urgent, and what the same residents must hear before it: never behind ordinary messages."""
        return self._batch(urgent=True)

    def _batch(self, *, urgent: bool, sure: bool = False) -> int:
        if not sure:
            with self._parts.database.reading() as session:
                if not Outbox(session, self._parts.clock).anything(urgent=urgent):
                    return 0
        try:
            parcels = self._claim(urgent=urgent)
        except CannotDecrypt:
            return self._leave_unreadable(urgent=urgent)
        run = self._pool.map if self._pool and len(parcels) > 1 else map
        for _ in run(self._carry, parcels):
            pass
        return len(parcels)

    def _claim(self, *, urgent: bool) -> list[Parcel]:
        watch = self._parts.watch
        with self._parts.database.transaction() as session, session.no_autoflush:  # one writing, at the end
            now = self._parts.clock()
            jumped = watch is not None and watch.jumped(now)
            rows = Outbox(session, lambda: now).claim(_BATCH, urgent=urgent, untried=jumped)
            vault = Vault(session, self._parts.clock, self._parts.keyring)
            known = vault.many(row.resident_id for row in rows) if rows else {}
            return [self._pack(session, row, known.get(row.resident_id)) for row in rows]

    def _leave_unreadable(self, *, urgent: bool) -> int:
        """One row that no key at hand opens must not hold up everybody's: it is left alone for a while, then failed."""
        with self._parts.database.transaction() as session:
            outbox = Outbox(session, self._parts.clock)
            closed = [one for one in outbox.next_ids(_BATCH, urgent=urgent) if not self._opens(session, *one)]
            for outbox_id, _ in closed:
                outbox.put_off(outbox_id)
        log.error("delivery.unreadable", count=len(closed))
        return len(closed)

    def _opens(self, session: Session, outbox_id: str, resident_id: str) -> bool:
        try:
            row = session.get(OutboxRow, outbox_id)
            Vault(session, self._parts.clock, self._parts.keyring).get(resident_id)
            if row is not None and row.message_id is not None:
                session.get(MessageRow, row.message_id)
        except CannotDecrypt:
            return False
        return True

    def _carry(self, parcel: Parcel) -> None:
        begin(parcel.row.outbox_id)
        if parcel.row.next_attempt_at - self._parts.clock() < _CALL:
            self._leave(parcel)
        else:
            self._settle(parcel, self._send(parcel))

    def _leave(self, parcel: Parcel) -> None:
        """The batch took too long: whoever claims the row next shall find it as if we had not touched it."""
        with self._parts.database.transaction() as session:
            row = session.get(OutboxRow, parcel.row.outbox_id)
            if row is not None and row.attempts == parcel.row.attempts:
                Outbox(session, self._parts.clock).hold(row, self._parts.clock())
                row.reply_tried = parcel.doubt

    def _pack(self, session: Session, row: OutboxRow, identity: IdentityRow | None) -> Parcel:
        if identity is None:
            return Parcel(row, stop="cancelled")
        fresh = self._may_reply(row, identity)
        if identity.blocked_at is not None:
            return Parcel(row, stop="blocked")
        if row.notice:
            return Parcel(row, identity, stop="notice")
        if identity.quiet_until_called and not fresh:
            return Parcel(row, stop="quiet")
        doubt, row.reply_tried = row.reply_tried, row.reply_tried or fresh
        return Parcel(row, identity, self._messages(session, row), reply_allowed=fresh, doubt=doubt)

    def _may_reply(self, row: OutboxRow, identity: IdentityRow) -> bool:
        """Whether the reply token serves: only while whoever takes the row over, should we die, finds it young as well.

        A used token is then refused and nothing is said twice; a push carries a key that LINE knows again. To somebody
        who is to get no push the token is the only way.
        """
        if row.reply_until is None:
            return False
        left = row.reply_until - self._parts.clock()
        return left > (timedelta(0) if row.reply_tried or identity.quiet_until_called else _TO_TAKE_OVER)

    def _messages(self, session: Session, row: OutboxRow) -> list[dict[str, Any]]:
        if row.message_id is None:
            return render(json.loads(row.body or "[]"))
        message = session.get(MessageRow, row.message_id)
        if message is None or not message.text:
            return []
        return render([{"type": "text", "text": message.text, "sender": self._parts.sender}])

    def _send(self, parcel: Parcel) -> Sent:
        """The call itself; a spent token is followed by a push at once."""
        if parcel.stop or not parcel.messages or parcel.identity is None:
            return Sent(Outcome.REJECTED)
        row = parcel.row
        if parcel.reply_allowed and row.reply_token:
            sent = self._parts.line.reply(row.reply_token, parcel.messages)
            if sent.outcome is Outcome.TOKEN_SPENT and parcel.doubt:
                return Sent(Outcome.SENT, sent.status)  # refused while young: our first try had worked
            if sent.outcome is not Outcome.TOKEN_SPENT:
                return sent
        return self._parts.line.push(parcel.identity.account, parcel.messages, row.retry_key)

    def _settle(self, parcel: Parcel, sent: Sent) -> None:
        """Tell the talk first (its letter is known by its id), then close the row: a crash in between repeats both."""
        told = _news(parcel, sent)
        if told and parcel.identity is not None:
            self._parts.tell(parcel.identity, parcel.row, told)
        with self._parts.database.transaction() as session:
            if not parcel.stop and parcel.messages and sent.outcome is Outcome.SENT:  # by far the most frequent end
                if not Outbox(session, self._parts.clock).arrived(parcel.row.outbox_id):
                    return  # taken back meanwhile
            else:
                row = session.get(OutboxRow, parcel.row.outbox_id)
                if row is None or row.state != "pending":
                    return
                if row.attempts == parcel.row.attempts:  # else somebody else tries
                    self._close(Outbox(session, self._parts.clock), row, parcel, sent)
        self._parts.metrics.deliveries.labels(parcel.stop or sent.outcome.value).inc()

    def _close(self, outbox: Outbox, row: OutboxRow, parcel: Parcel, sent: Sent) -> None:
        if parcel.stop == "quiet":
            outbox.hold(row, self._parts.clock() + QUIET_CHECK)
        elif parcel.stop == "notice" or (parcel.messages and sent.outcome is Outcome.SENT):
            outbox.settle(row, "sent")
        elif parcel.stop:
            outbox.settle(row, parcel.stop, parcel.stop)
        elif not parcel.messages:
            outbox.settle(row, "cancelled", "empty")
        elif sent.outcome is Outcome.REJECTED:
            outbox.settle(row, "failed", "rejected")
            log.error("delivery.rejected", outbox_id=row.outbox_id, status=sent.status)
        else:
            row.reply_tried = row.reply_tried and (parcel.doubt or sent.outcome not in _NOT_TAKEN)
            outbox.postpone(row, sent.outcome.value)


def _news(parcel: Parcel, sent: Sent) -> str:
    """What the talk must be told: a coordinator's words arrived, or a notice; "" for nothing."""
    if parcel.stop == "notice":
        return parcel.row.notice
    arrived = parcel.row.message_id is not None and bool(parcel.messages) and sent.outcome is Outcome.SENT
    return "answered" if arrived else ""
