"""Letters that we write to ourselves: a timer that fired, an answer that was delivered."""

from __future__ import annotations

from bot.base.clock import Clock
from bot.base.incoming import Incoming, IncomingKind
from bot.store.crypto import Keyring, Purpose
from bot.store.mailbox import Letter, Mailbox
from bot.store.models import IdentityRow, OutboxRow, TimerRow

_TIMER_KINDS = {"silence": IncomingKind.SILENCE, "follow_up": IncomingKind.FOLLOW_UP}


class OwnLetters:
    """Puts our own events into the same lane as the resident's, so that they keep their order."""

    def __init__(self, mailbox: Mailbox, keyring: Keyring, clock: Clock) -> None:
        self._mailbox = mailbox
        self._keyring = keyring
        self._clock = clock

    def timer(self, identity: IdentityRow, timer: TimerRow) -> None:
        """A timer fired; putting it twice keeps one (its id is the event's)."""
        self._put(identity, f"timer:{timer.timer_id}", _TIMER_KINDS[timer.kind], "")

    def answered(self, identity: IdentityRow, row: OutboxRow, what: str) -> None:
        """A coordinator's message arrived, or the ticket was closed or released."""
        self._put(identity, f"outbox:{row.outbox_id}", IncomingKind.ANSWERED, what)

    def _put(self, identity: IdentityRow, event_id: str, kind: IncomingKind, choice: str) -> None:
        now = self._clock()
        incoming = Incoming(identity.channel, event_id, kind, identity.account, now, now, choice=choice)
        lane = self._keyring.fingerprint(f"{identity.channel}:{identity.account}")
        body = self._keyring.seal(Purpose.SESSION, incoming.to_json())
        self._mailbox.put([Letter(event_id, lane, body, now)], now)
