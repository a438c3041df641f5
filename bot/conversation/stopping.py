"""While people have stopped the bot (R60): one safe answer, danger still seen, words to a coordinator still passed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.effects import perform
from bot.conversation.stage import Stage
from bot.tickets.switches import Switches
from flows.effects import Alert, Crisis, Relay
from flows.said import Said, SaidKind
from flows.talk import Talk


def is_stopped(stage: Stage) -> bool:
    """Whether the stop button is pressed where this resident lives, or, not knowing that, where we serve."""
    return stopped_for(Switches(stage.session, stage.parts.clock, stage.audit), stage.talk, stage.parts.municipalities)


def stopped_for(switches: Switches, talk: Talk, served: Sequence[str]) -> bool:
    """The same for a talk, without a stage."""
    places = [talk.municipality] if talk.municipality else list(served)
    return all(switches.bot_stopped(place) for place in places or [""])


def safe_turn(stage: Stage, said: Said) -> None:
    """The answer of a stopped bot; the talk stays where it was."""
    if said.kind is SaidKind.text and stage.talk.ticket_id:
        perform(stage, Relay(said.text, said.source))
        return
    stage.say("stopped.say")
    if said.danger:
        perform(stage, Crisis(said.danger, said.kinds))
        perform(stage, Alert(said.danger, said.kinds))
