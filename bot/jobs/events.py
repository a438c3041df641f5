"""Reading the mailbox: one letter, one turn; a poison letter is set aside after bounded tries, visibly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.base.clock import Clock
from bot.base.errors import Unavailable
from bot.base.logs import Log, request_id
from bot.base.metrics import Metrics
from bot.store.mailbox import Mailbox, Receipt

MOST_TRIES = 5
_WAITS = (1, 2, 5, 10, 20)
log = Log(__name__)


class EventWorker:
    """Takes letters one by one for one worker name."""

    def __init__(
        self, mailbox: Mailbox, process: Callable[[Receipt], None], worker: str, clock: Clock, metrics: Metrics
    ) -> None:
        self._mailbox = mailbox
        self._process = process
        self._worker = worker
        self._clock = clock
        self._metrics = metrics

    def run_once(self) -> bool:
        """Work on one letter; False when nothing waits. Raises Unavailable when the mailbox does not answer."""
        receipt = self._mailbox.take(self._worker, self._clock())
        if receipt is None:
            return False
        request_id.set(receipt.letter.event_id)
        with self._metrics.turn_seconds.time():
            self._work(receipt)
        return True

    def _work(self, receipt: Receipt) -> None:
        """Any fault of a turn ends here: the transaction is rolled back, the letter is kept and tried again."""
        try:
            self._process(receipt)
        except (Unavailable, DBAPIError) as error:
            if isinstance(error, IntegrityError) and receipt.attempts >= MOST_TRIES:
                self._bury(receipt, error)
            else:  # a store is away: that is not the letter's fault, however long it lasts
                self._again(receipt, error)
        except Exception as error:  # noqa: BLE001 - whatever a letter does, the lane's later letters must go on
            if receipt.attempts >= MOST_TRIES:
                self._bury(receipt, error)
            else:
                self._again(receipt, error)
        else:
            self._mailbox.done(receipt, self._worker)

    def _again(self, receipt: Receipt, error: Exception) -> None:
        wait = timedelta(seconds=_WAITS[min(receipt.attempts, len(_WAITS)) - 1])
        self._mailbox.retry(receipt, self._worker, self._clock() + wait)
        self._metrics.turns.labels("retried").inc()
        log.error("turn.failed", trace=True, attempts=receipt.attempts, error=type(error).__name__)

    def _bury(self, receipt: Receipt, error: Exception) -> None:
        self._mailbox.bury(receipt, self._worker, type(error).__name__)
        self._metrics.turns.labels("buried").inc()
        log.error("turn.set_aside", trace=True, attempts=receipt.attempts, error=type(error).__name__)
