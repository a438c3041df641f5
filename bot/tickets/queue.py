"""The queue as a page needs it: by risk, then by how long the person has waited (R29)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Text, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from bot.base.ids import case_numbers
from bot.store.models import StaffRow, TicketHelperRow, TicketRow
from bot.tickets.actor import Actor, visible_to
from bot.tickets.codes import RUNNING

PAGE = 50
MOST = 1000
"""Cases that a list leads to; older ones are found by number or by narrowing."""


@dataclass(frozen=True)
class Filters:
    """What a person narrows the queue to; an empty value means all."""

    box: str = "open"
    """open (running), new, mine, awaiting, closed."""
    area: str = ""
    topic: str = ""
    language: str = ""
    age_band: str = ""
    assignee: str = ""
    """A staff id, or "-" for nobody."""
    state: str = ""
    page: int = 1


@dataclass(frozen=True)
class QueueLine:
    """One case in the list; `late` when nobody took it for over a business day (R52)."""

    ticket_id: str
    case_number: str
    state: str
    risk: int
    kinds: tuple[str, ...]
    municipality: str
    area_id: str | None
    topics: tuple[str, ...]
    hardest: str
    whose: str
    age_band: str
    language: str
    assignee: str
    mine: bool
    opened_at: datetime
    awaiting_since: datetime | None
    consent: str
    drill: bool
    late: bool


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue with the counts of the boxes."""

    lines: tuple[QueueLine, ...]
    total: int
    page: int
    pages: int
    boxes: dict[str, int]


