"""Suggestions: at most three, each with its reason, and what comes of them (R45)."""

from __future__ import annotations

from dataclasses import replace

from flows.desk import Desk
from flows.effects import Consent, FollowUpAfter, StopReminders, Suggest
from flows.reader import label
from flows.steps.opening import NOTICE_VERSION
from flows.talk import THIRD, Talk


def query(talk: Talk, desk: Desk) -> str:
    """Return the person's words and answers, for matching inside the host."""
    answers = [given.text or label(desk, f"q.{key}.{given.choice}") for key, given in talk.answers.items()
               if given.choice not in ("skip", "dont_know")]  # fmt: skip
    return "\n".join([talk.words(), *answers]).strip()


def suggest(desk: Desk) -> None:
    """Say back in plain words what was understood, and look for places (R39)."""
    desk.put(calling=False)
    talk = desk.talk
    topics = talk.topics()
    seen = tuple(shown.id for shown in talk.suggested)
    if seen:
        desk.say("suggest.more")
    elif talk.wish == "help_out":
        desk.say("suggest.helpout")
    elif topics:
        key = "suggest.third" if talk.whose in THIRD else _own(desk)
        desk.say(key, topic=f"@topic.{topics[0]}", who=f"@who.{talk.relation or 'family'}")
    else:
        desk.say("suggest.any")
    desk.do(Suggest(topics, query(talk, desk), talk.wish, 3, seen))
    desk.measure("suggested", topics[0] if topics else "")


def _took(desk: Desk, how: str) -> None:
    shown = tuple(one if one.taken else replace(one, taken=how) for one in desk.talk.suggested)
    desk.put(suggested=shown)
    desk.measure("took", how)


def goes(desk: Desk) -> None:
    """The person wants to go there."""
    _took(desk, "go")
    desk.say("took.go")


def later(desk: Desk) -> None:
    """Nothing has to be decided today."""
    _took(desk, "later")
    desk.say("took.later")


def more(desk: Desk) -> None:
    """Look for other places."""
    _took(desk, "more")


def no_more(desk: Desk) -> None:
    """After three rounds a person is offered rather than more of the same."""
    _took(desk, "more")
    desk.say("suggest.enough")


def wrong(desk: Desk) -> None:
    """What was understood is not right: listen again."""
    _took(desk, "wrong")
    desk.say("took.wrong")
    desk.put(hardest="")


def wish(desk: Desk) -> None:
    """Note what kind of place is wished for, when the words say so."""
    text = desk.said.text
    if "居場所" in text:
        desk.put(wish="ibasho")
    elif "窓口" in text and desk.talk.wish != "help_out":
        desk.put(wish="madoguchi")


def follow(desk: Desk) -> None:
    """Remember when the person wants to be asked how it went."""
    days = desk.said.choice.partition(".")[2] or ("7" if desk.said.intent == "yes" else "none")
    if days.isdecimal():
        desk.put(follow_up_days=int(days))
        desk.do(Consent("follow_up", NOTICE_VERSION), FollowUpAfter(int(days)))
        desk.say("follow.ok", days=f"@c.follow.{days}")
    else:
        desk.put(follow_up_days=0)
        desk.say("follow.none")
    desk.measure("follow_up", days)


def outcome(desk: Desk) -> None:
    """Take in how it went."""
    how = desk.said.choice.partition(".")[2] or ("good" if desk.said.intent == "yes" else "not_yet")
    desk.put(follow_up_days=0)
    desk.measure("outcome", how)
    desk.say(f"outcome.{how}")


def ask_outcome(desk: Desk) -> None:
    """The day came: ask neutrally, without a word about the matter (R10)."""
    desk.say("outcome.hello")


def close(desk: Desk) -> None:
    """End kindly, saying how to come back (R37)."""
    desk.do(StopReminders())
    desk.measure("closed", desk.state.value)
    desk.say("closed.bye")


def close_silent(desk: Desk) -> None:
    """Nothing was heard after the reminder: close kindly (R37)."""
    desk.do(StopReminders())
    desk.measure("silent", desk.state.value)
    desk.say("silence.close")


def connect(desk: Desk) -> None:
    """The person wants to be connected: on to what would be told."""
    _took(desk, "connect")
    third = desk.talk.whose in THIRD
    desk.say("draft.intro_third" if third else "draft.intro")


def soon(desk: Desk) -> None:
    """Places were asked for: only the area is missing."""
    desk.put(hurry=True)
    desk.say("places.area")


def tell_first(desk: Desk) -> None:
    """Places were asked for before anything was told."""
    desk.say("places.tell")


def outcome_unsaid(desk: Desk) -> None:
    """How it went need not be told."""
    desk.put(follow_up_days=0)
    desk.say("follow.none")


def _own(desk: Desk) -> str:
    other = desk.talk.relation and desk.talk.whose != "self"
    return desk.first_of("suggest.family", "suggest.self") if other else "suggest.self"
