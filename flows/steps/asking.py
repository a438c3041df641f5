"""The question that each state asks; said again, in other words, whenever the thread is picked up."""

from __future__ import annotations

from collections.abc import Callable

from flows import plan, reading
from flows.desk import HUMAN, Desk
from flows.draft import shown_items
from flows.effects import Choice, RemindAfter, ShowDraft
from flows.peril import main_kind, voice, worded
from flows.talk import THIRD, State

NOT_SAYING = ("dont_know", "skip")
GROUPS = ("money", "work", "health", "care", "home", "family", "child", "alone", "living", "help_out")
"""Everyday words to begin with, for those who cannot put it into words."""
IN_GROUP = {
    "money": ("livelihood", "food", "debt", "arrears", "money_management"),
    "work": ("work", "livelihood"),
    "health": ("mental_health", "illness", "addiction", "disability"),
    "care": ("elder_care", "dementia", "young_carer", "eighty_fifty"),
    "home": ("housing", "hoarding", "neighbours", "arrears"),
    "family": ("family_relations", "divorce", "dv", "hikikomori"),
    "child": ("parenting", "school_refusal", "education_cost", "abuse"),
    "alone": ("isolation", "hikikomori", "no_kin"),
    "living": ("foreign_residents", "fraud", "guardianship", "neighbours"),
}
BANDS = ("u18", "18_39", "40_64", "65_74", "75_up")
_MINE = ("", "self", "skip")
_REMIND_HOURS = 20
_HEARD = 3
"""Turns of listening in danger after which a next step is offered."""
_OPEN = (State.listen, State.more, State.hardest, State.question, State.whose, State.age, State.area,
         State.suggested, State.draft, State.contact)  # fmt: skip


def _topics(topics: tuple[str, ...]) -> list[Choice]:
    return [Choice(f"topic.{topic}", f"topic.{topic}") for topic in topics]


def ask_topics(desk: Desk, key: str, topics: tuple[str, ...]) -> None:
    """Offer topics in everyday words; none of them is fine too."""
    desk.ask(key, (*_topics(topics), "topic.none", HUMAN), wants="text")


def notice(desk: Desk) -> None:
    """Ask for consent to the talk (R02)."""
    key = "notice.danger.ask" if desk.said.danger else "notice.ask"
    desk.ask(key, ("consent.yes", "consent.more", "consent.no", "cmd.language"))


def listen(desk: Desk) -> None:
    """Ask openly; after vague words with everyday words to tap, then with room to just write on."""
    unclear = desk.talk.unclear
    if not unclear:
        desk.ask("listen.ask", ("group.none", "group.help_out", *_easier(desk)), wants="text")
    elif unclear % 2:
        groups = [f"group.{one}" for one in GROUPS]
        desk.ask("listen.which.ask", (*groups, HUMAN), wants="text")
    else:
        desk.ask("listen.stay.ask", ("group.none", HUMAN, "cmd.stop"), wants="text")


def _easier(desk: Desk) -> tuple[str, ...]:
    """Offer やさしい日本語 to those whose words suggest it (R41)."""
    talk = desk.talk
    return ("lang.easy",) if talk.language == "ja" and not talk.easy and reading.halting(desk.said.text) else ()


def more(desk: Desk) -> None:
    """Ask whether there is more on the person's mind."""
    desk.ask("more.ask", ("more.another", "more.enough", "cmd.places", HUMAN, *_easier(desk)), wants="text")


def hardest(desk: Desk) -> None:
    """Ask which of the worries is hardest today (R40)."""
    key = "hardest.third.ask" if desk.talk.whose in THIRD else "hardest.ask"
    desk.ask(key, (*_topics(desk.talk.topics()[:8]), *NOT_SAYING), wants="text")


def question(desk: Desk) -> None:
    """Ask the open question of the topic flow."""
    asked = desk.asked()
    if asked is None:
        listen(desk)
        return
    choices = [Choice(f"q.{asked.id}.{one.id}", asked.label(one.id)) for one in asked.options]
    choices += [Choice(f"q.{asked.id}.{one}", f"c.{one}") for one in NOT_SAYING]
    desk.ask(asked.key, (*choices, "cmd.back"), wants="text")


