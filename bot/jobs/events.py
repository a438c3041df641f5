"""Reading the mailbox: one letter, one turn; a poison letter is set aside after bounded tries, visibly."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from bot.base.clock import Clock
from bot.base.errors import TsunaguError, Unavailable
from bot.base.logs import Log, begin
from bot.base.metrics import Metrics
from bot.conversation.gathering import MOST, Gathered, Gathering
from bot.jobs.presence import Presence
from bot.store.crypto import CannotDecrypt, UnknownKey
from bot.store.mailbox import Letter, Mailbox, Receipt

MOST_TRIES = 5
"""Tries that count against a letter: its turn failed, or the worker died over it."""
KEYS_COME = timedelta(minutes=15)
"""How long a letter sealed with an unknown key waits for that key to be given to this process (rotation)."""
_WAITS = (1, 2, 5, 10, 20)
log = Log(__name__)


Process = Callable[[Receipt], None]
"""One turn, exactly once."""


class Manner(Protocol):
    """How letters are taken up: what belongs together, and what is shown meanwhile."""

    def look(self, receipt: Receipt, behind: Callable[[], list[Letter]]) -> Gathered:
        """Which of the letters behind it belong to it, and whether to wait for more."""

    def waiting(self, receipt: Receipt) -> None:
        """The talk is left for a moment."""

    def beside(self, receipt: Receipt) -> AbstractContextManager[None]:
        """What goes on beside a turn."""


class Plain:
    """Each letter by itself, without signs of presence."""

    def look(self, receipt: Receipt, behind: Callable[[], list[Letter]]) -> Gathered:
        """Nothing belongs together."""
        return Gathered()

    def waiting(self, receipt: Receipt) -> None:
        """Nothing is shown."""

    def beside(self, receipt: Receipt) -> AbstractContextManager[None]:
        """Nothing goes on."""
        return nullcontext()


@dataclass(frozen=True)
class Attentive:
    """Fragments are read as one, and it shows that somebody is there."""

    gathering: Gathering
    presence: Presence

    def look(self, receipt: Receipt, behind: Callable[[], list[Letter]]) -> Gathered:
        """See Manner.look."""
        return self.gathering.look(receipt, behind)

    def waiting(self, receipt: Receipt) -> None:
        """See Manner.waiting."""
        self.presence.waiting(receipt)

    def beside(self, receipt: Receipt) -> AbstractContextManager[None]:
        """See Manner.beside."""
        return self.presence.beside(receipt)


class WorkerDied(TsunaguError):
    """A letter over which one worker after another died: the process ended in the middle of its turn."""

    def __init__(self) -> None:
        super().__init__("この手紙を読んでいる間に、workerが何度も止まりました。")


class EventWorker:
    """Takes letters one by one for one worker name; of one thread, since a name holds one letter at a time."""

    def __init__(self, mailbox: Mailbox, process: Process, worker: str, clock: Clock, metrics: Metrics) -> None:
        self._mailbox = mailbox
        self._process = process
        self._manner: Manner = Plain()
        self._worker = worker
        self._clock = clock
        self._metrics = metrics

    def with_manner(self, manner: Manner) -> EventWorker:
        """The same worker, taking letters up in this manner."""
        self._manner = manner
        return self

    def run_once(self) -> bool:
        """Work on one letter; False when nothing waits. Raises Unavailable when the mailbox does not answer."""
        receipt = self._mailbox.take(self._worker, self._clock())
        if receipt is None:
            return False
        begin(receipt.letter.event_id)
        with self._metrics.turn_seconds.time():
            self._work(receipt)
        return True

    def _gather(self, receipt: Receipt) -> Receipt | None:
        """The letter with those that belong to it; None when its lane was left for a moment."""
        found = self._manner.look(receipt, lambda: self._mailbox.following(receipt, MOST))
        if found.until is not None:
            self._manner.waiting(replace(receipt, more=found.more))
            self._mailbox.pause(receipt, self._worker, found.until, found.known)
            return None
        return replace(receipt, more=found.more)

    def _work(self, receipt: Receipt) -> None:
        """Any fault of a turn ends here: the transaction is rolled back, the letter is kept and tried again."""
        if receipt.attempts > MOST_TRIES:  # nobody who took it ever came back
            self._bury(receipt, WorkerDied())
            return
        try:
            gathered = self._gather(receipt)
            if gathered is None:
                return
            receipt = gathered
            with self._manner.beside(receipt):
                self._process(receipt)
        except Exception as error:  # noqa: BLE001 - whatever a letter does, the lane's later letters must go on
            self._failed(receipt, error)
        else:
            self._mailbox.done(receipt, self._worker)

    def _failed(self, receipt: Receipt, error: Exception) -> None:
        """A store that is away is not the letter's fault, however long it lasts; all else counts against it."""
        blameless = self._is_blameless(receipt, error)
        if receipt.attempts >= MOST_TRIES and not blameless:
            self._bury(receipt, error)
            return
        wait = timedelta(seconds=_WAITS[min(receipt.attempts, len(_WAITS)) - 1])
        self._mailbox.retry(receipt, self._worker, self._clock() + wait, blameless=blameless)
        self._metrics.turns.labels("retried").inc()
        log.error("turn.failed", trace=True, attempts=receipt.attempts, error=type(error).__name__)

    def _is_blameless(self, receipt: Receipt, error: Exception) -> bool:
        if isinstance(error, UnknownKey):
            return self._clock() - receipt.letter.occurred_at < KEYS_COME
        away = isinstance(error, (Unavailable, DBAPIError))
        return away and not isinstance(error, (CannotDecrypt, IntegrityError, DataError))

    def _bury(self, receipt: Receipt, error: Exception) -> None:
        self._mailbox.bury(receipt, self._worker, type(error).__name__)
        self._metrics.turns.labels("buried").inc()
        log.error("turn.set_aside", trace=True, attempts=receipt.attempts, error=type(error).__name__)
