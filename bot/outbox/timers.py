"""Timers of a resident: set, replaced, cancelled in the caller's transaction; fired by `bot/jobs/reminders.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.base.ids import new_id
from bot.store.models import TimerRow

SILENCE = "silence"
FOLLOW_UP = "follow_up"
_CANCEL_ALL = delete(TimerRow).where(TimerRow.resident_id == bindparam("whose"))
_CANCEL = _CANCEL_ALL.where(TimerRow.kind == bindparam("which"))


class Timers:
    """Rows of `timers`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def set(self, resident_id: str, kind: str, due_at: datetime) -> None:
        """Set the timer of this kind, in place of an earlier one."""
        self.cancel(resident_id, kind)
        self._session.add(TimerRow(timer_id=new_id(), resident_id=resident_id, kind=kind, due_at=due_at))

    def cancel(self, resident_id: str, kind: str | None = None) -> None:
        """Cancel one kind, or all."""
        if kind is None:
            self._session.execute(_CANCEL_ALL, {"whose": resident_id})
        else:
            self._session.execute(_CANCEL, {"whose": resident_id, "which": kind})

    def due(self, now: datetime, limit: int = 200) -> Sequence[TimerRow]:
        """Timers whose moment has come, oldest first."""
        wanted = select(TimerRow).where(TimerRow.due_at <= now).order_by(TimerRow.due_at).limit(limit)
        return self._session.scalars(wanted).all()

    def fired(self, timer: TimerRow) -> None:
        """Remove a timer whose letter is in the mailbox."""
        self._session.delete(timer)