def whose(desk: Desk) -> None:
    """Ask whose matter it is (R39)."""
    people = ("self", "family", "neighbour", "supporter")
    desk.ask("whose.ask", (*(f"whose.{one}" for one in people), "whose.skip", "cmd.back"), wants="text")


def age(desk: Desk) -> None:
    """Ask for an age band, never an age (R07)."""
    key = "age.ask" if desk.talk.whose in _MINE else "age.other.ask"
    desk.ask(key, (*(f"age.{band}" for band in BANDS), "age.skip", "cmd.back"), wants="text")


def area(desk: Desk) -> None:
    """Ask for the part of town; what routing still needs is asked more closely."""
    where = desk.said.where
    skip = ("area.dont_know", "area.skip")
    if where and where.candidates:
        near = [Choice(f"area={one}", "", name) for one, name in where.candidates[:6]]
        desk.ask("area.border.ask", (*near, *skip), wants="place")
        return
    if desk.talk.town and where and where.ask == "town":
        where = None  # the town is known: words without a place ask for it anew
    if where and where.options:
        near = [Choice(f"place={one}", "", one[:20]) for one in where.options[:9]]
        desk.ask("area.which.ask", (*near, *skip), wants="place")
        return
    if where and where.ask in ("municipality", "town", "chome", "banchi", "area"):
        desk.ask(f"area.{where.ask}.ask", skip, wants="place")
        return
    place = "area.here" if "no_shelter" in desk.talk.kinds else "area"  # who has no home is not asked where it is
    key = f"{place}.ask" if desk.talk.whose in _MINE else f"{place}.other.ask"
    if desk.talk.municipality:
        key = "area.chome.ask" if desk.talk.town else "area.town.ask"
    desk.ask(key, (*skip, "cmd.back"), wants="place")


def suggested(desk: Desk) -> None:
    """Ask how the suggestions sit with the person; nothing has to be decided (R45)."""
    third = desk.talk.whose in THIRD
    connect = "took.connect_third" if third else "took.connect"
    desk.ask("suggest.ask", ("took.go", Choice("took.connect", f"c.{connect}"), "took.more", "took.later",
                             "took.wrong"), wants="text")  # fmt: skip


def human(desk: Desk) -> None:
    """Ask how the person wants to reach someone (R43)."""
    desk.ask("human.ask", ("human.connect", "human.self", "cmd.return"))


def draft(desk: Desk) -> None:
    """Show item by item what would be told, and ask for consent to send it (R04)."""
    desk.do(ShowDraft(shown_items(desk.talk, desk.book), desk.talk.removed))
    desk.ask("draft.ask", ("draft.send", "draft.cancel"))


def contact(desk: Desk) -> None:
    """Ask whether to stay anonymous; a name or number is for this case only (R07)."""
    if desk.talk.question == "contact":
        desk.ask("contact.tell.ask", ("contact.none",), wants="text")
        return
    desk.ask("contact.ask", ("contact.none", "contact.give", "draft.cancel"))


def waiting(desk: Desk) -> None:
    """Nothing is asked while a person is being waited for; how to take it back stays in reach (R05)."""
    desk.ask("waiting.ask", ("cmd.withdraw",), wants="text")


def follow_up(desk: Desk) -> None:
    """Ask whether the person wants to be asked later how it went."""
    desk.ask("follow.ask", ("follow.7", "follow.14", "follow.30", "follow.none"))


def outcome(desk: Desk) -> None:
    """Ask how it went."""
    desk.ask("outcome.ask", ("outcome.good", "outcome.not_yet", "outcome.unfit", HUMAN), wants="text")


def beside(desk: Desk) -> None:
    """Go on listening after danger came up; the intake stands still (R24)."""
    heard = desk.talk.unclear
    if heard >= 2 * _HEARD:  # a next step was offered three times: nothing more is asked of them
        desk.ask("beside.stay.ask", (HUMAN, "beside.lines", "beside.on", "cmd.stop"), wants="text")
        return
    key = "beside.ready.ask" if heard >= _HEARD else "beside.ask"
    desk.ask(key, (HUMAN, "beside.lines", "beside.on"), wants="text")


