"""Edits of the catalogue: proposed by one person, looked at by a second where it matters, kept with their history."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.errors import Conflict, InvalidInput, NotAllowed, NotFound
from bot.base.ids import new_id
from bot.catalogue.port import REVIEWED, Sheet
from bot.store.models import CatalogueEditRow, StaffRow

Changes = dict[str, dict[str, str]]
"""Fields that differ from the data files, by the record's key."""


@dataclass(frozen=True)
class Proposal:
    """What somebody wants changed on a record as they saw it (`seen`)."""

    sheet: Sheet
    changes: Mapping[str, str]
    seen: str
    note: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the record was changed after it was opened."""
        return self.seen != self.sheet.seen


@dataclass(frozen=True)
class Edit:
    """One edit as a page shows it; each change is (field, before, after)."""

    edit_id: str
    kind: str
    key: str
    title: str
    municipality: str
    changes: tuple[tuple[str, str, str], ...]
    note: str
    state: str
    proposed_by: str
    proposer_id: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str


class Edits:
    """The edits in the caller's transaction."""

    def __init__(self, session: Session, clock: Clock, audit: AuditLog) -> None:
        self._session = session
        self._clock = clock
        self._audit = audit

    def current(self, kind: str) -> Changes:
        """What lies over the data files of a kind now."""
        wanted = select(CatalogueEditRow).where(CatalogueEditRow.state == "released", CatalogueEditRow.kind == kind)
        found: Changes = {}
        for row in self._session.scalars(wanted.order_by(CatalogueEditRow.released_mark)):
            found.setdefault(row.record_key, {}).update(json.loads(row.after))
        return found

    def mark(self) -> str:
        """Changes with every release; workers read the edits anew when it does."""
        wanted = select(func.count(), func.max(CatalogueEditRow.released_mark))
        count, newest = self._session.execute(wanted.where(CatalogueEditRow.state == "released")).one()
        return f"{count}:{newest or 0}"

    def propose(self, staff_id: str, proposal: Proposal) -> bool:
        """Put an edit down; True when it is released at once, False when a second person must look.

        Raises Conflict when the record was changed after it was opened, InvalidInput when nothing differs.
        """
        sheet = proposal.sheet
        if proposal.is_late:
            raise Conflict("開いている間に、ほかの人がこの記録を変えました。開き直して、いまの内容を確かめてください。")
        changes = {name: value for name, value in proposal.changes.items() if sheet.fields.get(name, "") != value}
        if not changes:
            raise InvalidInput("変わったところがありません。")
        row = CatalogueEditRow(
            edit_id=new_id(), kind=sheet.kind, record_key=sheet.key, title=sheet.title[:200],
            municipality=sheet.municipality, before=_json({name: sheet.fields.get(name, "") for name in changes}),
            after=_json(changes), note=proposal.note[:500], proposed_by=staff_id, proposed_at=self._clock(),
        )  # fmt: skip
        self._session.add(row)
        at_once = sheet.kind not in REVIEWED
        if at_once:
            self._release(row, staff_id)
        self._audit.write(Tag.CATALOGUE_CHANGED, actor=staff_id, subject=row.edit_id, detail=f"{sheet.kind} proposed")
        return at_once

    def verify(self, staff_id: str, sheet: Sheet, written: Mapping[str, str]) -> None:
        """「今日確かめた」: nothing changes but the day, so that no second person is needed."""
        row = CatalogueEditRow(
            edit_id=new_id(), kind=sheet.kind, record_key=sheet.key, title=sheet.title[:200],
            municipality=sheet.municipality, before=_json({name: sheet.fields.get(name, "") for name in written}),
            after=_json(written), note="今日確かめた", proposed_by=staff_id, proposed_at=self._clock(),
        )  # fmt: skip
        self._session.add(row)
        self._release(row, staff_id)
        self._audit.write(Tag.CATALOGUE_CHANGED, actor=staff_id, subject=row.edit_id, detail=f"{sheet.kind} verified")

    def release(self, staff_id: str, edit_id: str, sheet: Sheet) -> None:
        """Let a proposed edit reach residents; raises NotAllowed for one's own, Conflict when the record moved on."""
        row = self._waiting_one(edit_id)
        if row.proposed_by == staff_id:
            raise NotAllowed("自分の提案は、ほかの人に確かめてもらってください。")
        if any(sheet.fields.get(name, "") != value for name, value in json.loads(row.before).items()):
            raise Conflict("提案のあとで、記録が変わりました。見送って、いまの内容から提案し直してもらってください。")
        self._release(row, staff_id)
        self._audit.write(Tag.CATALOGUE_CHANGED, actor=staff_id, subject=edit_id, detail=f"{row.kind} released")

    def reject(self, staff_id: str, edit_id: str, reason: str) -> None:
        """Leave a proposal as it is, with a reason; its author may take it back too."""
        row = self._waiting_one(edit_id)
        if not reason.strip():
            raise InvalidInput("見送るわけを書いてください。")
        row.state, row.decided_by, row.decided_at = "rejected", staff_id, self._clock()
        row.reason = reason.strip()[:500]
        self._audit.write(Tag.CATALOGUE_CHANGED, actor=staff_id, subject=edit_id, detail=f"{row.kind} rejected")

    def one(self, edit_id: str) -> Edit:
        """One edit; raises NotFound."""
        row = self._session.get(CatalogueEditRow, edit_id)
        if row is None:
            raise NotFound("この変更は見つかりません。")
        return self._edits([row])[0]

    def history(self, kind: str, key: str) -> list[Edit]:
        """Every edit of a record, newest first."""
        wanted = select(CatalogueEditRow).where(CatalogueEditRow.kind == kind, CatalogueEditRow.record_key == key)
        return self._edits(self._session.scalars(wanted.order_by(CatalogueEditRow.proposed_at.desc()).limit(100)).all())

    def waiting(self) -> list[Edit]:
        """Edits that a second person must look at, the oldest first."""
        wanted = select(CatalogueEditRow).where(CatalogueEditRow.state == "proposed")
        return self._edits(self._session.scalars(wanted.order_by(CatalogueEditRow.proposed_at).limit(200)).all())

    def _waiting_one(self, edit_id: str) -> CatalogueEditRow:
        row = self._session.get(CatalogueEditRow, edit_id, with_for_update=True)
        if row is None:
            raise NotFound("この変更は見つかりません。")
        if row.state != "proposed":
            raise Conflict("この変更は、もうほかの人が決めました。")
        return row

    def _release(self, row: CatalogueEditRow, staff_id: str) -> None:
        now = self._clock()
        row.state, row.decided_by, row.decided_at = "released", staff_id, now
        newest = self._session.scalar(select(func.max(CatalogueEditRow.released_mark))) or 0
        row.released_mark = max(int(now.timestamp() * 1_000_000), newest + 1)

    def _edits(self, rows: Sequence[CatalogueEditRow]) -> list[Edit]:
        ids = {key for row in rows for key in (row.proposed_by, row.decided_by) if key}
        named = select(StaffRow.staff_id, StaffRow.display_name).where(StaffRow.staff_id.in_(ids))
        names = {row[0]: row[1] for row in self._session.execute(named)}
        return [_edit(row, names) for row in rows]


def _edit(row: CatalogueEditRow, names: Mapping[str, str]) -> Edit:
    before, after = json.loads(row.before), json.loads(row.after)
    return Edit(
        row.edit_id, row.kind, row.record_key, row.title, row.municipality,
        tuple((name, before.get(name, ""), value) for name, value in after.items()), row.note, row.state,
        names.get(row.proposed_by, row.proposed_by), row.proposed_by, row.proposed_at,
        names.get(row.decided_by or "", ""), row.decided_at, row.reason,
    )  # fmt: skip


def _json(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values), ensure_ascii=False)
