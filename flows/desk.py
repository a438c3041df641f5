"""The desk of one turn: the talk as it changes, what was said, and the effects collected so far."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from flows.book import Asked, FlowBook
from flows.effects import (
    Answer,
    Ask,
    CallHuman,
    Choice,
    Crisis,
    Effect,
    Measure,
    Say,
    ShowDraft,
    Suggest,
)
from flows.intents import Phrases
from flows.said import Said
from flows.talk import State, Talk
from flows.texts import TextBook

_PAUSE = re.compile(r"[、。,.!！ 　]")
_REMEMBERED = 48
_MOST_BUBBLES = 3
_CARDS = (Answer, CallHuman, Crisis, ShowDraft, Suggest)
_SMALL_WORDS = (
    "resume.on",
    "beside.on", "listen.also", "ack.", "area.", "back.ok", "listen.thanks", "hardest.", "met.", "reflect.",
    "feeling.", "unclear.", "young.", "third.", "helpout.",
)  # fmt: skip
MENU = "cmd.menu"
HUMAN = "cmd.human"
AGAIN = "again.ask"


@dataclass
class Desk:
    """What the callbacks of the machine work on; `then` is the trigger to pull next in this turn."""

    talk: Talk
    said: Said
    book: FlowBook
    texts: TextBook
    phrases: Phrases
    state: State = State.new
    then: str = ""
    returned: bool = False
    """The person writes again after it was not safe to."""
    effects: list[Effect] = field(default_factory=list)

    def put(self, **changes: Any) -> None:
        """Change fields of the talk."""
        self.talk = replace(self.talk, **changes)

    def do(self, *effects: Effect) -> None:
        """Collect effects."""
        self.effects.extend(effects)

    def measure(self, event: str, what: str = "") -> None:
        """Count something, without content."""
        self.effects.append(Measure(event, what))

    def say(self, key: str, **values: str) -> None:
        """Say a text in a wording not used lately."""
        self.effects.append(Say(key, values, self._variant(key)))

    def first_of(self, *keys: str) -> str:
        """Return the first key that the catalogue of this person's language holds, else the last one."""
        for key in keys:
            if self.texts.has(key, self.talk.language, self.talk.easy):
                return key
        return keys[-1]

    def ask(self, key: str, choices: Iterable[str | Choice] = (), wants: str = "", **values: str) -> None:
        """Ask one question; the menu is always one tap away, and asking again sounds different."""
        offered = [one if isinstance(one, Choice) else Choice(one, f"c.{one}") for one in choices]
        if all(one.id != MENU for one in offered):
            offered.append(Choice(MENU, f"c.{MENU}"))
        repeated = key == self.talk.last_ask
        self.put(wants=wants, choices=tuple(one.id for one in offered), last_ask=key,
                 repeats=self.talk.repeats + 1 if repeated else 0)  # fmt: skip
        if repeated and key != "notice.ask" and self.texts.count(key, self.talk.language, self.talk.easy) < 3:
            key, values = AGAIN, {**values, "question": f"@{key}"}
        self.effects.append(Ask(key, tuple(offered), values, wants, self._variant(key)))

    def call(self, key: str, choices: Iterable[str]) -> None:
        """Say something with choices beside it, and leave the open question as it is."""
        offered = tuple(Choice(one, f"c.{one}") for one in choices)
        self.effects.append(Ask(key, offered, {}, self.talk.wants, self._variant(key)))

    def asked(self) -> Asked | None:
        """Return the question of the topic flow that is open, if any."""
        return self.book.questions.get(f"{self.talk.flow}.{self.talk.question}")

    def asks(self) -> bool:
        """Tell whether this turn has asked already."""
        return any(isinstance(one, Ask) for one in self.effects)

    def trim(self) -> None:
        """Keep a turn within three bubbles: small words go first, what was asked for stays (R31)."""
        for prefix in _SMALL_WORDS:
            for effect in tuple(self.effects):
                if self._bubbles() <= _MOST_BUBBLES:
                    return
                if isinstance(effect, Say) and effect.key.startswith(prefix):
                    self.effects.remove(effect)

    def _bubbles(self) -> int:
        return sum(self._weight(effect) for effect in self.effects)

    def _weight(self, effect: Effect) -> int:
        if isinstance(effect, Say | Ask):
            talk = self.talk
            return len(self.texts.text(effect.key, talk.language, talk.easy, effect.variant))
        return int(isinstance(effect, _CARDS))

    def _opening(self, key: str, variant: int) -> str:
        """Return the first words of a wording: two bubbles of a turn do not both begin with 「はい、」."""
        bubbles = self.texts.text(key, self.talk.language, self.talk.easy, variant)
        return _PAUSE.split(bubbles[0], 1)[0]

    def _openings(self) -> set[str]:
        said = (one for one in self.effects if isinstance(one, Say | Ask))
        return {self._opening(one.key, one.variant) for one in said}

    def _variant(self, key: str) -> int:
        """Choose a wording that was not used lately: start where the seed says and go round."""
        count = self.texts.count(key, self.talk.language, self.talk.easy)
        if count <= 1:
            return 0
        start = (self.talk.seed + self.talk.turns * 7) % count
        order = [(start + step) % count for step in range(count)]
        used = self.talk.used
        fresh = [number for number in order if f"{key}#{number}" not in used]
        # When all were used, take the one whose use lies furthest back.
        order = fresh or sorted(order, key=lambda number: used.index(f"{key}#{number}"))
        said = self._openings()
        chosen = next((number for number in order if self._opening(key, number) not in said), order[0])
        mark = f"{key}#{chosen}"
        self.put(used=(*(one for one in used if one != mark), mark)[-_REMEMBERED:])
        return chosen
