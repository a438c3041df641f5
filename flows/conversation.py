"""One turn of the talk: what was said goes in, the changed talk and the effects come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from transitions import EventData, Machine

from flows.book import FlowBook
from flows.desk import Desk
from flows.effects import Effect
from flows.gate import hold_at_notice
from flows.intents import Phrases
from flows.pace import FREE, TOGETHER, alone, patience
from flows.reader import move, typed_choice
from flows.said import Said, SaidKind
from flows.steps.asking import ASK, remind_later
from flows.steps.crisis import lift_quiet
from flows.table import TABLE, Rule
from flows.talk import State, Talk
from flows.texts import TextBook

_LOST = "lost"
"""What is pulled when a state has no row for what was said or tapped."""
_MOST_LINKS = 3
_BY_ITSELF = (SaidKind.silence, SaidKind.answered, SaidKind.followup, SaidKind.unfollow)


@dataclass(frozen=True)
class Turn:
    """What a turn came to: the talk to keep, and what to do, in this order."""

    talk: Talk
    effects: tuple[Effect, ...]


def _callback(step: Callable[[Desk], Any]) -> Callable[[EventData], Any]:
    """Let a step or check of the table be called by the machine (send_event=True)."""

    def call(event: EventData) -> Any:
        desk: Any = event.model
        return step(desk)

    return call


def _ask(desk: Desk) -> None:
    """On entering a state, ask its question, unless the way there has asked already."""
    if not desk.asks() and not desk.then:
        ASK[desk.state](desk)


class Conversation:
    """Decides turns; holds only texts and flows, so that one object serves every talk."""

    def __init__(self, book: FlowBook, texts: TextBook, phrases: Phrases | None = None) -> None:
        """Keep what was loaded once."""
        self.book, self.texts = book, texts
        self.phrases = phrases or Phrases.load()
        self._rows: dict[str, tuple[Rule, ...]] = {}
        for rule in TABLE:
            self._rows[rule.trigger] = (*self._rows.get(rule.trigger, ()), rule)

    def turn(self, talk: Talk, said: Said) -> Turn:
        """Return the talk after this was said, and the effects to carry out; changes nothing itself."""
        desk = Desk(replace(talk, turns=talk.turns + 1), said, self.book, self.texts, self.phrases, talk.state)
        if said.kind not in _BY_ITSELF:
            lift_quiet(desk)
            desk.put(reminded=False)
            hold_at_notice(desk)
        self._run(desk, move(desk))
        desk.trim()
        if desk.asks() and said.kind not in _BY_ITSELF:
            remind_later(desk)
        return Turn(desk.talk.but(state=desk.state).learning(talk, said.source), tuple(desk.effects))

    def patience(self, talk: Talk, text: str) -> int:
        """Return for how many pauses more words should be awaited before this text is answered (0: answer now)."""
        return patience(text, self.phrases.intent(text)) if talk.state in FREE else 0

    def joins(self, talk: Talk, said: Said) -> bool:
        """Tell whether a text may be read together with its neighbours: not a command, not a typed choice."""
        if talk.state not in TOGETHER or alone(self.phrases.intent(said.text)):
            return False
        return not typed_choice(Desk(talk, said, self.book, self.texts, self.phrases, talk.state))

    def _run(self, desk: Desk, trigger: str) -> None:
        """Pull the trigger, then those that the rows chain on (the next step of an intake, a way back)."""
        states = [{"name": state, "on_enter": [_callback(_ask)]} for state in State]
        machine = Machine(
            model=desk, states=states, initial=desk.state, auto_transitions=False, send_event=True, queued=False
        )
        added: set[tuple[str, State]] = set()
        for _ in range(_MOST_LINKS):
            desk.then = ""
            name = trigger if self._here(desk, trigger) else _LOST
            if (name, desk.state) not in added:
                added.add((name, desk.state))
                self._add(machine, desk, name)
            machine.events[name].trigger(desk)
            trigger = desk.then
            if not trigger:
                break

    def _here(self, desk: Desk, trigger: str) -> list[Rule]:
        return [rule for rule in self._rows.get(trigger, ()) if desk.state in rule.sources]

    def _add(self, machine: Machine, desk: Desk, trigger: str) -> None:
        """Give the machine the rows of this state only: a whole table would take ten times as long to build."""
        for rule in self._here(desk, trigger):
            machine.add_transition(
                trigger,
                desk.state,
                rule.dest,
                conditions=[_callback(check) for check in rule.when],
                before=[_callback(step) for step in rule.do],
            )
