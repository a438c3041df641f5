"""Throttles on signing in: by account, by address and overall; counted in the database, so restarts forget nothing."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from bot.base.clock import Clock
from bot.base.errors import TsunaguError
from bot.base.ids import new_id
from bot.store.models import LoginAttemptRow


class TooManyAttempts(TsunaguError):
    """Too many failures lately; `minutes` until it is worth trying again."""

    status = 429

    def __init__(self, minutes: int) -> None:
        super().__init__(f"サインインの失敗が続いたため、しばらく受け付けられません。{minutes}分ほど待ってください。")
        self.minutes = minutes


@dataclass(frozen=True)
class Limits:
    """Failures allowed in the window before the door closes for the rest of it."""

    account: int = 8
    address: int = 30
    overall: int = 300
    window: timedelta = timedelta(minutes=15)


@dataclass(frozen=True)
class Attempt:
    """Who tries, from where, with which factor (password, totp, recovery)."""

    login: str
    address: str
    factor: str


class Throttle:
    """Counts attempts; logins and addresses are stored as keyed hashes only."""

    def __init__(self, session: Session, clock: Clock, key: bytes, limits: Limits) -> None:
        self._session = session
        self._clock = clock
        self._key = key
        self._limits = limits

    def check(self, attempt: Attempt) -> None:
        """Raise TooManyAttempts when the account, the address or all together failed too often."""
        account = LoginAttemptRow.account_hash == self._hash("account", attempt.login)
        address = LoginAttemptRow.address_hash == self._hash("address", attempt.address)
        limits = self._limits
        for allowed, where in ((limits.account, account), (limits.address, address), (limits.overall, None)):
            if self._failures(where, attempt.factor) >= allowed:
                raise TooManyAttempts(int(limits.window.total_seconds() // 60))

    def note(self, attempt: Attempt, *, succeeded: bool) -> None:
        """Remember an attempt; success forgets the account's failures of that factor."""
        account = self._hash("account", attempt.login)
        if succeeded:
            mine = (LoginAttemptRow.account_hash == account) & (LoginAttemptRow.factor == attempt.factor)
            self._session.execute(delete(LoginAttemptRow).where(mine))
        row = LoginAttemptRow(
            attempt_id=new_id(), at=self._clock(), account_hash=account,
            address_hash=self._hash("address", attempt.address), factor=attempt.factor, succeeded=succeeded,
        )  # fmt: skip
        self._session.add(row)
        old = LoginAttemptRow.at < self._clock() - self._limits.window * 4
        self._session.execute(delete(LoginAttemptRow).where(old))

    def _failures(self, where: ColumnElement[bool] | None, factor: str) -> int:
        wanted = (
            select(func.count())
            .select_from(LoginAttemptRow)
            .where(
                LoginAttemptRow.at > self._clock() - self._limits.window,
                LoginAttemptRow.succeeded.is_(False),
                LoginAttemptRow.factor == factor,
            )
        )
        return self._session.scalar(wanted if where is None else wanted.where(where)) or 0

    def _hash(self, label: str, value: str) -> str:
        return hmac.new(self._key, f"{label}:{value.casefold()}".encode(), hashlib.sha256).hexdigest()
