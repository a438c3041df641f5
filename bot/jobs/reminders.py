"""Timers whose moment has come become letters in the resident's lane."""

from __future__ import annotations

from bot.base.clock import Clock
from bot.identity import Vault
from bot.jobs.letters import OwnLetters
from bot.outbox import Timers
from bot.store.crypto import Keyring
from bot.store.db import Database


class Reminders:
    """Fires timers; a letter put twice is known by its id, so a crash in between does no harm."""

    def __init__(self, database: Database, keyring: Keyring, clock: Clock, letters: OwnLetters) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock
        self._letters = letters

    def run_once(self) -> int:
        """Fire what is due; returns how many."""
        with self._database.reading() as session:
            due = Timers(session).due(self._clock())
            known = Vault(session, self._clock, self._keyring).many(timer.resident_id for timer in due)
            found = [(timer, known.get(timer.resident_id)) for timer in due]
        for timer, identity in found:
            if identity is not None and identity.blocked_at is None:
                self._letters.timer(identity, timer)
        with self._database.transaction() as session:
            for timer, _ in found:
                Timers(session).fired(timer)
        return len(found)
