"""Sessions in a table, written in the turn's own transaction (the embedded default)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.models import SessionRow
from bot.store.sessions.types import Stale


class TableSessions:
    """Rows of `sessions` in the caller's transaction; `secure_delete` overwrites what is deleted."""

    is_of_the_transaction: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, lane: str, now: datetime) -> bytes | None:
        """See SessionStore.get."""
        wanted = select(SessionRow.sealed).where(SessionRow.lane == lane, SessionRow.until > now)
        return self._session.scalars(wanted).first()

    def put(self, lane: str, sealed: bytes, fence: int, until: datetime) -> None:
        """See SessionStore.put."""
        row = self._session.get(SessionRow, lane)
        if row is None:
            self._session.add(SessionRow(lane=lane, sealed=sealed, fence=fence, until=until))
        elif row.fence > fence:
            raise Stale("この会話は別の処理が先に進めました。")
        else:
            row.sealed, row.fence, row.until = sealed, fence, until
        self._session.flush()  # a later reader of this transaction must see it

    def delete(self, lane: str) -> bool:
        """See SessionStore.delete."""
        gone = self._session.execute(delete(SessionRow).where(SessionRow.lane == lane))
        return bool(gone.rowcount)  # type: ignore[attr-defined]

    def purge(self, now: datetime) -> int:
        """See SessionStore.purge."""
        gone = self._session.execute(delete(SessionRow).where(SessionRow.until <= now))
        return int(gone.rowcount)  # type: ignore[attr-defined]