class QueueReader:
    """Reads lists of cases within what an actor may see."""

    def __init__(self, session: Session, late_before: datetime) -> None:
        self._session = session
        self._late_before = late_before

    def page(self, actor: Actor, filters: Filters) -> QueuePage:
        """The cases of one box, most pressing first; closed ones newest first."""
        wanted = [visible_to(actor), *_narrow(filters), _box(filters.box, actor)]
        counted = select(TicketRow.ticket_id).where(*wanted).limit(MOST + 1).subquery()
        total = self._session.scalar(select(func.count()).select_from(counted)) or 0
        pages = max(1, -(-min(total, MOST) // PAGE))
        page = min(max(1, filters.page), pages)
        found = select(TicketRow).where(*wanted).order_by(*_order(filters.box))
        rows = self._session.scalars(found.offset((page - 1) * PAGE).limit(PAGE)).all()
        return QueuePage(self._lines(actor, rows), total, page, pages, self._boxes(actor))

    def search(self, actor: Actor, spoken: str) -> Sequence[QueueLine]:
        """Cases whose number begins as given, however it was typed (「セセラギ4821」 finds せせらぎ-4821)."""
        number = spoken_number(spoken)
        if not number:
            return ()
        seen = (visible_to(actor, from_place=False), TicketRow.state != "withdrawn")
        wanted = select(TicketRow).where(_numbered(number), *seen)
        return self._lines(actor, self._session.scalars(wanted.order_by(TicketRow.case_number).limit(PAGE)).all())

    def _boxes(self, actor: Actor) -> dict[str, int]:
        seen = visible_to(actor)
        boxes = ("open", "new", "mine", "awaiting")
        sums = [func.sum(case((_box(box, actor), 1), else_=0)) for box in boxes]
        counts = self._session.execute(select(*sums).select_from(TicketRow).where(seen, _running())).one()
        return {box: int(count or 0) for box, count in zip(boxes, counts, strict=True)}

    def _lines(self, actor: Actor, rows: Sequence[TicketRow]) -> tuple[QueueLine, ...]:
        names = staff_names(self._session, {row.assignee_id for row in rows if row.assignee_id})
        return tuple(self._line(actor, row, names) for row in rows)

    def _line(self, actor: Actor, row: TicketRow, names: dict[str, str]) -> QueueLine:
        return QueueLine(
            ticket_id=row.ticket_id, case_number=row.case_number, state=row.state, risk=row.risk,
            kinds=tuple(row.kinds), municipality=row.municipality, area_id=row.area_id, topics=tuple(row.topics),
            hardest=row.hardest, whose=row.whose, age_band=row.age_band, language=row.language,
            assignee=names.get(row.assignee_id or "", ""), mine=row.assignee_id == actor.staff_id,
            opened_at=row.opened_at, awaiting_since=row.awaiting_since, consent=row.consent, drill=row.drill,
            late=row.state == "new" and (row.awaiting_since or row.opened_at) < self._late_before,
        )  # fmt: skip


def staff_names(session: Session, ids: set[str]) -> dict[str, str]:
    """Display names by staff id."""
    if not ids:
        return {}
    found = session.execute(select(StaffRow.staff_id, StaffRow.display_name).where(StaffRow.staff_id.in_(ids)))
    return {row[0]: row[1] for row in found}


def _numbered(number: str) -> ColumnElement[bool]:
    """Whether a case is called so. Four digits alone are tried with every word, which an index answers at once."""
    letters, _, digits = number.rpartition("-") if "-" in number else ("", "", number)
    if len(digits) == 4 and digits.isdigit():
        return TicketRow.case_number.in_(case_numbers(letters, digits))
    if digits.isdigit() and not letters:
        return TicketRow.case_number.contains("-" + digits, autoescape=True)
    return and_(TicketRow.case_number >= number, TicketRow.case_number < number + "\U0010fffd")


def spoken_number(text: str) -> str:
    """A case number as it is stored: hiragana, half-width digits, one hyphen before the digits."""
    folded = unicodedata.normalize("NFKC", text).strip()
    kana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in folded)
    letters = "".join(c for c in kana if "ぁ" <= c <= "ゖ")
    digits = "".join(c for c in kana if c.isdigit())
    return f"{letters}-{digits}" if letters and digits else letters or digits


def _running() -> ColumnElement[bool]:
    """Not over; the missing date of closing leads straight to the few among many (ix_tickets_closed)."""
    return TicketRow.closed_at.is_(None) & TicketRow.state.in_(RUNNING)


def _box(box: str, actor: Actor) -> ColumnElement[bool]:
    if box == "new":
        return _running() & (TicketRow.state == "new")
    if box == "closed":
        return TicketRow.state == "closed"
    running = _running()
    if box == "mine":
        helps = select(TicketHelperRow.ticket_id).where(TicketHelperRow.staff_id == actor.staff_id)
        return running & or_(TicketRow.assignee_id == actor.staff_id, TicketRow.ticket_id.in_(helps))
    if box == "awaiting":
        return running & TicketRow.awaiting_since.is_not(None) & (TicketRow.state != "new")
    return running


def _narrow(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.area:
        none = filters.area == "-"
        wanted.append(TicketRow.area_id.is_(None) if none else TicketRow.area_id == filters.area)
    if filters.topic:
        wanted.append(type_coerce(TicketRow.topics, Text).contains(f'"{filters.topic}"', autoescape=True))
    if filters.language:
        wanted.append(TicketRow.language == filters.language)
    if filters.age_band:
        wanted.append(TicketRow.age_band == ("" if filters.age_band == "-" else filters.age_band))
    if filters.assignee:
        nobody = filters.assignee == "-"
        wanted.append(TicketRow.assignee_id.is_(None) if nobody else TicketRow.assignee_id == filters.assignee)
    if filters.state in RUNNING:
        wanted.append(TicketRow.state == filters.state)
    return wanted


def _order(box: str) -> tuple[ColumnElement[object], ...]:
    if box == "closed":
        return (TicketRow.closed_at.desc(), TicketRow.ticket_id)  # type: ignore[return-value]
    waits = TicketRow.awaiting_since.is_(None)  # those who wait for us before those we wait for
    return (TicketRow.risk.desc(), waits, TicketRow.awaiting_since, TicketRow.opened_at)  # type: ignore[return-value]
