"""Which question comes next: what a coordinator needs first, nothing that was said already (R36)."""

from __future__ import annotations

from flows.book import Asked, Flow
from flows.desk import Desk
from flows.talk import Given

MOST = 4
"""Questions of topic flows in one talk; with more/hardest/whose/age/area an intake stays within ten."""
_MAIN = 3
_WISH = "wish"
_HARDEST_FROM = 3


def flows_of(desk: Desk) -> tuple[Flow, ...]:
    """Return the flows of all worries, the hardest first, each once; the general one when nothing fits."""
    talk = desk.talk
    found = dict.fromkeys(_flow(desk, topic).id for topic in talk.topics())
    if not found:
        found = {_flow(desk, "").id: None}
    return tuple(desk.book.named(name) for name in found)


def _flow(desk: Desk, topic: str) -> Flow:
    """Return the flow for a topic that this language has the words for, else the general one."""
    flow = desk.book.flow_for(topic, desk.talk.whose, desk.talk.words())
    first = desk.book.asked(flow)[0].key
    return flow if desk.texts.has(first, desk.talk.language, desk.talk.easy) else desk.book.named("general")


def next_question(desk: Desk) -> Asked | None:
    """Return the question to ask next, or None when enough is known."""
    if len(desk.talk.asked) >= MOST:
        return None
    flows = flows_of(desk)
    for place, flow in enumerate(flows):
        most = (MOST if len(flows) == 1 else _MAIN) if place == 0 else 1
        if sum(1 for one in desk.talk.asked if one.startswith(f"{flow.id}.")) >= most:
            continue
        for asked in desk.book.asked(flow):
            if _open(desk, asked):
                return asked
    return None


def _open(desk: Desk, asked: Asked) -> bool:
    talk, question = desk.talk, asked.question
    if asked.id in talk.asked or asked.id in talk.answers or asked.id in talk.skipped:
        return False
    if question.only and talk.whose and talk.whose not in question.only:
        return False
    if question.only_age and talk.age_band not in question.only_age:
        return False
    if talk.relation and talk.relation in question.unless_relations:
        return False
    if question.set and _same_set_answered(desk, asked):
        return False
    if question.id == _WISH and any(one.endswith(f".{_WISH}") for one in (*talk.asked, *talk.answers)):
        return False  # what would help is asked once a talk, whatever the number of worries
    return not set(question.unless_topics) & set(talk.topics())


def _same_set_answered(desk: Desk, asked: Asked) -> bool:
    """Since when, how urgent: asked once a talk, whatever the number of worries, answered or not."""
    for known in (*desk.talk.answers, *desk.talk.skipped):
        other = desk.book.questions.get(known)
        if other and other.question.set == asked.question.set and other.question.id == asked.question.id:
            return True
    return False


def needs_hardest(desk: Desk) -> bool:
    """Tell whether so many worries were told that the hardest one should be asked for (R40)."""
    return not desk.talk.hardest and len(desk.talk.topics()) >= _HARDEST_FROM


def already_said(desk: Desk, text: str, source: str) -> None:
    """Note the answers that the person's words give before they were asked for."""
    answers = dict(desk.talk.answers)
    for flow in flows_of(desk):
        for asked in desk.book.asked(flow):
            if asked.id not in answers and (option := asked.means(text)):
                answers[asked.id] = Given(option, "", source)
    desk.put(answers=answers)
