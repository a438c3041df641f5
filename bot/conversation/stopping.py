"""While people have stopped the bot (R60): one safe answer, danger still seen, words to a coordinator still passed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.effects import perform
from bot.conversation.stage import Stage
from bot.tickets.switches import Switches
from flows.effects import Alert, Crisis, Relay
from flows.said import Said, SaidKind
from flows.taking_back import erases
from flows.taking_back import takes_back as taken_back
from flows.talk import State, Talk

_TAKING_BACK = ("forget", "withdraw")
_SURE = (State.confirm_forget, State.confirm_withdraw)


def is_stopped(stage: Stage) -> bool:
    """Whether the stop button is pressed where this resident lives, or, not knowing that, where we serve."""
    return stopped_for(Switches(stage.session, stage.parts.clock, stage.audit), stage.talk, stage.parts.municipalities)


def stopped_for(switches: Switches, talk: Talk, served: Sequence[str]) -> bool:
    """The same for a talk, without a stage."""
    places = [talk.municipality] if talk.municipality else list(served)
    return all(switches.bot_stopped(place) for place in places or [""])


def takes_back(stage: Stage, said: Said) -> bool:
    """Whether somebody takes back what they said or agreed to: no stop keeps that from being done (R05)."""
    if said.danger:
        return False
    intent = stage.parts.conversation.phrases.intent(said.text) if said.text else said.choice.removeprefix("cmd.")
    wanted = intent in _TAKING_BACK or erases(said.text) or bool(stage.talk.ticket_id and taken_back(said.text))
    return wanted or stage.talk.state in _SURE


def safe_turn(stage: Stage, said: Said) -> None:
    """The answer of a stopped bot; the talk stays where it was, and danger is heard with and without a case (R19)."""
    relayed = said.kind is SaidKind.text and bool(stage.talk.ticket_id)
    if said.danger:
        level = stage.talk.danger if stage.talk.danger == "emergency" else said.danger
        stage.talk = stage.talk.but(danger=level, kinds=tuple(dict.fromkeys(stage.talk.kinds + said.kinds)))
    if relayed:
        perform(stage, Relay(said.text, said.source))
    if said.danger or not relayed:
        stage.say("stopped.say")
    if said.danger:
        perform(stage, Alert(said.danger, said.kinds))
        perform(stage, Crisis(said.danger, said.kinds))
