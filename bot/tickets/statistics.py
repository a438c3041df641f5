"""Counts for the monthly report (大田区社協's table, guidelines 3.5, R57): no text, no ids, drills left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from bot.base.clock import JST, to_jst
from bot.store.models import MeetingRow, MessageRow, RecordRow, ReferralRow, TicketRow
from bot.tickets import codes
from bot.tickets.masking import mask_list
from bot.tickets.tables import FEW, Frame, Table, column, few, hours, plain, risks, several, single, table


@dataclass(frozen=True)
class Coverage:
    """Whom the counts are about: one municipality, all of it or some areas, one fiscal year (April to March)."""

    municipality: str
    areas: frozenset[str] | None
    fiscal_year: int

    @property
    def months(self) -> list[date]:
        """First days of the twelve months."""
        return [date(self.fiscal_year + (m < 4), m, 1) for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Begin and end of the year, aware."""
        return _begin(self.months[0]), _begin(date(self.fiscal_year + 1, 4, 1))


class Statistics:
    """Counts over what an actor's coverage holds."""

    def __init__(
        self, session: Session, now: datetime, names: Mapping[str, str], area_names: Callable[[str | None], str]
    ) -> None:
        self._session = session
        self._now = now
        self._topics = names
        self._area = area_names

    def report(self, cover: Coverage) -> list[Table]:
        """All tables of a year."""
        rows = self._opened(cover)
        return [
            self.monthly(cover),
            self._people(cover, rows),
            several("topics", "困りごと(複数)", Counter(t for r in rows for t in r.topics), self._topics),
            single("issues", "一人あたりの困りごとの数", Counter(few(len(r.topics)) for r in rows), FEW),
            single("areas", "地区", Counter(r.area_id or "" for r in rows), self._areas(rows)),
            single("ages", "年代", Counter(r.age_band for r in rows), codes.AGE_BANDS),
            single("whose", "どなたのこと", Counter(r.whose for r in rows), codes.WHOSE),
            single("channels", "入口", Counter(r.channel for r in rows), codes.CHANNELS),
            single("languages", "ことば", Counter(r.language for r in rows), codes.LANGUAGES),
            hours(rows),
            risks(rows),
            single("consents", "同意", Counter(r.consent for r in rows), codes.CONSENTS),
            single("outcomes", "終結の理由", Counter(r.outcome for r in rows if r.outcome), codes.OUTCOMES),
            *self._acts(cover),
        ]

    def asked(self, cover: Coverage) -> dict[str, int]:
        """Cases by topic, unmasked: for counting gaps, not for showing."""
        return dict(Counter(topic for row in self._opened(cover) for topic in row.topics))

    def monthly(self, cover: Coverage) -> Table:
        """新規 / 継続 / 相談時対応 / 合計 by month; each case is in exactly one row of a month."""
        months = [_begin(month) for month in cover.months] + [cover.span[1]]
        running = self._count(cover, TicketRow.opened_at < months[0])
        running -= self._count(cover, TicketRow.closed_at < months[0])
        new, going, standing = [], [], []
        for begin, end in pairwise(months):
            opened = self._count(cover, TicketRow.opened_at >= begin, TicketRow.opened_at < end)
            active = self._active(cover, begin, end)
            new.append(opened)
            going.append(active)
            standing.append(running - active if begin <= self._now else 0)
            running += opened - self._count(cover, TicketRow.closed_at >= begin, TicketRow.closed_at < end)
        raw = [new, going, standing]
        note = (
            "新規: その月に届いた相談。継続: 前の月までに届き、その月に記録ややりとりがある相談。"
            "相談時対応: 前の月までに届いて続いているが、その月は動きがなく、連絡があれば応じる相談。"
        )
        columns = tuple(f"{month.month}月" for month in cover.months)
        return table(Frame("monthly", "月ごとの件数", columns, ("新規", "継続", "相談時対応"), note), raw)

    def _active(self, cover: Coverage, begin: datetime, end: datetime) -> int:
        """Cases opened before, still running then, with a record or a message in that time."""
        held = and_(TicketRow.opened_at < begin, or_(TicketRow.closed_at.is_(None), TicketRow.closed_at >= begin))
        found: set[str] = set()
        for rows, when in ((MessageRow, MessageRow.created_at), (RecordRow, RecordRow.acted_at)):
            within = (when >= begin, when < end, held)
            found.update(self._session.scalars(_of(cover, select(rows.ticket_id).distinct(), rows).where(*within)))
        return len(found)

    def _people(self, cover: Coverage, rows: Sequence[Any]) -> Table:
        begin, end = cover.span
        within = (MessageRow.created_at >= begin, MessageRow.created_at < end)
        talk = self._joined(func.count(), MessageRow, cover, *within)
        inbound = MessageRow.direction == "inbound"
        heard = self._joined(func.count(), MessageRow, cover, inbound, *within)
        counts = [len({r.resident_id for r in rows}), len(rows), int(talk), int(heard)]
        labels = ("実人数(届いた相談)", "相談の件数", "やりとりの延べ回数", "うち、ご本人から")
        return Table("people", "実人数と延べ", ("件数",), labels, column(counts), column(mask_list(counts)))

    def _acts(self, cover: Coverage) -> list[Table]:
        begin, end = cover.span
        within = (RecordRow.acted_at >= begin, RecordRow.acted_at < end)
        columns = (RecordRow.ticket_id, RecordRow.way, RecordRow.direction, RecordRow.outreach, RecordRow.met)
        records = self._session.execute(
            _of(cover, select(*columns, RecordRow.participation, RecordRow.stage), RecordRow).where(*within)
        ).all()
        referred = self._session.execute(
            _of(cover, select(ReferralRow.result), ReferralRow).where(
                ReferralRow.made_at >= begin, ReferralRow.made_at < end
            )
        ).all()
        met = self._session.execute(
            _of(cover, select(MeetingRow.kind, MeetingRow.plan), MeetingRow).where(
                MeetingRow.held_at >= begin, MeetingRow.held_at < end
            )
        ).all()
        return _act_tables(records, [r.result for r in referred], met)

    def _opened(self, cover: Coverage) -> Sequence[Any]:
        t = TicketRow
        columns = (t.resident_id, t.topics, t.area_id, t.age_band, t.whose, t.channel, t.language, t.opened_at)
        begin, end = cover.span
        wanted = select(*columns, t.claimed_at, t.kinds, t.risk, t.consent, t.outcome)
        return self._session.execute(
            wanted.where(*_within(cover), TicketRow.opened_at >= begin, TicketRow.opened_at < end)
        ).all()

    def _count(self, cover: Coverage, *where: ColumnElement[bool]) -> int:
        wanted = select(func.count()).select_from(TicketRow).where(*_within(cover), *where)
        return self._session.scalar(wanted) or 0

    def _joined(self, what: Any, table: Any, cover: Coverage, *where: ColumnElement[bool]) -> int:
        return self._session.scalar(_of(cover, select(what).select_from(table), table).where(*where)) or 0

    def _areas(self, rows: Iterable[Any]) -> dict[str, str]:
        return {area: self._area(area or None) for area in sorted({r.area_id or "" for r in rows})}


