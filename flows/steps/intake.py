"""The gentle questions: take an answer, acknowledge it shortly, go back a step, change one's mind."""

from __future__ import annotations

from flows import facts, plan, reading
from flows.desk import Desk
from flows.reader import answer_of, hardest_meant, label
from flows.steps.worries import assume_self, note_age, notice_person, reflect, take_in
from flows.talk import THIRD, Given, State

_KEPT = 500
_NO_WORDS = ("skip", "dont_know", "no", "yes")


def go_on(desk: Desk) -> None:
    """Let the machine take the next step of the intake."""
    assume_self(desk)
    desk.then = "step"


def acknowledge(desk: Desk) -> None:
    """Say shortly that the answer arrived."""
    desk.say("ack.any")


def answer(desk: Desk) -> None:
    """Keep the answer to the open question, with any worry told along with it."""
    asked = desk.asked()
    if asked is None:
        return
    choice = answer_of(desk)
    words = "" if desk.said.choice else desk.said.text[:_KEPT]
    if choice in ("skip", "dont_know"):
        pass_by(desk, choice)
        return
    if set(desk.said.topics) - set(desk.talk.topics()):
        take_in(desk)
        words = ""
    notice_person(desk)
    if words and not choice:
        plan.already_said(desk, words, desk.said.source)  # it may answer what would be asked next
    _keep(desk, asked.id, Given(choice, words, desk.said.source))
    key = desk.first_of(
        f"ack.{asked.id}.{choice}", f"ack.{asked.question.id}.{choice}", f"ack.of.{asked.flow.id}", "ack.any"
    )
    desk.say(key)


def _keep(desk: Desk, key: str, given: Given) -> None:
    desk.put(answers={**desk.talk.answers, key: given})


def pass_by(desk: Desk, kind: str = "") -> None:
    """Accept that a question is not answered; it is not asked again."""
    asked = desk.asked()
    if asked:
        desk.put(skipped=(*desk.talk.skipped, asked.id))
        desk.measure("skipped", asked.id)
    kind = kind or desk.said.intent
    desk.say("ack.dont_know" if kind == "dont_know" else "ack.skip")


def new_worry(desk: Desk) -> None:
    """Take in a new worry told instead of an answer."""
    take_in(desk)
    reflect(desk)


def revise(desk: Desk) -> None:
    """A choice of an earlier question was tapped: a change of mind is cheap."""
    _, _, rest = desk.said.choice.partition(".")
    question, _, option = rest.rpartition(".")
    asked = desk.book.questions.get(question)
    if asked is None or question not in (*desk.talk.asked, *desk.talk.answers):
        desk.say("stale")
        return
    _keep(desk, question, Given(option, "", desk.said.source))
    desk.say("revised", answer=label(desk, desk.said.choice))


def one_back(desk: Desk) -> None:
    """Open the question before this one again."""
    asked = desk.talk.asked
    previous = asked[-2] if desk.state is State.question and len(asked) > 1 else asked[-1]
    kept = asked[: asked.index(previous)]
    answers = {key: given for key, given in desk.talk.answers.items() if key not in asked[len(kept) :]}
    flow, _, question = previous.partition(".")
    desk.put(asked=(*kept, previous), answers=answers, flow=flow, question=question,
             skipped=tuple(one for one in desk.talk.skipped if one not in asked[len(kept) :]))  # fmt: skip
    desk.say("back.ok")


def forget_whose(desk: Desk) -> None:
    """Open the question whose matter it is again."""
    desk.put(whose="", relation="", age_band="")
    desk.say("back.ok")


def forget_age(desk: Desk) -> None:
    """Open the question for the age band again."""
    desk.put(age_band="")
    desk.say("back.ok")


