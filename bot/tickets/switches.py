"""The stop button for the whole bot (R60): thrown on the console, read by the engine before each turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.errors import InvalidInput
from bot.store.models import SwitchRow
from bot.tickets.actor import Actor
from bot.tickets.queue import staff_names

BOT_STOPPED = "bot_stopped"
_STOPPED = select(SwitchRow).where(
    SwitchRow.name == BOT_STOPPED, SwitchRow.municipality.in_(("", bindparam("here"))), SwitchRow.is_on
)
_TABLE = cast("Table", SwitchRow.__table__)
_IS_STOPPED = select(_TABLE.c.name).where(
    _TABLE.c.name == BOT_STOPPED, _TABLE.c.municipality.in_(("", bindparam("here"))), _TABLE.c.is_on
)


@dataclass(frozen=True)
class Stop:
    """A stop in force: who pressed it, when and why."""

    by: str
    at: datetime
    reason: str


class Switches:
    """Switches in the caller's transaction."""

    def __init__(self, session: Session, clock: Clock, audit: AuditLog) -> None:
        self._session = session
        self._clock = clock
        self._audit = audit

    def bot_stopped(self, municipality: str = "") -> bool:
        """Whether the bot must give only its safe answer, everywhere or in this municipality (engine's question)."""
        return self._session.connection().execute(_IS_STOPPED, {"here": municipality}).first() is not None

    def stop_in_force(self, municipality: str) -> Stop | None:
        """The stop as a page shows it."""
        row = self._stop(municipality)
        if row is None:
            return None
        name = staff_names(self._session, {row.changed_by}).get(row.changed_by, "")
        return Stop(name, row.changed_at, row.reason)

    def stop(self, actor: Actor, reason: str) -> None:
        """Stop the bot in the actor's municipality at once."""
        actor.require("stop_bot")
        if not reason.strip():
            raise InvalidInput("止める理由を書いてください。")
        self._set(actor, True, reason.strip()[:200])
        self._audit.write(Tag.BOT_STOPPED, actor=actor.staff_id, subject="bot", detail=actor.municipality)

    def resume(self, actor: Actor) -> None:
        """Let the bot talk again."""
        actor.require("stop_bot")
        self._set(actor, False, "")
        self._audit.write(Tag.BOT_RESUMED, actor=actor.staff_id, subject="bot", detail=actor.municipality)

    def _set(self, actor: Actor, is_on: bool, reason: str) -> None:
        row = self._session.get(SwitchRow, (BOT_STOPPED, actor.municipality))
        if row is None:
            row = SwitchRow(name=BOT_STOPPED, municipality=actor.municipality)
            self._session.add(row)
        row.is_on, row.reason, row.changed_by, row.changed_at = is_on, reason, actor.staff_id, self._clock()

    def _stop(self, municipality: str) -> SwitchRow | None:
        return self._session.scalars(_STOPPED, {"here": municipality}).first()
