"""A made-up desk: any number of cases over five years, for timing the console and for pictures. Nobody is real."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, text

from bot.base.ids import case_numbers
from bot.store.db import Database
from bot.store.models import (
    ConsentRow,
    MeetingRow,
    MessageRow,
    OutboxRow,
    RecordRow,
    ReferralRow,
    TicketEventRow,
    TicketItemRow,
    TicketRow,
)
from bot.tickets.codes import AGE_BANDS, DIRECTIONS, KINDS, OUTCOMES, RESULTS, WAYS, WHOSE

_BATCH = 2000
_NUMBERED = [number.partition("-")[0] for number in case_numbers("", "0000")]
_WORRIES = (
    "母の介護が続いて、仕事を休みがちになっている",
    "家賃が二か月たまっていて、郵便を開けるのがこわい",
    "息子が三年ほど部屋から出てこない。声のかけ方がわからない",
    "ひとり暮らしになってから、一日だれとも話さない日がある",
    "子どもが学校に行けず、自分も仕事に行けない日がふえた",
    "足が悪くなり、買い物に出るのがむずかしい",
    "働きたいけれど、面接の電話がかけられない",
    "近所の方の郵便受けがいっぱいで、心配している",
)
_STEPS = ("窓口へ一緒に行く", "様子をうかがう電話をする", "書類の書き方を一緒に見る", "居場所の見学の日を決める")
_PLACES = ("自立相談支援の窓口", "地域包括支援センター", "子どもの居場所", "就労準備の教室", "社協の貸付の窓口")


@dataclass(frozen=True)
class Town:
    """Whose desk it is: its areas, who works there (staff ids), and the topics people bring."""

    municipality: str
    areas: Sequence[str]
    staff: Sequence[str]
    topics: Sequence[str]


@dataclass
class Sample:
    """Makes the rows of made-up cases, the same ones each time."""

    town: Town
    now: datetime
    cases: int
    open_share: float = 0.015
    dice: random.Random = field(default_factory=lambda: random.Random(20261121))

    def fill(self, database: Database) -> None:
        """Write everything; a transaction for each two thousand cases."""
        cases = self._cases()
        while batch := list(islice(cases, _BATCH)):
            rows: dict[Any, list[dict[str, Any]]] = {}
            for ticket in batch:
                for table, row in self._all(ticket):
                    rows.setdefault(table, []).append(row)
            with database.transaction() as session:
                for table, found in rows.items():
                    session.execute(insert(table), found)
        if database.engine.dialect.name == "postgresql":  # what its autovacuum does within a minute
            with database.transaction() as session:
                session.execute(text("ANALYZE"))

    def _cases(self) -> Iterator[dict[str, Any]]:
        years = timedelta(days=5 * 365)
        running = max(1, round(self.cases * self.open_share))
        for number in range(self.cases):
            fresh = number >= self.cases - running
            age = timedelta(days=60) * self.dice.random() ** 2 if fresh else years * self.dice.random()
            yield self._ticket(number, self.now - age, fresh)

    def _ticket(self, number: int, opened: datetime, fresh: bool) -> dict[str, Any]:
        dice = self.dice
        topics = dice.sample(list(self.town.topics), dice.choice((1, 2, 2, 2, 3, 3, 4)))
        risk = dice.choices((0, 1, 2), (85, 10, 5))[0]
        state = dice.choice(("new", "claimed", "claimed", "waiting", "paused")) if fresh else "closed"
        claimed = None if state == "new" else opened + timedelta(minutes=dice.expovariate(1 / 300))
        closed = None if fresh else opened + timedelta(days=dice.expovariate(1 / 60), hours=12)
        waits = opened + timedelta(hours=1) if state in ("new", "claimed") else None
        return {
            "ticket_id": self._id(),
            "case_number": f"{_NUMBERED[number % len(_NUMBERED)]}-{1000 + number // len(_NUMBERED)}",
            "resident_id": self._id(), "channel": "line", "municipality": self.town.municipality,
            "area_id": dice.choice([*self.town.areas, *self.town.areas, None]), "state": state, "risk": risk,
            "kinds": dice.sample(list(KINDS), 1) if risk else [], "topics": topics, "hardest": topics[0],
            "whose": dice.choice(list(WHOSE)), "age_band": dice.choice(list(AGE_BANDS)),
            "language": dice.choices(("ja", "easy", "en", "vi"), (92, 4, 2, 2))[0], "reach": ["line"],
            "summary": f"{dice.choice(_WORRIES)}。{dice.choice(_WORRIES)}。", "consent": "given",
            "stage": "contact" if fresh else "ended",
            "assignee_id": None if state == "new" else dice.choice(list(self.town.staff)), "drill": False,
            "version": 3, "opened_at": opened, "changed_at": opened, "awaiting_since": waits, "claimed_at": claimed,
            "answered_at": claimed, "last_inbound_at": opened,
            "closed_at": min(closed, self.now) if closed else None, "outcome": "" if fresh else self._outcome(),
        }  # fmt: skip

    def _all(self, ticket: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """The case and what hangs on it."""
        yield TicketRow, ticket
        key, opened = ticket["ticket_id"], ticket["opened_at"]
        yield ConsentRow, {
            "consent_id": self._id(), "resident_id": ticket["resident_id"], "ticket_id": key, "kind": "handoff",
            "notice_version": "2026-11", "scope": [], "given_at": opened,
        }  # fmt: skip
        yield TicketItemRow, {
            "item_id": self._id(), "ticket_id": key, "position": 1, "kind": "words", "label": "",
            "text": self.dice.choice(_WORRIES), "topics": ticket["topics"][:1], "sources": [], "created_at": opened,
        }  # fmt: skip
        for kind, version in (("opened", 1), ("claimed", 2), ("replied", 3)):
            yield TicketEventRow, {
                "event_id": self._id(), "ticket_id": key, "at": opened, "actor": ticket["assignee_id"] or "system",
                "kind": kind, "code": "", "note": "", "version": version,
            }  # fmt: skip
        if ticket["claimed_at"]:
            yield from self._talk(ticket)
            yield from self._kept(ticket)

    def _talk(self, ticket: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
        for turn in range(self.dice.randint(1, 4)):
            ours, at = bool(turn % 2), ticket["opened_at"] + timedelta(hours=5 * turn)
            sent = self._id() if ours else None
            yield MessageRow, {
                "message_id": self._id(), "ticket_id": ticket["ticket_id"], "outbox_id": sent, "risk": 0,
                "direction": "outbound" if ours else "inbound", "text": self.dice.choice(_WORRIES), "created_at": at,
                "author_id": ticket["assignee_id"] if ours else None,
            }  # fmt: skip
            if ours:
                yield OutboxRow, {
                    "outbox_id": sent, "sequence": int(at.timestamp() * 1e6), "resident_id": ticket["resident_id"],
                    "channel": "line", "ticket_id": ticket["ticket_id"], "retry_key": str(uuid.UUID(int=0)),
                    "state": self.dice.choices(("sent", "failed", "blocked"), (990, 5, 5))[0], "created_at": at,
                    "next_attempt_at": at, "sent_at": at, "message_id": self._id(),
                }  # fmt: skip

    def _kept(self, ticket: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
        dice, key, by = self.dice, ticket["ticket_id"], ticket["assignee_id"]
        for turn in range(dice.randint(0, 3)):
            at = ticket["opened_at"] + timedelta(days=7 * turn, hours=2)
            later = ticket["state"] != "closed" and turn == 0
            yield RecordRow, {
                "record_id": self._id(), "ticket_id": key, "staff_id": by, "acted_at": at,
                "way": dice.choice(list(WAYS)), "direction": dice.choice(list(DIRECTIONS)), "with_whom": "ご本人",
                "action": "お話をうかがった", "intent": "暮らしの様子を知る", "change": "", "outreach": turn == 1,
                "next_step": dice.choice(_STEPS) if later else "", "met": True if turn == 1 else None,
                "next_at": self.now + timedelta(days=dice.randint(-3, 20)) if later else None, "created_at": at,
                "participation": turn == 2, "consent": "given", "stage": "contact",
            }  # fmt: skip
        if dice.random() < 0.6:
            yield ReferralRow, {
                "referral_id": self._id(), "ticket_id": key, "staff_id": by, "place": dice.choice(_PLACES),
                "way": dice.choice(list(WAYS)), "result": dice.choice(list(RESULTS)), "made_at": ticket["opened_at"],
            }  # fmt: skip
        if dice.random() < 0.05:
            yield MeetingRow, {
                "meeting_id": self._id(), "ticket_id": key, "kind": dice.choice(("support", "plan")),
                "held_at": ticket["opened_at"], "attendees": "", "decided": "役割を分けた", "plan": "",
                "staff_id": by, "created_at": ticket["opened_at"],
            }  # fmt: skip

    def _outcome(self) -> str:
        return self.dice.choice(list(OUTCOMES))

    def _id(self) -> str:
        return f"{self.dice.getrandbits(128):032x}"
