"""Past cases that resemble one (三鷹市's 事例データベース): where they were connected, with what result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import ReferralRow, TicketRow
from bot.tickets.actor import Actor, visible_to
from bot.tickets.codes import RESULTS, label

Encode = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts → vectors of length one; None leaves comparison to topics and shared letters."""
_POOL = 400


@dataclass(frozen=True)
class Past:
    """One past case: its number, summary, outcome and referrals with results."""

    ticket_id: str
    case_number: str
    summary: str
    outcome: str
    referrals: tuple[str, ...]
    score: float


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
        scored = [(0.6 * near + 0.4 * _shared(row, other), other) for near, other in zip(meanings, pool, strict=True)]
        best = sorted(scored, key=lambda pair: -pair[0])[:limit]
        referrals = self._referrals([other.ticket_id for _, other in best])
        return [
            Past(o.ticket_id, o.case_number, o.summary, o.outcome, tuple(referrals.get(o.ticket_id, ())), score)
            for score, o in best
            if score > 0.2
        ]

    def _pool(self, actor: Actor, row: TicketRow) -> Sequence[TicketRow]:
        """The newest closed cases that share a topic."""
        wanted = select(TicketRow).where(
            visible_to(actor), TicketRow.state == "closed", TicketRow.ticket_id != row.ticket_id
        )
        wanted = wanted.where(TicketRow.merged_into.is_(None), TicketRow.resident_id != row.resident_id)
        rows = self._session.scalars(wanted.order_by(TicketRow.closed_at.desc()).limit(_POOL)).all()
        return [other for other in rows if set(other.topics) & set(row.topics)]

    def _meanings(self, text: str, others: Sequence[str]) -> list[float]:
        if self._encode is None:
            own = _pairs(text)
            return [len(own & _pairs(other)) / (len(own | _pairs(other)) or 1) for other in others]
        vectors = self._encode([text, *others])
        first = vectors[0]
        return [float(sum(a * b for a, b in zip(first, vector, strict=True))) for vector in vectors[1:]]

    def _referrals(self, ids: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._session.scalars(select(ReferralRow).where(ReferralRow.ticket_id.in_(ids))):
            found.setdefault(row.ticket_id, []).append(f"{row.place}({label(RESULTS, row.result)})")
        return found


def _shared(row: TicketRow, other: TicketRow) -> float:
    own, theirs = set(row.topics), set(other.topics)
    return len(own & theirs) / (len(own | theirs) or 1)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
