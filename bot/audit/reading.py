"""Reading the log of acts, newest first (R56)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import AuditRow

PAGE = 100


@dataclass(frozen=True)
class Wanted:
    """What to look for: a kind of act (its first part is enough), an actor, a subject; empty means all."""

    tag: str = ""
    actor: str = ""
    subject: str = ""
    page: int = 1


def read(session: Session, wanted: Wanted) -> Sequence[AuditRow]:
    """One page of acts."""
    query = select(AuditRow)
    if wanted.tag:
        query = query.where(AuditRow.tag.startswith(wanted.tag, autoescape=True))
    if wanted.actor:
        query = query.where(AuditRow.actor == wanted.actor)
    if wanted.subject:
        query = query.where(AuditRow.subject == wanted.subject)
    query = query.order_by(AuditRow.at.desc(), AuditRow.audit_id)
    return session.scalars(query.offset((max(1, wanted.page) - 1) * PAGE).limit(PAGE)).all()
