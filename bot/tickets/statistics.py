"""Counts for the monthly report (大田区社協's table, guidelines 3.5, R57): no text, no ids, drills left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from bot.store.models import MeetingRow, MessageRow, RecordRow, ReferralRow, TicketRow
from bot.tickets import acts, codes
from bot.tickets.alarm_counts import alarms
from bot.tickets.answered import answered
from bot.tickets.coverage import Coverage, fiscal_year, of_covered, within
from bot.tickets.masking import mask_list
from bot.tickets.monthly import monthly
from bot.tickets.tables import FEW, Table, column, few, hours, risks, several, single
from bot.tickets.talks import talk_tables

__all__ = ["Coverage", "Statistics", "fiscal_year"]


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
            monthly(self._session, cover, self._now),
            self._people(cover, rows),
            several("topics", "困りごと(複数)", Counter(t for r in rows for t in r.topics), self._topics),
            single("issues", "一人あたりの困りごとの数(人)", _issues(rows), FEW),
            single("areas", "地区", Counter(r.area_id or "" for r in rows), self._areas(rows)),
            single("ages", "年代", Counter(r.age_band for r in rows), codes.AGE_BANDS),
            single("whose", "どなたのこと", Counter(r.whose for r in rows), codes.WHOSE),
            single("channels", "入口", Counter(r.channel for r in rows), codes.CHANNELS),
            single("languages", "ことば", Counter(r.language for r in rows), codes.LANGUAGES),
            hours(rows),
            risks(rows),
            alarms(self._session, cover),
            single("consents", "同意", Counter(r.consent for r in rows), codes.CONSENTS),
            single("outcomes", "終結の理由", Counter(r.outcome for r in rows if r.outcome), codes.OUTCOMES),
            answered(rows),
            *self._acts(cover),
            *talk_tables(self._session, cover),
        ]

    def asked(self, cover: Coverage) -> dict[str, int]:
        """Cases by topic, unmasked: for counting gaps, not for showing."""
        begin, end = cover.span
        wanted = select(TicketRow.topics, func.count()).group_by(TicketRow.topics)
        wanted = wanted.where(*within(cover), TicketRow.opened_at >= begin, TicketRow.opened_at < end)
        found: Counter[str] = Counter()
        for topics, count in self._session.execute(wanted):
            found.update(dict.fromkeys(topics, count))
        return dict(found)

    def _people(self, cover: Coverage, rows: Sequence[Any]) -> Table:
        begin, end = cover.span
        inbound = func.sum(case((MessageRow.direction == "inbound", 1), else_=0))
        talk, heard = self._session.execute(
            of_covered(cover, select(func.count(), inbound).select_from(MessageRow), MessageRow).where(
                MessageRow.created_at >= begin, MessageRow.created_at < end
            )
        ).one()
        counts = [len({r.resident_id for r in rows}), len(rows), int(talk), int(heard or 0)]
        labels = ("実人数(届いた相談)", "相談の件数", "やりとりの延べ回数", "うち、ご本人から")
        return Table("people", "実人数と延べ", ("件数",), labels, column(counts), column(mask_list(counts)))

    def _acts(self, cover: Coverage) -> list[Table]:
        begin, end = cover.span

        def grouped(table: Any, moment: Any, *columns: Any) -> Sequence[Any]:
            wanted = of_covered(cover, select(*columns, func.count().label("times")), table)
            return self._session.execute(wanted.where(moment >= begin, moment < end).group_by(*columns)).all()

        r = RecordRow
        records = grouped(r, r.acted_at, r.way, r.direction, r.outreach, r.met, r.participation, r.stage)
        person = select(TicketRow.resident_id, func.count()).select_from(r)
        visited = of_covered(cover, person, r).group_by(TicketRow.resident_id)
        visits = self._session.execute(visited.where(r.outreach, r.acted_at >= begin, r.acted_at < end)).all()
        results = grouped(ReferralRow, ReferralRow.made_at, ReferralRow.result)
        met = grouped(MeetingRow, MeetingRow.held_at, MeetingRow.kind, MeetingRow.plan)
        return acts.tables(records, [times for _, times in visits], results, met)

    def _opened(self, cover: Coverage) -> Sequence[Any]:
        t = TicketRow
        columns = (t.resident_id, t.topics, t.area_id, t.age_band, t.whose, t.channel, t.language, t.opened_at)
        begin, end = cover.span
        wanted = select(*columns, t.claimed_at, t.answered_at, t.kinds, t.risk, t.consent, t.outcome)
        return self._session.execute(
            wanted.where(*within(cover), TicketRow.opened_at >= begin, TicketRow.opened_at < end)
        ).all()

    def _areas(self, rows: Iterable[Any]) -> dict[str, str]:
        return {area: self._area(area or None) for area in sorted({r.area_id or "" for r in rows})}


def _issues(rows: Sequence[Any]) -> Counter[str]:
    """Of how many people who came in the year each number of issues is known, whatever the number of their cases."""
    topics: dict[str, set[str]] = {}
    for row in rows:
        topics.setdefault(row.resident_id, set()).update(row.topics)
    return Counter(few(len(told)) for told in topics.values())
