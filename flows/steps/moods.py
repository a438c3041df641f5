"""Moods, thanks, small talk, questions about us: met kindly, then the thread is picked up."""

from __future__ import annotations

from flows.desk import Desk
from flows.effects import Answer, RemindAfter, StopReminders
from flows.steps.asking import again
from flows.steps.worries import take_in
from flows.talk import State, Worry

_CLOSE_HOURS = 48
_GREETINGS = ("greeting", "sorry", "thanks", "laugh", "resume")
"""Words on coming back that tell nothing yet."""


def answer_faq(desk: Desk) -> None:
    """Answer a question from the FAQ."""
    desk.do(Answer(desk.said.faq))
    desk.measure("faq", desk.said.faq)


def met(desk: Desk) -> None:
    """Meet thanks, small talk, an insult … with words of their own, by intent."""
    desk.say(f"met.{desk.said.intent}")


def sticker(desk: Desk) -> None:
    """Answer a sticker kindly; it is no evidence of anything."""
    desk.say("met.sticker")


def sticker_first(desk: Desk) -> None:
    """Stickers instead of a first word: after the second one there are words to tap."""
    if any(mark.startswith("met.sticker#") for mark in desk.talk.used):
        desk.put(unclear=desk.talk.unclear + 1)
    desk.say("met.sticker")


def media(desk: Desk) -> None:
    """Say kindly that only text is read, and that nothing was kept."""
    desk.say("met.media")


def located(desk: Desk) -> None:
    """A pin outside the question for the area: note the area, not the pin."""
    where = desk.said.where
    if where and where.area_id and not desk.talk.area_done:
        desk.put(area_id=where.area_id, municipality=where.municipality, area_done=True)
    desk.say("met.located")


def enough(desk: Desk) -> None:
    """「もういい」: tired of it. The pace is theirs; what to do next is offered."""
    desk.say("met.mood_enough" if desk.talk.asked else "met.weary")
    desk.ask("enough.ask", ("cmd.stop", "cmd.human", "cmd.places", "cmd.return"))


def nothing_more(desk: Desk) -> None:
    """That was all, though nothing was told yet: nobody has to talk."""
    desk.say("listen.nothing")
    desk.ask("enough.ask", ("cmd.stop", "cmd.human", "cmd.places", "cmd.return"))


def stale(desk: Desk) -> None:
    """A button of an older screen: no harm done."""
    desk.say("stale")


def unclear(desk: Desk) -> None:
    """Words that cannot be placed here: say so kindly; after three times offer a person."""
    desk.put(unclear=desk.talk.unclear + 1)
    desk.say("unclear.again" if desk.talk.unclear < 3 else "unclear.human")


def keep_question(desk: Desk) -> None:
    """A question that nobody here can answer: said so, kept for the desk, and the talk goes on where it was."""
    take_in(desk)
    desk.say("listen.asked")


def back_none(desk: Desk) -> None:
    """There is nothing to go back to."""
    desk.say("back.none")


def remind(desk: Desk) -> None:
    """One gentle reminder, without a word about the matter: it is pushed, and others may see the screen (R10, R37).

    The open question stays as it was; it is asked again when they tap that they come back.
    """
    desk.put(reminded=True)
    desk.do(RemindAfter(_CLOSE_HOURS))
    desk.measure("reminded", desk.state.value)
    desk.call("silence.reminder", ("cmd.return", "cmd.menu"))


def hush(desk: Desk) -> None:
    """Nothing is pushed: it may not be safe, or nothing is open."""
    desk.do(StopReminders())


def keep_pending(desk: Desk) -> None:
    """Keep what was said on coming back until the person chose to go on or begin anew."""
    said = desk.said
    if said.text and desk.phrases.intent(said.text) not in _GREETINGS:
        desk.put(pending=Worry(tuple(said.topics), said.text, said.source, said.now.isoformat()))
    desk.say("resume.hello")


def take_pending(desk: Desk) -> None:
    """The talk goes on, with what was just said."""
    pending = desk.talk.pending
    if pending:
        desk.put(worries=(*desk.talk.worries, pending), pending=None)
    desk.put(reminded=False)
    desk.say("resume.on")
    desk.measure("resumed")


def return_to(desk: Desk) -> None:
    """Drop the place that a digression came from: the machine goes there now."""
    desk.put(stack=desk.talk.stack[:-1])


def set_aside(desk: Desk) -> None:
    """Remember where the talk stood before a digression."""
    aside = (State.menu, State.confirm_forget, State.confirm_restart, State.confirm_withdraw, State.language,
             State.human, State.resume)  # fmt: skip
    if desk.state not in aside:
        desk.put(stack=(*desk.talk.stack, desk.state)[-5:])


def ask_again(desk: Desk) -> None:
    """Pick up the thread."""
    if not desk.asks():
        again(desk)


def go_back(desk: Desk) -> None:
    """Leave a digression: the machine returns to where it began."""
    desk.then = "return"


def back(desk: Desk) -> None:
    """Say that we go back a step."""
    desk.say("back.ok")


def welcome(desk: Desk) -> None:
    """Welcome someone who goes on after an end."""
    desk.put(unclear=0)
    desk.say("listen.welcome")


def kept(desk: Desk) -> None:
    """Nothing was changed."""
    desk.say("sure.kept")


def left_open(desk: Desk) -> None:
    """Nothing has to be chosen on the way aside."""
    desk.say("ack.dont_know")


def still_here(desk: Desk) -> None:
    """After an end: nothing more is asked."""
    desk.say("closed.here")


def take_pending_quietly(desk: Desk) -> None:
    """What was said on coming back joins what is said now."""
    if desk.talk.pending:
        desk.put(worries=(*desk.talk.worries, desk.talk.pending), pending=None)
