"""Writing and reading the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.audit.tags import Tag
from bot.base.clock import Clock
from bot.base.ids import new_id
from bot.store.models import AuditRow

RESIDENT = "resident"
SYSTEM = "system"


class AuditLog:
    """Appends acts in the caller's transaction; nothing is ever changed or removed here."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def write(self, tag: Tag, *, actor: str, subject: str = "", detail: str = "") -> None:
        """Record one act; `detail` takes codes and ids only, at most 200 characters."""
        row = AuditRow(
            audit_id=new_id(), at=self._clock(), actor=actor, tag=tag.value, subject=subject, detail=detail[:200]
        )
        self._session.add(row)

    def has_since(self, tag: Tag, actor: str, subject: str, since: datetime) -> bool:
        """Whether this person did this to this subject since that moment."""
        same = (AuditRow.subject == subject) & (AuditRow.actor == actor) & (AuditRow.tag == tag.value)
        return self._session.scalar(select(AuditRow.audit_id).where(same, AuditRow.at >= since).limit(1)) is not None

    def of(self, subject: str, limit: int = 200) -> Sequence[AuditRow]:
        """The newest acts on one subject, newest first."""
        wanted = select(AuditRow).where(AuditRow.subject == subject).order_by(AuditRow.at.desc()).limit(limit)
        return self._session.scalars(wanted).all()