def mark_hardest(desk: Desk) -> None:
    """Note which worry is hardest today; no answer leaves the order told."""
    chosen = desk.said.choice.partition(".")[2] if desk.said.choice.startswith("topic.") else ""
    told = desk.talk.topics()
    chosen = chosen or hardest_meant(desk)
    desk.put(hardest=chosen if chosen in told else (*told, "")[0])
    desk.measure("hardest", desk.talk.hardest)
    if not chosen and desk.said.text and desk.said.intent not in _NO_WORDS:
        if desk.said.intent not in ("vague", "enough"):
            take_in(desk)  # what was written instead of choosing is told all the same
        desk.put(hardest=desk.talk.hardest or (*told, "")[0])
        desk.say("listen.also")
        return
    if chosen:
        third = desk.talk.whose in THIRD
        desk.say("hardest.third.heard" if third else "hardest.heard", topic=f"@topic.{chosen}")
    else:
        desk.say("ack.dont_know")


def set_whose(desk: Desk) -> None:
    """Note whose matter it is."""
    tapped = desk.said.choice.partition(".")[2]
    whose = tapped or facts.whose(desk.said.text) or "skip"
    desk.put(whose=whose, relation=reading.relation(desk.said.text) if whose == "family" else "")
    note_age(desk)
    if whose == "skip":
        desk.say("ack.skip")
        return
    desk.say("third.noname" if whose in THIRD else "ack.any")


def set_age(desk: Desk) -> None:
    """Note the age band; those under 18 are told that no parent is asked (R08)."""
    words = desk.said.text
    told = reading.age_band(words, asked=True) or facts.asked_age(words)
    band = desk.said.choice.partition(".")[2] or told or "skip"
    desk.put(age_band=band)
    if band == "u18" and desk.talk.whose in ("", "self", "skip"):
        desk.say("young.adapt")
        return
    desk.say("ack.skip" if band == "skip" else "ack.any")


def step_without(desk: Desk) -> None:
    """The open question about the person is passed by, whatever it was."""
    _pass_over(desk)
    desk.say("ack.skip")


def told_before(desk: Desk) -> None:
    """Somebody says that they told it already: own it, and do not ask it again (R36)."""
    asked = desk.asked() if desk.state is State.question else None
    if asked:
        desk.put(skipped=(*desk.talk.skipped, asked.id))
    _pass_over(desk)
    desk.say("met.said_before")


def _pass_over(desk: Desk) -> None:
    if desk.state is State.whose:
        desk.put(whose="skip")
    elif desk.state is State.age:
        desk.put(age_band="skip")
    elif desk.state is State.area:
        desk.put(area_done=True)
    elif desk.state is State.hardest:
        desk.put(hardest=(*desk.talk.topics(), "")[0])
    desk.measure("skipped", desk.state.value)


def set_area(desk: Desk) -> None:
    """Note the area when routing is sure, or when no more can be found out."""
    where, tapped = desk.said.where, desk.said.choice
    if tapped.startswith("area="):
        desk.put(area_id=tapped[5:], area_done=True)
        desk.say("area.thanks")
        return
    if where is None or where.declined:
        desk.put(area_done=True)
        desk.say("ack.skip")
        return
    desk.put(municipality=where.municipality or desk.talk.municipality, town=where.town or desk.talk.town)
    if where.outside:
        desk.put(area_done=True)
        desk.say("area.outside")
        return
    tries = desk.talk.unclear + 1
    if (where.area_id and not where.candidates) or tries > 2 or not (where.ask or where.candidates):
        desk.put(area_id="" if where.candidates else where.area_id, area_done=True, town="", unclear=0)
        desk.say("area.thanks")
        return
    desk.put(unclear=tries)


def area_unclear(desk: Desk) -> None:
    """The place was not understood: ask once more, then go on without."""
    tries = desk.talk.unclear + 1
    desk.put(unclear=tries)
    if tries >= 2:
        desk.put(area_done=True, unclear=0)
        desk.say("area.never_mind")
        return
    desk.say("area.unclear")


def ready(desk: Desk) -> bool:
    """Tell whether no question of a topic flow is left."""
    return plan.next_question(desk) is None


def after_area(desk: Desk) -> None:
    """Go on when the area is settled, else ask more closely."""
    desk.then = "step" if desk.talk.area_done else "return"


def forget_area(desk: Desk) -> None:
    """Open the question for the area again."""
    desk.put(area_done=False, area_id="", municipality="", town="")
    desk.say("back.ok")