def hide(desk: Desk) -> None:
    """Offer to be quiet, or to go on, after telling how to hide the talk (R27)."""
    desk.ask("hide.ask", ("safe.quiet", "safe.yes", HUMAN))


def menu(desk: Desk) -> None:
    """Show everything that can be done at any time."""
    items = [HUMAN, "cmd.return", "cmd.restart", "cmd.language", "cmd.forget", "cmd.stop"]
    if desk.talk.ticket_id or State.waiting in desk.talk.stack:
        items.insert(1, "cmd.withdraw")
    desk.ask("menu.ask", [Choice(one, f"c.{one}") for one in items])


def language(desk: Desk) -> None:
    """Ask for the language of the talk (R41)."""
    codes = ("ja", "easy", "en", "zh", "ko", "vi", "pt", "ne", "tl")
    desk.ask("language.ask", (*(f"lang.{code}" for code in codes), "cmd.return"))


def confirm_forget(desk: Desk) -> None:
    """Make sure before everything is deleted."""
    desk.ask("forget.ask", ("sure.yes", "sure.no"))


def confirm_restart(desk: Desk) -> None:
    """Make sure before beginning anew."""
    desk.ask("restart.ask", ("sure.yes", "sure.no"))


def confirm_withdraw(desk: Desk) -> None:
    """Make sure before the hand-off is taken back."""
    desk.ask("withdraw.ask", ("sure.yes", "sure.no"))


def resume(desk: Desk) -> None:
    """Ask whether to go on or to begin anew (R38)."""
    desk.ask("resume.ask", ("resume.on", "resume.new"))


def closed(desk: Desk) -> None:
    """Leave the door open."""
    desk.ask("closed.ask", ("closed.talk", HUMAN), wants="text")


def gone(desk: Desk) -> None:
    """After everything was deleted: the way to begin again."""
    desk.ask("gone.ask", ("cmd.begin",))


def remind_later(desk: Desk) -> None:
    """Set the one reminder while something is open (R37); after danger or an end nobody is reminded."""
    if desk.state in _OPEN:
        desk.do(RemindAfter(_REMIND_HOURS))


def safety(desk: Desk) -> None:
    """Ask directly whether the person is safe now (TALK)."""
    kind = main_kind(desk.said.kinds or desk.talk.kinds)
    spoken = voice(desk) if desk.said.danger else ""
    key = desk.first_of(*worded(kind, spoken, "ask"))
    if kind in ("no_food", "no_shelter"):
        desk.ask(key, (f"safety.none_{kind}", f"safety.have_{kind}", HUMAN), wants="text")
        return
    desk.ask(key, ("safety.unsafe", "safety.unsure", "safety.safe", HUMAN), wants="text")


def safe_to_write(desk: Desk) -> None:
    """Ask first whether it is safe to write now (R27)."""
    desk.ask("crisis.write.ask", ("safe.yes", "safe.no", "safe.hide", HUMAN), wants="text")


ASK: dict[State, Callable[[Desk], None]] = {
    State.new: gone, State.notice: notice, State.listen: listen, State.more: more, State.hardest: hardest,
    State.question: question, State.whose: whose, State.age: age, State.area: area, State.suggested: suggested,
    State.human: human, State.draft: draft, State.contact: contact, State.waiting: waiting,
    State.follow_up: follow_up, State.outcome: outcome, State.safety: safety, State.safe_to_write: safe_to_write,
    State.beside: beside, State.hide: hide, State.menu: menu,
    State.language: language, State.confirm_forget: confirm_forget, State.confirm_restart: confirm_restart,
    State.confirm_withdraw: confirm_withdraw, State.resume: resume, State.closed: closed,
}  # fmt: skip


def open_next(desk: Desk) -> None:
    """Open the next question of the topic flow; the state it leads to asks it."""
    if asked := plan.next_question(desk):
        desk.put(flow=asked.flow.id, question=asked.question.id, asked=(*desk.talk.asked, asked.id))
        desk.measure("asked", asked.id)


def again(desk: Desk) -> None:
    """Pick up the thread: ask once more what was being asked."""
    ASK[desk.state](desk)
