"""A conversation between two turns: sealed, expiring, and advanced only together with the turn's transaction.

Redis and the database cannot commit together. So a session is written before the commit and holds the state before
and after its event; on reading, the database says whether that event was committed, and so which of the two counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.base.clock import Clock
from bot.store.crypto import Keyring, Purpose
from bot.store.sessions import SessionStore
from flows.talk import Talk
from flows.upgrade import read as read_talk

OURS = "bot"


@dataclass(frozen=True)
class Spoken:
    """One text of the resident and the keyed hash of the message that it came with; ours have `OURS` as source."""

    text: str
    source: str

    @property
    def is_ours(self) -> bool:
        """Whether we said it."""
        return self.source == OURS


@dataclass(frozen=True)
class Remembered:
    """A talk as it was left, when, and the last few texts (only after consent): danger is read in their light."""

    talk: Talk
    at: datetime
    recent: tuple[Spoken, ...] = ()

    def without(self, source: str) -> Remembered:
        """The same without what came with one message (unsend, R11)."""
        kept = tuple(spoken for spoken in self.recent if spoken.source != source)
        return Remembered(self.talk.without_source(source), self.at, kept)


class SessionBook:
    """Talks of residents by lane."""

    def __init__(self, store: SessionStore, keyring: Keyring, clock: Clock, life: timedelta) -> None:
        self._store = store
        self._keyring = keyring
        self._clock = clock
        self._life = life

    @property
    def is_of_the_transaction(self) -> bool:
        """Whether talks are committed and rolled back together with the rows."""
        return self._store.is_of_the_transaction

    def load(self, lane: str, committed: Callable[[str], bool]) -> Remembered | None:
        """The talk as the last committed turn left it; None when there is none or it has expired."""
        sealed = self._store.get(lane, self._clock())
        if sealed is None:
            return None
        kept = json.loads(self._keyring.open(Purpose.SESSION, sealed))
        after = _remembered(kept["after"])
        # A talk that waits for an agreed day outlives the marks of processed events; it was committed long ago.
        settled = self._clock() - after.at > self._life or committed(kept["event_id"])
        raw = kept["after"] if settled else kept["before"]
        return None if raw is None else _remembered(raw)

    def save(self, lane: str, event_id: str, fence: int, *, before: Remembered | None, after: Remembered) -> None:
        """Keep both sides of a turn; raises Stale when another worker has taken the lane."""
        now = self._clock()
        kept = {
            "event_id": event_id,
            "before": None if before is None else _raw(before),
            "after": _raw(after),
        }
        sealed = self._keyring.seal(Purpose.SESSION, json.dumps(kept).encode())
        self._store.put(lane, sealed, fence, now + self._life)

    def forget(self, lane: str) -> None:
        """Drop the talk."""
        self._store.delete(lane)


def _raw(remembered: Remembered) -> dict[str, Any]:
    recent = [[spoken.text, spoken.source] for spoken in remembered.recent]
    return {"talk": remembered.talk.to_dict(), "at": remembered.at.isoformat(), "recent": recent}


def _remembered(raw: dict[str, Any]) -> Remembered:
    recent = tuple(Spoken(text, source) for text, source in raw.get("recent", []))
    return Remembered(read_talk(raw["talk"]), datetime.fromisoformat(raw["at"]), recent)
