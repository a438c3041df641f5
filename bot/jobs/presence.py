"""Showing that somebody is there while an answer takes its time: read marks, the loading animation, one notice (R35).

All of it is a courtesy: it runs beside the turn, is never retried, and its failure changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

from bot.base.ids import new_retry_key
from bot.base.incoming import Incoming, IncomingKind
from bot.base.logs import Log
from bot.clients import LineClient
from bot.conversation.courtesy import Courtesy
from bot.jobs.watch import Watch
from bot.store.mailbox import Receipt

ANIMATION = 20
"""Seconds; it ends by itself when the answer comes (LINE: Display a loading animation, 5 to 60 s in steps of 5)."""
SLOW = timedelta(seconds=1)
NOTICE = timedelta(seconds=5)
_ASKED = (IncomingKind.TEXT, IncomingKind.CHOICE, IncomingKind.STICKER, IncomingKind.MEDIA, IncomingKind.LOCATION)
log = Log(__name__)


class Presence:
    """Watches the turns of one worker; `courtesy` knows to whom anything may be shown."""

    def __init__(
        self, line: LineClient, courtesy: Courtesy, slow: timedelta = SLOW, notice: timedelta = NOTICE
    ) -> None:
        self._line = line
        self._courtesy = courtesy
        self._after = ((slow.total_seconds(), self.shown), (notice.total_seconds(), self._told))
        self._calls = ThreadPoolExecutor(1, thread_name_prefix="presence")
        self._watch = Watch()

    @contextmanager
    def beside(self, receipt: Receipt) -> Iterator[None]:
        """While a turn runs: after a second the animation, after five the words that it takes longer."""
        turn = self._watch.begin([(after, self._later(do, receipt)) for after, do in self._after])
        try:
            yield
        finally:
            self._watch.end(turn)

    def waiting(self, receipt: Receipt) -> None:
        """The talk is left for a moment, since the person seems to be writing on."""
        self._later(self.shown, receipt)()

    def shown(self, receipt: Receipt) -> None:
        """Mark what came as read and show that an answer is being written; one-to-one chats only."""
        incoming = self._to(receipt)
        if incoming is None:
            return
        if incoming.read_token:
            self._line.mark_read(incoming.read_token)
        self._line.typing(incoming.account, ANIMATION)

    def paced(self, receipt: Receipt, retry_key: str) -> None:
        """Say kindly that so many messages are read together; LINE delivers one such push for each `retry_key`."""
        self._later(lambda given: self._say(given, self._courtesy.paced, retry_key), receipt)()

    def close(self) -> None:
        """Give the thread back; what has not begun is dropped."""
        self._watch.close()
        self._calls.shutdown(wait=False, cancel_futures=True)

    def _told(self, receipt: Receipt) -> None:
        """Say that it takes a moment (R35); pushed, for the reply token is the answer's: one that was spent on this
        could not be told from one that has carried the answer (bot/jobs/delivery.py)."""
        self._say(receipt, self._courtesy.busy, new_retry_key())

    def _say(self, receipt: Receipt, words_for: Callable[[str], str], retry_key: str) -> None:
        incoming = self._to(receipt)
        words = words_for(receipt.letter.lane)
        if incoming is not None and words:
            self._line.push(incoming.account, [{"type": "text", "text": words}], retry_key)

    def _to(self, receipt: Receipt) -> Incoming | None:
        incoming = self._courtesy.open((receipt.more or (receipt.letter,))[-1])
        if incoming.kind not in _ASKED or not self._courtesy.welcome(receipt.letter.lane):
            return None
        return incoming

    def _later(self, do: Callable[[Receipt], None], receipt: Receipt) -> Callable[[], None]:
        def call() -> None:
            try:
                do(receipt)
            except Exception as error:  # noqa: BLE001 - a courtesy that fails must not touch the turn
                log.warning("presence.failed", error=type(error).__name__)

        def queue() -> None:
            try:
                self._calls.submit(call)
            except RuntimeError:  # the worker is ending
                self._calls.shutdown(wait=False)

        return queue
