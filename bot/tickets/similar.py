"""Past cases that resemble one (三鷹市's 事例データベース): where they were connected, with what result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import RecordRow, ReferralRow, TicketRow
from bot.tickets.actor import Actor, visible_to
from bot.tickets.codes import RESULTS, WAYS, label

Encode = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts → vectors of length one; None leaves comparison to topics and shared letters."""
_POOL = 1500
_READ = 50
_LEAST = 0.2


@dataclass(frozen=True)
class Past:
    """One past case: its number, summary, outcome and referrals with results."""

    ticket_id: str
    case_number: str
    summary: str
    outcome: str
    referrals: tuple[str, ...]
    score: float
    done: tuple[str, ...] = ()
    """What was done, by way: 「訪問2回」."""


class SimilarCases:
    """Looks among closed cases that the actor may see."""

    def __init__(self, session: Session, encode: Encode | None = None) -> None:
        self._session = session
        self._encode = encode

    def like(self, actor: Actor, row: TicketRow, limit: int = 5) -> list[Past]:
        """The most similar closed cases, best first."""
        pool = self._pool(actor, row)
        if not pool:
            return []
        meanings = self._meanings(row.summary, [other.summary for other in pool])
        scored = [
            (0.6 * near + 0.4 * _shared(row.topics, other.topics), other)
            for near, other in zip(meanings, pool, strict=True)
        ]
        best = [pair for pair in sorted(scored, key=lambda pair: -pair[0])[:limit] if pair[0] > _LEAST]
        ids = [other.ticket_id for _, other in best]
        referrals, done = self._referrals(ids), self._done(ids)
        return [
            Past(o.ticket_id, o.case_number, o.summary, o.outcome, tuple(referrals.get(o.ticket_id, ())), score,
                 tuple(done.get(o.ticket_id, ())))
            for score, o in best
        ]  # fmt: skip

    def _pool(self, actor: Actor, row: TicketRow) -> Sequence[TicketRow]:
        """Of the newest closed cases those that share most topics: only theirs are decrypted."""
        wanted = select(TicketRow.ticket_id, TicketRow.topics).where(visible_to(actor), TicketRow.state == "closed")
        wanted = wanted.where(TicketRow.merged_into.is_(None), TicketRow.resident_id != row.resident_id)
        newest = self._session.execute(wanted.order_by(TicketRow.closed_at.desc()).limit(_POOL)).all()
        shared = [(_shared(row.topics, topics), ticket_id) for ticket_id, topics in newest]
        nearest = [ticket_id for score, ticket_id in sorted(shared, reverse=True)[:_READ] if score > 0]
        return self._session.scalars(select(TicketRow).where(TicketRow.ticket_id.in_(nearest))).all()

    def _meanings(self, text: str, others: Sequence[str]) -> list[float]:
        if self._encode is None:
            own = _pairs(text)
            return [len(own & _pairs(other)) / (len(own | _pairs(other)) or 1) for other in others]
        vectors = self._encode([one.encode("utf-8", "replace").decode() for one in (text, *others)])  # no half emoji
        first = vectors[0]
        return [float(sum(a * b for a, b in zip(first, vector, strict=True))) for vector in vectors[1:]]

    def _referrals(self, ids: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._session.scalars(select(ReferralRow).where(ReferralRow.ticket_id.in_(ids))):
            found.setdefault(row.ticket_id, []).append(f"{row.place}({label(RESULTS, row.result)})")
        return found

    def _done(self, ids: Sequence[str]) -> dict[str, list[str]]:
        wanted = select(RecordRow.ticket_id, RecordRow.way, func.count()).where(RecordRow.ticket_id.in_(ids))
        found: dict[str, list[str]] = {}
        for ticket_id, way, times in self._session.execute(wanted.group_by(RecordRow.ticket_id, RecordRow.way)):
            found.setdefault(ticket_id, []).append(f"{label(WAYS, way)}{times}回")
        return found


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    own, theirs = set(one), set(other)
    return len(own & theirs) / (len(own | theirs) or 1)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
