"""The questions that the table asks the desk before it goes somewhere."""

from __future__ import annotations

from flows import facts, plan, reading
from flows.desk import Desk
from flows.peril import hidden, hidden_before, main_kind
from flows.steps import editing
from flows.words import fold

_SENTENCE = 8
_TELLS = 14
_MANY_TURNS, _MANY_WORDS = 5, 200
_MANY_DETAILS = 2
"""Messages without a new matter after which asking for more would only repeat itself."""


def needs_hardest(desk: Desk) -> bool:
    """Many worries, none marked yet."""
    return not desk.talk.hurry and plan.needs_hardest(desk)


def has_question(desk: Desk) -> bool:
    """A question of a topic flow is open."""
    return not desk.talk.hurry and plan.next_question(desk) is not None


def needs_whose(desk: Desk) -> bool:
    """Nobody knows yet whose matter it is."""
    return not desk.talk.whose and not desk.talk.hurry


def knows_whose(desk: Desk) -> bool:
    """What was just said tells whose matter it is."""
    return bool(facts.whose(desk.said.text)) and not place_half_told(desk)


def needs_age(desk: Desk) -> bool:
    """The age band is unknown, and it matters for what fits."""
    return not desk.talk.age_band and not desk.talk.hurry and desk.talk.wish != "help_out"


def needs_area(desk: Desk) -> bool:
    """The area is unknown and was not declined."""
    return not desk.talk.area_done


def told_something(desk: Desk) -> bool:
    """At least one worry was told."""
    return bool(desk.talk.worries)


def nothing_to_tell(desk: Desk) -> bool:
    """A person is asked for before a word was said: the draft would be empty."""
    return not desk.talk.worries and not desk.talk.answers


def calls(desk: Desk) -> bool:
    """A person was asked for, and what to tell them is being put together."""
    return desk.talk.calling


def place_half_told(desk: Desk) -> bool:
    """A place was told unasked, and routing needs a little more to know the area."""
    where = desk.said.where
    return bool(where and (where.ask or where.candidates) and not where.area_id and not desk.talk.area_done)


def told_topics(desk: Desk) -> bool:
    """At least one worry has a topic."""
    return bool(desk.talk.topics())


def wants_help_out(desk: Desk) -> bool:
    """The main thing said is a wish to do something for others."""
    return desk.said.topics[:1] == ("participation",)


def asks_with_topic(desk: Desk) -> bool:
    """A question that the FAQ answers, about a matter of the person's own."""
    return bool(desk.said.topics)


def long_enough(desk: Desk) -> bool:
    """The words are long enough to be a worry, though its topic is unclear."""
    return len(fold(desk.said.text)) >= _SENTENCE


def tells(desk: Desk) -> bool:
    """The words are vague, yet so many that they tell something: nothing said is lost (R36)."""
    return len(fold(desk.said.text)) >= _TELLS


def enough_worries(desk: Desk) -> bool:
    """So much was told that asking for more would tire."""
    seen: set[str] = set()
    details = 0
    for topics in (*(worry.topics for worry in desk.talk.worries), desk.said.topics):
        details += not set(topics) - seen
        seen.update(topics)
    letters = sum(len(worry.text) for worry in desk.talk.worries)
    return details >= _MANY_DETAILS or len(desk.talk.worries) >= _MANY_TURNS or letters >= _MANY_WORDS


def in_danger(desk: Desk) -> bool:
    """Danger came up before consent."""
    return bool(desk.talk.danger)


def danger_hides(desk: Desk) -> bool:
    """Violence at home came up before consent: the writer may be watched."""
    return bool(desk.talk.danger) and hidden_before(desk)


def hides(desk: Desk) -> bool:
    """The writer may be watched."""
    return hidden(desk)


def same_danger(desk: Desk) -> bool:
    """The same danger was answered already: go on listening, do not ask the same again."""
    return bool(desk.talk.danger) and main_kind(desk.said.kinds) in desk.talk.kinds


def offered_next(desk: Desk) -> bool:
    """The question asked last was whether to look together for people and places."""
    return desk.talk.last_ask in ("beside.ready.ask", "beside.stay.ask")


def material_only(desk: Desk) -> bool:
    """What is missing is food or a roof, not safety from harm: ordinary questions may go on."""
    return bool(desk.talk.kinds) and set(desk.talk.kinds) <= {"no_food", "no_shelter"}


def refuses_phone(desk: Desk) -> bool:
    """To the ways of reaching a person it is answered that a telephone is too much: writing here is what is left."""
    return reading.avoids_phone(desk.said.text)


def has_ticket(desk: Desk) -> bool:
    """Something was handed over."""
    return bool(desk.talk.ticket_id)


def was_waiting(desk: Desk) -> bool:
    """Danger came up while a person was being waited for."""
    return desk.talk.after == "waiting"


def shown_places(desk: Desk) -> bool:
    """Places were suggested in this talk."""
    return bool(desk.talk.suggested)


def shown_much(desk: Desk) -> bool:
    """So many places were shown that a person helps more."""
    return len(desk.talk.suggested) >= 8 or sum(one.taken == "more" for one in desk.talk.suggested) >= 6


def asked_once(desk: Desk) -> bool:
    """The open question was asked once so far."""
    return desk.talk.repeats == 0


def asked_thrice(desk: Desk) -> bool:
    """The open question was asked three times without an answer: nobody has to give one."""
    return desk.talk.repeats >= 2


def nothing_but_enough(desk: Desk) -> bool:
    """The whole message says that this is all (「これだけ」): no answer to keep in anybody's words."""
    return desk.phrases.exact(desk.said.text) == "enough"


def asks_us(desk: Desk) -> bool:
    """Instead of an answer something is asked, and nobody here can answer it; once or twice for each question."""
    return reading.asks_us(desk.said.text) and not asked_thrice(desk)


def asked_two(desk: Desk) -> bool:
    """There is a question before the open one."""
    return len(desk.talk.asked) > 1


def asked_one(desk: Desk) -> bool:
    """A question of a topic flow was asked."""
    return bool(desk.talk.asked)


def unclear_twice(desk: Desk) -> bool:
    """The answer could not be read twice."""
    return desk.talk.unclear >= 1


def reminded(desk: Desk) -> bool:
    """The one reminder was sent."""
    return desk.talk.reminded


def consented(desk: Desk) -> bool:
    """The person agreed to the notice."""
    return bool(desk.talk.consent)


def was_here(desk: Desk) -> bool:
    """Somebody agreed to a talk before: what is kept of it may be deleted without agreeing anew."""
    return desk.talk.known


def edits_a_line(desk: Desk) -> bool:
    """The words name a line of the draft and what it should say instead."""
    return bool(editing.edited(desk.said.text)[0])


def let_go(desk: Desk) -> bool:
    """The coordinator gave the case back."""
    return desk.said.choice == "released"


def ended(desk: Desk) -> bool:
    """The coordinator closed the case."""
    return desk.said.choice == "closed"


def awaited(desk: Desk) -> bool:
    """The person wanted to be asked how it went, and has not taken that back."""
    return desk.talk.follow_up_days > 0


def pending(desk: Desk) -> bool:
    """Something was said on coming back."""
    return desk.talk.pending is not None
