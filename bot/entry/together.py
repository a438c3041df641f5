"""Events of several requests kept by one write: with every write on disk before the answer, the disk sets the pace.

Whoever comes while a write is under way waits for it to end; then one of those who wait writes for all of them. One
request alone is written at once. No thread, no delay, and nobody is answered before one's own letters are kept.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.base.errors import TsunaguError
from bot.store.mailbox import Letter, Mailbox, MailboxFull


@dataclass(eq=False)
class _Put:
    """One request's letters, and what became of them."""

    letters: list[Letter]
    turn: threading.Event = field(default_factory=threading.Event)
    """Set when it was done by another, or when this one is to write for all."""
    ended: bool = False
    kept: int = 0
    error: TsunaguError | None = None


class Together:
    """A mailbox whose `put` is shared by the threads of a process; everything else is the mailbox's own."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._lock = threading.Lock()
        self._waiting: list[_Put] = []
        self._writing = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._mailbox, name)

    def put(self, letters: list[Letter], now: datetime) -> int:
        """See Mailbox.put; of several requests together each is told of its own letters."""
        mine = _Put(letters)
        with self._lock:
            self._waiting.append(mine)
            leads, self._writing = not self._writing, True
        if not leads:
            mine.turn.wait()
        if not mine.ended:
            self._write(now)
        if mine.error is not None:
            raise mine.error
        return mine.kept

    def _write(self, now: datetime) -> None:
        with self._lock:
            batch, self._waiting = self._waiting, []
        try:
            self._keep(batch, now)
        finally:
            with self._lock:
                self._writing = bool(self._waiting)
                heir = self._waiting[0] if self._waiting else None
            for put in batch:
                put.ended = True
                put.turn.set()
            if heir is not None:
                heir.turn.set()

    def _keep(self, batch: list[_Put], now: datetime) -> None:
        """All in one write; each by itself when they do not fit together."""
        letters = [letter for put in batch for letter in put.letters]
        try:
            repeated = len(letters) - self._mailbox.put(letters, now)
        except MailboxFull as full:
            if len(batch) == 1:
                batch[0].error = full
            else:
                for put in batch:
                    self._keep([put], now)
        except TsunaguError as error:
            for put in batch:
                put.error = error
        except BaseException as error:
            for put in batch:
                put.error = TsunaguError(type(error).__name__)
            raise
        else:
            for put in batch:
                gone = min(repeated, len(put.letters))
                put.kept, repeated = len(put.letters) - gone, repeated - gone
