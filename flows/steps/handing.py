"""Handing off with consent, item by item, and what follows: waiting, relaying, taking back (R04 to R07)."""

from __future__ import annotations

import re

from flows import draft
from flows.desk import Desk
from flows.effects import (
    CallHuman,
    Consent,
    Forget,
    HandOff,
    Relay,
    SetLanguage,
    StartOver,
    StopReminders,
    Withdraw,
)  # fmt: skip
from flows.steps import editing
from flows.steps.opening import NOTICE_VERSION, emptied
from flows.steps.worries import reflect, take_in
from flows.talk import THIRD, Worry
from flows.words import fold

_CONTACT = 100
_WHEN = (
    "いつ", "まだですか", "まだかな", "返事来", "返事は", "when", "什么时候", "언제", "khi nào", "bao giờ",
    "quando", "कहिले", "kailan",
)  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,2})\s{0,2}(?:番|つ目|を消|は消|を外|は外|消|外)")


def call_human(desk: Desk) -> None:
    """Show how to reach a person now."""
    desk.measure("human", desk.state.value)
    desk.say("human.ok")
    desk.do(CallHuman())


def without_phone(desk: Desk) -> None:
    """A telephone is too much: noted for whoever answers, and a person is asked for in writing."""
    desk.put(no_phone=True)
    desk.say("phone.noted")


def human_while_waiting(desk: Desk) -> None:
    """A person has been asked already: show the other ways."""
    desk.say("waiting.already")
    desk.do(CallHuman())


def ask_one_word(desk: Desk) -> None:
    """A person was asked for first: one word on what it is about, or none, so that no empty sheet is shown."""
    desk.put(calling=True, stack=(), unclear=0)
    desk.ask("human.word.ask", ("human.blank",), wants="text")


def one_word(desk: Desk) -> None:
    """Take that word in."""
    take_in(desk)
    reflect(desk)


def introduce_draft(desk: Desk) -> None:
    """Say who will receive it and that nothing is sent yet."""
    desk.put(calling=False)
    third = desk.talk.whose in THIRD
    desk.say("draft.intro_third" if third else "draft.intro")


def remove(desk: Desk) -> None:
    """Take an item out of the draft, or put it back."""
    _, action, item = desk.said.choice.split(".", 2)
    removed = [one for one in desk.talk.removed if one != item]
    if action == "remove":
        removed.append(item)
    desk.put(removed=tuple(removed))
    desk.say("draft.removed" if action == "remove" else "draft.kept")


def remove_by_number(desk: Desk) -> None:
    """Change or take out what was named by its number (「2を消して」); otherwise the words join the draft."""
    shown = draft.shown_items(desk.talk, desk.book)
    number, new = editing.edited(desk.said.text)
    if 0 < number <= len(shown):
        editing.put(desk, shown[number - 1], new)
        desk.say("draft.edited")
        return
    numbers = [int(one) for one in _NUMBERS.findall(desk.said.text)]
    wanted = [shown[one - 1].id for one in numbers if 0 < one <= len(shown)]
    if wanted:
        desk.put(removed=(*desk.talk.removed, *wanted))
        desk.say("draft.removed")
        return
    add_words(desk)


def add_words(desk: Desk) -> None:
    """Words said while the draft is open are meant for the coordinator: they join it."""
    said = desk.said
    if fold(said.text):
        worry = Worry(tuple(said.topics), said.text, said.source, said.now.isoformat())
        desk.put(worries=(*desk.talk.worries, worry))
    desk.say("draft.added")


def want_contact(desk: Desk) -> None:
    """The next words are a name or number for this case only."""
    desk.put(question="contact")


def no_contact(desk: Desk) -> None:
    """Stay anonymous."""
    desk.put(contact="", question="")
    hand_off(desk)


def take_contact(desk: Desk) -> None:
    """Take the name or number that the person chose to give."""
    desk.put(contact=desk.said.text[:_CONTACT], question="")
    hand_off(desk)


def hand_off(desk: Desk) -> None:
    """Consent is complete: record it, open the ticket, say what happens now (R53)."""
    talk = desk.talk
    desk.do(Consent("hand_off", NOTICE_VERSION), StopReminders())
    source = desk.said.source if talk.contact else ""
    desk.do(HandOff(draft.scope(talk, desk.book), NOTICE_VERSION, not talk.contact, talk.contact, source))
    desk.put(contact="")  # for this case alone: it stands in the ticket, and nowhere else
    desk.measure("handed_off", str(talk.turns))
    desk.say("waiting.sent")


def keep_draft(desk: Desk) -> None:
    """Nothing is sent; what was said stays here."""
    desk.put(question="")
    desk.measure("not_sent")
    desk.say("draft.cancelled")


def relay(desk: Desk) -> None:
    """Pass words on to the coordinator; once a person answers, the bot is silent."""
    desk.do(Relay(desk.said.text, desk.said.source))
    if not desk.talk.answered:
        asks = any(word in desk.said.text.lower() for word in _WHEN)
        desk.say("waiting.when" if asks else "waiting.relayed")


def answered(desk: Desk) -> None:
    """A coordinator answered: from now on the bot keeps out of it."""
    desk.put(answered=True)
    desk.measure("answered")


def released(desk: Desk) -> None:
    """The coordinator let go of the case: the bot listens again."""
    desk.put(ticket_id="", case_number="", answered=False)
    desk.say("waiting.closed" if desk.said.choice == "closed" else "waiting.released")


def withdraw(desk: Desk) -> None:
    """Take the consent back: the ticket leaves the queues (R05)."""
    desk.do(Withdraw())
    desk.measure("withdrawn")
    desk.put(ticket_id="", case_number="", answered=False, contact="", removed=(), unclear=0)
    desk.say("withdraw.done")
    desk.ask("enough.ask", ("cmd.stop", "cmd.human", "cmd.places", "cmd.return"))


def nothing_to_withdraw(desk: Desk) -> None:
    """Nothing was handed over."""
    desk.say("withdraw.none")


def forget(desk: Desk) -> None:
    """Delete everything, the ticket's consent first."""
    if desk.talk.ticket_id:
        desk.do(Withdraw())
    desk.do(StopReminders(), Forget())
    desk.measure("forgotten")
    desk.talk = emptied(desk.talk)
    desk.say("forget.done")


def start_over(desk: Desk) -> None:
    """Begin anew with the same consent; what was told is dropped."""
    consent = desk.talk.consent
    desk.do(StopReminders(), StartOver(), SetLanguage(desk.talk.language))
    desk.measure("restarted")
    desk.talk = emptied(desk.talk, consent=consent)
    desk.say("restart.done")


def begin_anew(desk: Desk) -> None:
    """The talk begins anew, with what was said on coming back."""
    pending = desk.talk.pending
    start_over(desk)
    if pending:
        desk.put(worries=(pending,))


def by_oneself(desk: Desk) -> None:
    """The person will go or call by themselves."""
    desk.say("human.self")


def show_human(desk: Desk) -> None:
    """Show the ways to a person without further words."""
    desk.do(CallHuman())


def stop_waiting(desk: Desk) -> None:
    """Stopping while a person is being waited for: the hand-off stands unless it is taken back."""
    desk.say("waiting.stop")


def sticker_waiting(desk: Desk) -> None:
    """A sticker while waiting; once a person answers, the bot is silent."""
    if not desk.talk.answered:
        desk.say("met.sticker")


def answered_elsewhere(desk: Desk) -> None:
    """A coordinator answered while the talk stood elsewhere: from now on words go to them."""
    desk.put(answered=desk.said.choice == "answered", ticket_id=desk.talk.ticket_id)
