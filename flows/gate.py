"""Before consent there is the notice alone: menus lead round it and never past it (R01)."""

from __future__ import annotations

from flows.desk import Desk
from flows.intents import asked_language
from flows.reader import typed_choice
from flows.said import SaidKind
from flows.table.rule import BEFORE
from flows.talk import State

_STEERING = ("lang.", "sure.", "cmd.return", "cmd.menu", "cmd.language", "cmd.back")


def hold_at_notice(desk: Desk) -> None:
    """Have whoever has not agreed yet heard at the notice, wherever a menu had led them."""
    if desk.talk.consent or desk.state in BEFORE or _steers(desk):
        return
    desk.state = State.notice
    desk.put(stack=())


def _steers(desk: Desk) -> bool:
    """Tell whether this belongs to the menu, the languages or the question that is open, and tells nothing."""
    said = desk.said
    if said.danger:
        return False
    choice = said.choice if said.kind is SaidKind.choice else typed_choice(desk)
    phrase = desk.phrases.exact(said.text)
    sure = desk.state is State.confirm_forget and phrase in ("yes", "no", "forget")
    return sure or choice.startswith(_STEERING) or phrase in ("back", "resume") or bool(asked_language(phrase))
