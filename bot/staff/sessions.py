"""Server-side sessions: found by a hash of the cookie, ended by idleness, by age, or by an administrator."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from bot.base.clock import Clock
from bot.store.models import StaffRow, StaffSessionRow

_ANONYMOUS_LIFE = timedelta(hours=1)


@dataclass(frozen=True)
class Lifetimes:
    """How long a session may rest, and how long it may last at all."""

    idle: timedelta = timedelta(minutes=45)
    absolute: timedelta = timedelta(hours=10)


@dataclass
class Found:
    """A live session: whose, at which stage (anonymous, password, enrol, full), and what it carries."""

    staff_id: str | None
    stage: str
    data: dict[str, Any] = field(default_factory=dict)
    stale: bool = False
    """True when its last use should be noted."""


class SessionStore:
    """Rows of sessions in the caller's transaction."""

    def __init__(self, session: Session, clock: Clock, lifetimes: Lifetimes) -> None:
        self._session = session
        self._clock = clock
        self._lifetimes = lifetimes

    def create(self, stage: str, staff_id: str | None = None, data: dict[str, Any] | None = None) -> str:
        """A new session; returns the cookie's value, which is kept nowhere here."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        self._session.add(
            StaffSessionRow(
                session_hash=token_hash(token),
                staff_id=staff_id,
                stage=stage,
                data=json.dumps(data or {}, ensure_ascii=False),
                created_at=now,
                seen_at=now,
            )
        )
        return token

    def find(self, token: str) -> Found | None:
        """The live session of a cookie; None when unknown, ended, too old, or of a disabled account."""
        row = self._session.get(StaffSessionRow, token_hash(token))
        if row is None or self._over(row):
            return None
        if row.staff_id is not None:
            owner = self._session.get(StaffRow, row.staff_id)
            if owner is None or owner.disabled_at is not None:
                return None
        stale = self._clock() - row.seen_at > timedelta(minutes=1)
        return Found(row.staff_id, row.stage, json.loads(row.data), stale)

    def save(self, token: str, data: dict[str, Any]) -> bool:
        """Keep what the session carries, if it still exists: an ended one is not brought back."""
        values = {"data": json.dumps(data, ensure_ascii=False), "seen_at": self._clock()}
        changed = update(StaffSessionRow).where(StaffSessionRow.session_hash == token_hash(token)).values(**values)
        return bool(self._session.execute(changed).rowcount)  # type: ignore[attr-defined]

    def touch(self, token: str) -> None:
        """Note that the session was used."""
        mine = StaffSessionRow.session_hash == token_hash(token)
        self._session.execute(update(StaffSessionRow).where(mine).values(seen_at=self._clock()))

    def end(self, token: str) -> None:
        """End one session."""
        self._session.execute(delete(StaffSessionRow).where(StaffSessionRow.session_hash == token_hash(token)))

    def end_all(self, staff_id: str) -> int:
        """End all sessions of a person at once. Returns how many."""
        ended = delete(StaffSessionRow).where(StaffSessionRow.staff_id == staff_id)
        return int(self._session.execute(ended).rowcount)  # type: ignore[attr-defined]

    def purge(self) -> None:
        """Delete sessions that are over."""
        now = self._clock()
        over = or_(
            StaffSessionRow.created_at < now - self._lifetimes.absolute,
            StaffSessionRow.seen_at < now - self._lifetimes.idle,
        )
        self._session.execute(delete(StaffSessionRow).where(over))

    def _over(self, row: StaffSessionRow) -> bool:
        now = self._clock()
        longest = self._lifetimes.absolute if row.stage == "full" else _ANONYMOUS_LIFE
        return now - row.created_at > longest or now - row.seen_at > self._lifetimes.idle


def token_hash(token: str) -> str:
    """How a cookie's value is stored: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
