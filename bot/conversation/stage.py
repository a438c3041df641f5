"""The stage of one turn: the open transaction with its services, and what has been said on it so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy.orm import Session

from bot.audit import AuditLog
from bot.base.incoming import Incoming
from bot.conversation.bubbles import Bubble, Button, Text
from bot.conversation.hours_told import told_hours
from bot.conversation.parts import EngineParts, Office
from bot.identity import Vault
from bot.outbox import Outbox, Timers
from bot.store.models import IdentityRow
from bot.tickets import TicketService
from flows.effects import Choice
from flows.talk import Talk


@dataclass
class Stage:
    """Mutable on purpose: effects are carried out one after another and add to it."""

    parts: EngineParts
    session: Session
    incoming: Incoming
    resident: IdentityRow
    talk: Talk
    bubbles: list[Bubble] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    urgent: bool = False
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    """What the turn counted, written with it."""
    answered_at_length: bool = False
    pointless: tuple[str, ...] = ()
    """Choices that lead nowhere in this turn: nothing was found that one could go to."""
    forgotten: bool = False
    _hours: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)

    @cached_property
    def audit(self) -> AuditLog:
        """The audit log of this transaction."""
        return AuditLog(self.session, self.parts.clock)

    @cached_property
    def outbox(self) -> Outbox:
        """The outbox of this transaction."""
        return Outbox(self.session, self.parts.clock)

    @cached_property
    def tickets(self) -> TicketService:
        """The tickets of this transaction."""
        return TicketService(self.session, self.parts.clock, self.outbox, self.audit)

    @cached_property
    def timers(self) -> Timers:
        """The timers of this transaction."""
        return Timers(self.session)

    @cached_property
    def vault(self) -> Vault:
        """The vault of this transaction."""
        return Vault(self.session, self.parts.clock, self.parts.keyring)

    @property
    def office(self) -> Office:
        """The team that answers for where the resident lives, as far as it is known."""
        return self.parts.offices.of(self.talk.municipality, self.talk.area_id)

    def say(self, key: str, values: dict[str, str] | None = None, variant: int = 0) -> None:
        """Add the bubbles of a text."""
        everything = self._standing() | (values or {})
        talk = self.talk
        for bubble in self.parts.texts.text(key, talk.language, talk.easy, variant, everything):
            self.bubbles.append(Text(bubble))

    def word(self, key: str, values: dict[str, str] | None = None) -> str:
        """One line of text, for labels and cards."""
        everything = self._standing() | (values or {})
        return self.parts.texts.line(key, self.talk.language, self.talk.easy, everything)

    def desk_word(self, key: str, values: dict[str, str] | None = None) -> str:
        """One line for the desk: coordinators read Japanese, whatever language the talk is in (R41)."""
        return self.parts.texts.line(key, "ja", False, self._standing() | (values or {}))

    def button(self, choice: Choice) -> Button:
        """A choice of the flow as a button."""
        label = self.word(choice.label_key, dict(choice.values)) if choice.label_key else choice.label
        return Button(choice.id, label)

    def _standing(self) -> dict[str, str]:
        """What every text may name; the flow does not know these."""
        talk = self.talk
        where = (talk.language, talk.municipality, talk.area_id)
        if where not in self._hours:  # a turn has many bubbles and buttons, and one moment
            self._hours[where] = self._of_the_office(*where)
        return self._hours[where] | {"case_number": talk.case_number}

    def _of_the_office(self, language: str, municipality: str, area_id: str) -> dict[str, str]:
        answer_by = self.parts.offices.answer_by(self.parts.clock(), language, municipality, area_id)
        hours = told_hours(self.parts.texts.standing.get("staff_hours", ""), language)
        return {"answer_by": answer_by, "staff_hours": hours, "office": self.office.name}
