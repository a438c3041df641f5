"""Danger: thanks and concern, one direct question of safety, the open lines; then go on listening (R23 to R27)."""

from __future__ import annotations

from flows import reading
from flows.desk import Desk
from flows.effects import Alert, Crisis, Quiet, Relay, StopReminders
from flows.peril import about_other, main_kind
from flows.steps.opening import detect_language
from flows.talk import State, Worry

_LEVELS = ("", "urgent", "emergency")
_MOST = 12
_TOPIC = {"dv": "dv", "abuse": "abuse", "no_food": "food", "no_shelter": "housing"}
"""What a danger is about, when the words name no other matter: it is not asked again afterwards."""


def danger(desk: Desk) -> None:
    """Answer danger: words, lines, staff; the intake stops and its place is remembered."""
    said, talk = desk.said, desk.talk
    detect_language(desk)
    first = not set(said.kinds) <= set(talk.kinds) or not talk.danger
    kind = main_kind(said.kinds)
    other = ".other" if about_other(desk) else ""
    _remember(desk)
    if first:
        desk.say(desk.first_of(f"crisis.{kind}{other}.say", f"crisis.any{other}.say"))
    else:
        desk.say("crisis.again.say")
    desk.do(Crisis(said.danger, said.kinds, first), Alert(said.danger, said.kinds), StopReminders())
    _relay(desk)
    desk.measure("crisis", kind)


def _relay(desk: Desk) -> None:
    """While a coordinator holds the case, these words reach them too."""
    if desk.talk.ticket_id and desk.said.text:
        desk.do(Relay(desk.said.text, desk.said.source))


def _keep(desk: Desk) -> None:
    said = desk.said
    small = bool(said.intent) and not said.topics and not said.danger
    if said.text and not small and desk.talk.consent and len(desk.talk.worries) < _MOST:
        told = tuple(said.topics) or tuple(_TOPIC[kind] for kind in said.kinds if kind in _TOPIC)
        worry = Worry(told, said.text, said.source, said.now.isoformat())
        desk.put(worries=(*desk.talk.worries, worry))


def _remember(desk: Desk) -> None:
    said, talk = desk.said, desk.talk
    level = max(talk.danger, said.danger, key=_LEVELS.index)
    after = talk.after or (desk.state.value if desk.state not in (State.safety, State.beside) else "")
    desk.put(danger=level, kinds=tuple(dict.fromkeys(talk.kinds + said.kinds)), after=after)
    if talk.consent:
        _keep(desk)
        who = reading.whose(said.text)
        desk.put(whose=talk.whose or who, relation=talk.relation or reading.relation(said.text))


def unsafe(desk: Desk) -> None:
    """Not safe now: the numbers that come, said plainly; nobody is on the way by itself (R30)."""
    kinds = desk.talk.kinds
    desk.put(danger="emergency")
    desk.say("safety.none.say" if main_kind(kinds) in ("no_food", "no_shelter") else "safety.unsafe.say")
    desk.do(Crisis("emergency", kinds, False), Alert("emergency", kinds))
    desk.measure("unsafe", main_kind(kinds))


def unsure(desk: Desk) -> None:
    """Not knowing is an answer too."""
    desk.say("safety.unsure.say")
    desk.do(Crisis(desk.talk.danger or "urgent", desk.talk.kinds, False))


def safe(desk: Desk) -> None:
    """Safe for now: thank, stay."""
    desk.say("safety.safe.say")


def lines(desk: Desk) -> None:
    """Show the lines that are open now once more."""
    desk.say("beside.lines.say")
    desk.do(Crisis(desk.talk.danger or "urgent", desk.talk.kinds, False))


def listen(desk: Desk) -> None:
    """Go on listening: kept in the person's words, nothing is asked about them."""
    _keep(desk)
    _relay(desk)
    mood = reading.feeling(desk.said.text)
    desk.say(desk.first_of(f"feeling.{mood}", "beside.listen.say") if mood else "beside.listen.say")


def ordinary(desk: Desk) -> None:
    """The person wants to go on with ordinary matters."""
    desk.put(after="", unclear=0)
    desk.say("beside.on.say")


def may_write(desk: Desk) -> None:
    """It is safe to write: it is not their fault, and they choose what to tell."""
    desk.put(safe_to_write="yes")
    desk.do(Quiet(False))
    desk.say("safe.yes.say")


def be_quiet(desk: Desk) -> None:
    """Not safe to write: no push until the person writes again (R27)."""
    desk.put(safe_to_write="no")
    desk.do(Quiet(True), StopReminders())
    desk.measure("quiet")
    desk.say("safe.quiet.say")


def how_to_hide(desk: Desk) -> None:
    """Tell how to hide the talk; watching devices may still see it."""
    desk.say("safe.hide.say")


def lift_quiet(desk: Desk) -> None:
    """The person wrote again: pushes are possible again, after asking whether it is safe."""
    if desk.talk.safe_to_write == "no":
        desk.put(safe_to_write="")


def close(desk: Desk) -> None:
    """The person ends the talk after danger came up: the lines go along."""
    desk.do(StopReminders())
    desk.measure("closed", desk.state.value)
    desk.say("closed.after_danger")
    desk.do(Crisis(desk.talk.danger or "urgent", desk.talk.kinds, False))