def fiscal_year(now: datetime) -> int:
    """The fiscal year (April to March) of a moment in Tokyo."""
    local = to_jst(now)
    return local.year - (local.month < 4)


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=JST)


def _within(cover: Coverage) -> list[ColumnElement[bool]]:
    wanted = [TicketRow.municipality == cover.municipality, TicketRow.drill.is_(False), TicketRow.merged_into.is_(None)]
    if cover.areas is not None:
        wanted.append(TicketRow.area_id.in_(sorted(cover.areas)))
    return wanted


def _of(cover: Coverage, wanted: Any, table: Any) -> Any:
    return wanted.join(TicketRow, TicketRow.ticket_id == table.ticket_id).where(*_within(cover))


def _act_tables(records: Sequence[Any], results: Sequence[str], met: Sequence[Any]) -> list[Table]:
    """Tables about what was done."""
    return [
        single("ways", "支援の方法(延べ)", Counter(r.way for r in records), codes.WAYS),
        single("directions", "発信と受信(延べ)", Counter(r.direction for r in records), codes.DIRECTIONS),
        single(
            "stages",
            "支援の段階(延べ、同意前も数える)",
            Counter(r.stage for r in records),
            codes.STAGES,
        ),
        single("referrals", "つなぎ先の結果", Counter(results), codes.RESULTS),
        *_sharing_tables(records, met),
    ]


def _sharing_tables(records: Sequence[Any], met: Sequence[Any]) -> list[Table]:
    """アウトリーチ, 参加支援 before and after a plan (R55), meetings."""
    out = [r for r in records if r.outreach]
    sharing = [r for r in records if r.participation]
    return [
        plain(
            "outreach",
            "アウトリーチ",
            {
                "延べ回数": len(out),
                "うち会えた": sum(r.met is True for r in out),
                "世帯の数": len({r.ticket_id for r in out}),
            },
        ),
        plain(
            "participation",
            "参加支援(延べ)",
            {
                "プランあり": sum(r.stage == "plan" for r in sharing),
                "プラン・同意の前": sum(r.stage != "plan" for r in sharing),
            },
        ),
        plain(
            "meetings",
            "会議とプラン",
            {
                "支援会議": sum(m.kind == "support" for m in met),
                "重層的支援会議": sum(m.kind == "plan" for m in met),
                "プラン作成": sum(m.plan == "made" for m in met),
                "プラン終結": sum(m.plan == "ended" for m in met),
            },
        ),
    ]
