"""The whole state of one talk: a frozen value that goes to JSON; `upgrade.read` brings it back."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from flows.fragments import without

FACTS = ("whose", "relation", "age_band", "municipality", "area_id", "hardest")
"""What is read into words and kept apart from them; it leaves with the message that told it (R11)."""
VERSION = 1
"""Version of the shape below; raise it together with a step in `upgrade.py`."""

THIRD = ("neighbour", "supporter")
"""Whose matter it is, where whoever writes is neither the person nor of the family."""


class State(enum.Enum):
    """Where a talk stands; the value is what is stored."""

    new = "new"
    notice = "notice"
    listen = "listen"
    more = "more"
    hardest = "hardest"
    question = "question"
    whose = "whose"
    age = "age"
    area = "area"
    suggested = "suggested"
    human = "human"
    draft = "draft"
    contact = "contact"
    waiting = "waiting"
    follow_up = "follow_up"
    outcome = "outcome"
    safety = "safety"
    safe_to_write = "safe_to_write"
    hide = "hide"
    beside = "beside"
    menu = "menu"
    confirm_forget = "confirm_forget"
    confirm_restart = "confirm_restart"
    confirm_withdraw = "confirm_withdraw"
    language = "language"
    resume = "resume"
    closed = "closed"


@dataclass(frozen=True)
class Worry:
    """One thing told: what it is about and the person's own words."""

    topics: tuple[str, ...]
    text: str
    source: str = ""
    at: str = ""


@dataclass(frozen=True)
class Given:
    """The answer to a question: a choice id, or words."""

    choice: str = ""
    text: str = ""
    source: str = ""


Told = TypeVar("Told", Worry, Given)


@dataclass(frozen=True)
class Shown:
    """A place that was suggested, and how the person took it ("" until they said)."""

    id: str
    taken: str = ""
    name: str = ""


def _left(told: Told, source: str) -> Told:
    """Return something told without the words of one message."""
    text, left = without(told.text, told.source, source)
    return replace(told, text=text, source=left)


@dataclass(frozen=True)
class Talk:
    """Everything the flow remembers of one talk; nothing else is kept between turns."""

    state: State = State.new
    version: int = VERSION
    language: str = "ja"
    easy: bool = False
    consent: str = ""
    """Version of the notice agreed to; "" before consent."""
    worries: tuple[Worry, ...] = ()
    answers: Mapping[str, Given] = field(default_factory=dict)
    whose: str = ""
    """self | family | neighbour | supporter; "" unknown."""
    relation: str = ""
    """mother, father, child …; a key of texts, never a name."""
    age_band: str = ""
    municipality: str = ""
    area_id: str = ""
    area_done: bool = False
    """The area was given, declined or given up; it is not asked again."""
    town: str = ""
    """The 町 that was told, while the part of it is still to be asked for."""
    hardest: str = ""
    asked: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    flow: str = ""
    question: str = ""
    wants: str = ""
    """What the engine should try to read in free text: "" | place | text."""
    choices: tuple[str, ...] = ()
    """Ids of the choices offered last."""
    stack: tuple[State, ...] = ()
    """Where to go back to after a digression."""
    suggested: tuple[Shown, ...] = ()
    wish: str = "any"
    """any | madoguchi | ibasho | help_out: what kind of place was asked for."""
    calling: bool = False
    """A person was asked for before anything was told: a word, the area, then the draft."""
    known: bool = False
    """Somebody who agreed to the notice in an earlier talk, which is forgotten by now."""
    no_phone: bool = False
    """Said that telephoning is too much: chats and visits come first."""
    hurry: bool = False
    """Places were asked for: only the area is still asked, then places are shown."""
    removed: tuple[str, ...] = ()
    contact: str = ""
    ticket_id: str = ""
    case_number: str = ""
    answered: bool = False
    danger: str = ""
    kinds: tuple[str, ...] = ()
    safe_to_write: str = ""
    """"" unknown | yes | no (R27)."""
    after: str = ""
    """What the talk was doing before danger came up: the state to offer afterwards."""
    used: tuple[str, ...] = ()
    """Wordings said lately ("key#variant"), so that two turns never sound alike."""
    unclear: int = 0
    """How often running that nothing could be read from what was said."""
    turns: int = 0
    repeats: int = 0
    """How often running the same question was asked."""
    last_ask: str = ""
    """Key of the question asked last, so that asking again sounds different."""
    pending: Worry | None = None
    """What was said on coming back, until the person chose to go on or begin anew (R38)."""
    reminded: bool = False
    follow_up_days: int = 0
    seed: int = 0
    learnt: Mapping[str, str] = field(default_factory=dict)
    """The message by which each of `FACTS` is known."""

    def but(self, **changes: Any) -> Talk:
        """Return a copy with these fields changed."""
        return replace(self, **changes)

    def topics(self) -> tuple[str, ...]:
        """Return every topic told so far, the hardest first, then in the order told."""
        told = dict.fromkeys(topic for worry in self.worries for topic in worry.topics)
        first = [self.hardest] if self.hardest in told else []
        return tuple(first + [topic for topic in told if topic not in first])

    def words(self) -> str:
        """Return the person's own words about their worries, one worry a line."""
        return "\n".join(worry.text for worry in self.worries)

    def with_suggested(self, places: tuple[tuple[str, str], ...]) -> Talk:
        """Remember the places, (id, name), that the engine showed; called by the engine after Suggest."""
        known = {shown.id for shown in self.suggested}
        new = tuple(Shown(key, name=name) for key, name in places if key not in known)
        return self.but(suggested=self.suggested + new)

    def with_ticket(self, ticket_id: str, case_number: str) -> Talk:
        """Remember the ticket; called by the engine after HandOff."""
        return self.but(ticket_id=ticket_id, case_number=case_number)

    def without_source(self, source: str) -> Talk:
        """Drop what came with this message (unsend, R11)."""
        cleaned = [_left(one, source) for one in self.worries]
        worries = tuple(new for old, new in zip(self.worries, cleaned, strict=True) if new.text or not old.text)
        given = {key: _left(one, source) for key, one in self.answers.items()}
        answers = {key: one for key, one in given.items() if one.source or not self.answers[key].source}
        pending = self.pending
        if pending:
            pending = _left(pending, source)
            pending = pending if pending.text else None
        return self.but(worries=worries, answers=answers, pending=pending)._unlearnt(source)

    def learning(self, before: Talk, source: str) -> Talk:
        """Remember which facts this message told."""
        new = {name: source for name in FACTS if getattr(self, name) and getattr(self, name) != getattr(before, name)}
        return self.but(learnt={**self.learnt, **new}) if new and source else self

    def _unlearnt(self, source: str) -> Talk:
        gone = {name for name, told in self.learnt.items() if source in told.split()}
        if gone & {"municipality", "area_id"}:
            gone |= {"municipality", "area_id"}
        kept = {name: told for name, told in self.learnt.items() if name not in gone}
        blank: dict[str, Any] = dict.fromkeys(gone, "")
        return self.but(learnt=kept, area_done=self.area_done and "area_id" not in gone, **blank) if gone else self

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-safe dict."""
        return {name: _plain(value) for name, value in vars(self).items()}


def _plain(value: Any) -> Any:
    """A value with its parts as JSON knows them: twice a turn, so without the copies that `asdict` makes."""
    if isinstance(value, str | int | float) or value is None:  # nearly all
        return value
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return value.value if isinstance(value, State) else {name: _plain(one) for name, one in vars(value).items()}

