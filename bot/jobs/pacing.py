"""A limit for one resident: whoever writes on and on is read in one go, is told so kindly, and delays nobody else.

Nothing is thrown away and nothing is refused: what was answered with 200 is processed (README). Danger is never held.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from bot.base.clock import Clock
from bot.conversation.gathering import Gathered
from bot.jobs.events import Manner
from bot.store.mailbox import Letter, Mailbox, Receipt

_REMEMBERED = 5000
"""Lanes of which the last minute is remembered; the longest silent is forgotten first."""
_LOOKED_THROUGH = 500
"""Letters behind a held one that are looked through for danger; LINE lets nobody type more in a minute."""
_WAKES_NOBODY = 2**31
_KNOWN_BY = uuid.UUID("6f7b3e0a-6a8e-4b8f-9d5c-2c1f0a7e9b31")
_TOLD_FOR = 600.0
"""Seconds within which all workers together tell somebody once."""


@dataclass(frozen=True)
class Limit:
    """So many turns within so many seconds are a talk; with more, the next ones are gathered for `rest`."""

    turns: int = 30
    within: float = 60.0
    rest: timedelta = timedelta(seconds=10)


@dataclass(frozen=True)
class Paced:
    """A manner with a limit for each lane; `tell` says, with a retry key of LINE's, that all of it is being read."""

    inner: Manner
    mailbox: Mailbox
    tell: Callable[[Receipt, str], None]
    clock: Clock
    turns: Turns

    def look(self, receipt: Receipt, behind: Callable[[], list[Letter]]) -> Gathered:
        """See Manner.look; a lane beyond its limit waits a little and is then read in one go."""
        found = self.inner.look(receipt, behind)
        lane = receipt.letter.lane
        if found.until is not None or receipt.letter.urgent or self.turns.may(lane):
            return found
        following = self.mailbox.following(receipt, _LOOKED_THROUGH)
        if any(letter.urgent for letter in following):
            return found
        if self.turns.tells(lane, key := told_key(lane)):
            self.tell(receipt, key)
        known = 1 + len(following) if len(following) < _LOOKED_THROUGH else _WAKES_NOBODY
        return Gathered(found.more, self.clock() + self.turns.limit.rest, known)

    def waiting(self, receipt: Receipt) -> None:
        """See Manner.waiting."""
        self.inner.waiting(receipt)

    def beside(self, receipt: Receipt) -> AbstractContextManager[None]:
        """See Manner.beside."""
        return self.inner.beside(receipt)


class Turns:
    """How many turns each lane had lately, in this worker; safe between threads, bounded in memory."""

    def __init__(self, limit: Limit | None = None) -> None:
        self.limit = limit or Limit()
        self._lanes: OrderedDict[str, deque[float]] = OrderedDict()
        self._told: dict[str, str] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._lanes)

    def may(self, lane: str) -> bool:
        """Whether this lane may have a turn now; counts it if so."""
        now = time.monotonic()
        with self._lock:
            turns = self._lanes.setdefault(lane, deque())
            self._lanes.move_to_end(lane)
            if len(self._lanes) > _REMEMBERED:
                self._told.pop(self._lanes.popitem(last=False)[0], None)
            while turns and turns[0] < now - self.limit.within:
                turns.popleft()
            if len(turns) >= self.limit.turns:
                return False
            turns.append(now)
            return True

    def tells(self, lane: str, key: str) -> bool:
        """Whether this worker has not told this lane under this key yet."""
        with self._lock:
            is_new = self._told.get(lane) != key
            self._told[lane] = key
            return is_new


def told_key(lane: str) -> str:
    """The retry key of one lane's notice for some minutes: LINE delivers it once, whoever and however often asks
    (LINE: Retrying a failed API request: the same X-Line-Retry-Key is answered 409 and sends nothing)."""
    return str(uuid.uuid5(_KNOWN_BY, f"{lane}:{int(time.time() // _TOLD_FOR)}"))
