"""Reads what was said in the light of where the talk stands, and names the trigger to pull."""

from __future__ import annotations

import re
from dataclasses import replace

from flows import facts, reading
from flows.book import Asked
from flows.desk import Desk
from flows.guessing import guessed
from flows.intents import asked_language
from flows.meaning import meant
from flows.said import SaidKind
from flows.taking_back import erases, takes_back
from flows.talk import State
from flows.whereabouts import heard, speaks_of_else
from flows.words import copied, fold

COMMANDS = ("human", "back", "stop", "forget", "restart", "withdraw", "language", "easy", "places", "resume")
MOODS = ("mood_enough", "why", "machine", "secret", "correct", "sorry", "laugh", "skip", "dont_know",
         "thanks", "enough", "no", "yes", "greeting", "small_talk", "insult", "off_topic", "vague",
         "said_before")  # fmt: skip
_NOT_SAYING = ("dont_know", "skip")
DANGER = (State.safety, State.safe_to_write, State.hide, State.beside)
_BEFORE_CONSENT = (State.new, State.notice)
_MUTED_THROUGH = ("human", "forget", "restart", "withdraw", "language", "easy", "stop")
_CLIPPED = 2000
_PLACE_NAME = 14
_LONGEST_LABEL = 24
_ECHO = 4
"""Letters running that an answer and its question share by more than chance."""
_BUTTONS = ("safety.unsafe", "safety.safe", "took.go", "took.more", "took.later", "took.wrong", "took.connect",
            "draft.send", "draft.cancel", "contact.none", "contact.give", "follow.7", "follow.14", "follow.30",
            "follow.none", "human.connect", "human.self", "human.blank", "more.another", "beside.lines", "beside.on",
            "safe.yes", "safe.no", "safe.hide", "safe.quiet", "resume.on", "resume.new", "closed.talk", "cmd.return",
            "outcome.good", "outcome.unfit")  # fmt: skip
"""Words that are nothing but a button; typed where it is not offered they are no worry."""
_TO_US = ("insult", "said_before")
"""Said to us by these very words: no matter of the person's own, whatever is read into it."""
_ABOUT_US = ("machine", "secret", "why")
_BARE = ("enough", "no", "yes", "thanks", "insult", "greeting", "laugh", "sorry")
"""What a whole short message is, whatever the talk was about before it."""
_ANSWERS = ("dont_know", "skip", "yes", "no", "enough", "thanks", "greeting", "language", "easy", "back", "resume",
            "human", "forget", "withdraw", "restart", "places")  # fmt: skip
"""Phrases that answer or steer; no danger lies in them, whatever came before."""
_SENTENCES = re.compile(r"[。！!、,\n]")
_ASKING = (State.question, State.hardest)
_ASIDE = ("off_topic", "insult", "small_talk", "vague")


def move(desk: Desk) -> str:
    """Return the trigger for this turn."""
    if desk.said.kind in (SaidKind.text, SaidKind.comeback):
        desk.said = replace(desk.said, topics=meant(desk))
    said = desk.said
    if said.danger and said.kind in (SaidKind.text, SaidKind.comeback) and not _harmless(desk):
        return _wish_in_danger(desk) or "danger"
    if desk.returned and said.kind in (SaidKind.text, SaidKind.comeback, SaidKind.sticker):
        return desk.phrases.intent(said.text) if _commands(desk) else "returned"
    if said.kind is SaidKind.comeback:
        return "comeback" if _resumable(desk) else _text(desk)
    if said.kind is SaidKind.choice:
        return _choice(desk)
    if said.kind is SaidKind.location:
        return "place" if desk.state is State.area and said.where else "located"
    return _text(desk) if said.kind is SaidKind.text else said.kind.value


def _wish_in_danger(desk: Desk) -> str:
    """After the same danger was answered, a bare wish for a person or an end of the record is met (R05, R43)."""
    known = desk.state in DANGER and set(desk.said.kinds) <= set(desk.talk.kinds)
    intent = desk.phrases.intent(desk.said.text) if known else ""
    return intent if intent in ("human", "withdraw", "forget") else ""


def _harmless(desk: Desk) -> bool:
    """Tell whether the words are an answer and nothing else, whatever was read into them with those before.

    After danger came up, each short word is read together with what was said; a bare 「わからない」, an age, or the
    words of a button offered just now answer what was asked, and the state knows how to take them.
    """
    text = desk.said.text
    place = heard(desk.said.where) and len(text) <= _PLACE_NAME
    parts = [part for part in _SENTENCES.split(text) if fold(part)] if not desk.talk.danger else [text]
    # 「ありがとう。楽になりました」 is thanks twice
    phrases = bool(parts) and all(desk.phrases.exact(part) in _ANSWERS for part in parts)
    bare = phrases or facts.bare(text) or bool(typed_choice(desk)) or _answers_us(desk)
    return desk.state not in _BEFORE_CONSENT and (bare or place)


def _answers_us(desk: Desk) -> bool:
    """Tell whether a bare number or time, or having enough of it, answers a gentle question of ours (「7日後」).

    Only in a talk without danger: there it may be the day that somebody has chosen.
    """
    asked = desk.state in (State.question, State.hardest, State.age, State.area) and not desk.talk.danger
    return asked and (facts.detail(desk.said.text) or desk.phrases.exact(desk.said.text) == "mood_enough")


def _commands(desk: Desk) -> bool:
    return desk.phrases.intent(desk.said.text) in ("human", "forget", "stop", "withdraw")


def _resumable(desk: Desk) -> bool:
    quiet = (State.new, State.notice, State.waiting, State.closed, State.resume)
    return bool(desk.talk.worries) and desk.state not in quiet


def _choice(desk: Desk) -> str:
    said = desk.said
    name, _, rest = said.choice.partition(".")
    if name == "cmd":
        return rest
    if said.choice in _NOT_SAYING:  # a button for 「わからない」 means what the words mean
        return said.choice
    if name == "q":
        current = desk.asked()
        here = desk.state is State.question and current and said.choice.startswith(f"q.{current.id}.")
        return "told" if here else "revise"
    if desk.state is State.area and said.choice.startswith("place=") and said.where:
        return "place"
    return "pick"


def _text(desk: Desk) -> str:
    desk.said = replace(desk.said, text=desk.said.text[:_CLIPPED])
    if typed := typed_choice(desk):
        desk.said = replace(desk.said, kind=SaidKind.choice, choice=typed)
        return _choice(desk)
    if stale := _label_of_elsewhere(desk):
        desk.said = replace(desk.said, kind=SaidKind.choice, choice=stale)
        return "lines" if stale == "safety.unsafe" and desk.talk.consent else "pick"
    phrase = _phrase(desk)
    if not phrase and desk.state in _ASKING and (found := _in_place(desk, "")):
        desk.said = replace(desk.said, intent="")  # an answer to what was asked is no command that somebody guessed
        return found
    intent = phrase or guessed(desk, desk.state in DANGER)
    if not phrase and desk.state is State.question and intent in _ASIDE[:1] + _ASIDE[2:]:
        intent = intent if reading.asks(desk.said.text) else ""  # to a question even loose words are an answer
    if not phrase and desk.state is State.question and intent in COMMANDS and not reading.wants(desk.said.text):
        intent = ""
    desk.said = replace(desk.said, intent=intent)
    if asked_language(intent) or intent in COMMANDS:
        return _command(desk, intent)
    if desk.state in _BEFORE_CONSENT:  # nobody agrees by what a reader of meanings guesses
        plain = desk.phrases.exact(desk.said.text)
        return plain if plain in ("yes", "no") else "text"
    if desk.state is State.waiting:
        return "relay"
    return _about(desk) or _in_place(desk, intent) or _anywhere(desk, intent)


def _phrase(desk: Desk) -> str:
    given = desk.talk.ticket_id or desk.state in (State.draft, State.contact)
    if given and takes_back(desk.said.text):
        return "withdraw"
    whole = desk.state not in (State.draft, State.contact) and erases(desk.said.text)
    return desk.phrases.intent(desk.said.text) or ("forget" if whole else "")


def _command(desk: Desk, intent: str) -> str:
    if desk.state in _BEFORE_CONSENT and intent in ("back", "places", "resume", "withdraw", "restart"):
        return "text"
    sure = _phrase(desk) in _MUTED_THROUGH or asked_language(intent)
    if desk.state is State.waiting and not sure:  # while a coordinator has the case a guess changes nothing
        return "relay"
    return "speak" if asked_language(intent) else intent


def _in_place(desk: Desk, intent: str) -> str:
    """Return the trigger when the text answers what is being asked right now."""
    text = desk.said.text
    if desk.state is State.question and (current := desk.asked()):
        return "told" if _means(current, text, intent) or _echoes(desk, current) else ""
    if desk.state is State.area and heard(desk.said.where):
        return "" if speaks_of_else(desk.said, desk.talk) else "place"
    if desk.state is State.age and (reading.age_band(text, asked=True) or facts.asked_age(text)):
        return "told"
    if desk.state is State.whose and not desk.said.topics and facts.whose(text):
        return "told"
    if desk.state is State.contact and desk.talk.question == "contact" and intent not in ("no", "skip", "dont_know"):
        return "told"
    if desk.state is State.hardest and hardest_meant(desk):
        return "told"
    return ""


def _echoes(desk: Desk, current: Asked) -> bool:
    """Tell whether words take up those of the open question (「ひとりで行くのはちょっと」): they answer it."""
    asked = (fold(one) for one in desk.texts.text(current.key, desk.talk.language, desk.talk.easy))
    return not reading.asks(desk.said.text) and any(copied(fold(desk.said.text), one, _ECHO) for one in asked)


def hardest_meant(desk: Desk) -> str:
    """Return the topic told before that the words mean, by what they are about or whom they name; "" for none."""
    text, told = desk.said.text, desk.talk.topics()
    near = desk.said.hints if len(fold(text)) <= _PLACE_NAME and desk.talk.language == "ja" else ()
    if found := next((topic for topic in (*desk.said.topics, *near) if topic in told), ""):
        return found
    who = reading.relation(text) if len(fold(text)) <= _PLACE_NAME else ""
    named = [worry for worry in desk.talk.worries if who and reading.relation(worry.text) == who]
    return next((topic for worry in named for topic in worry.topics), "")


def _about(desk: Desk) -> str:
    """Return the trigger for who somebody is, an age or a place, told by itself where it was not asked for."""
    if desk.state in (State.area, State.contact, State.draft) or any(reading.corrected(desk.said.text)):
        return ""
    where, text = desk.said.where, desk.said.text
    place = bool(where and (where.municipality or where.outside)) and len(text) <= _PLACE_NAME
    if desk.state is State.age:
        return "about" if place else ""
    # beside an open question who somebody is may well be the answer
    plain = desk.state in (State.question, State.whose) and not (facts.own_band(text) or facts.kin_age(text))
    fact = bool(reading.bare_age(text)) or (facts.bare(text) and not plain)
    return "about" if place or fact else ""


def _means(current: Asked, text: str, intent: str) -> str:
    ids = {option.id for option in current.options}
    fine = fold(text).startswith(("大丈夫", "だいじょうぶ", "平気"))  # yes or no, as the question has it
    if intent in ("yes", "no") and intent in ids and not fine:
        return intent
    return "" if intent in ("skip", "dont_know") else current.means(text)


def answer_of(desk: Desk) -> str:
    """Return the choice that was tapped or meant for the open question; "" for words of its own."""
    current = desk.asked()
    if current and desk.said.choice.startswith(f"q.{current.id}."):
        return desk.said.choice.rsplit(".", 1)[1]
    return _means(current, desk.said.text, desk.said.intent) if current else ""


def _anywhere(desk: Desk, intent: str) -> str:
    if reading.feeling(desk.said.text) == "turned_away" and intent in _ASIDE:
        intent = ""  # anger at an office is no insult to us and not off the topic: it is what weighs
    if desk.talk.language != "ja" and not intent and reading.relation(reading.corrected(desk.said.text)[1]):
        intent = "correct"
    if desk.phrases.intent(desk.said.text) in _TO_US:
        return intent
    telling = bool(desk.said.topics) and not reading.asks(desk.said.text)
    own = _ABOUT_US if desk.talk.language != "ja" else ()  # the FAQ is in Japanese, these words are in every language
    bare = desk.phrases.exact(desk.said.text) in _BARE
    foreign = desk.talk.language != "ja" and not reading.asks(desk.said.text)  # answers are in Japanese: only if asked
    if desk.said.faq and not (telling or bare or foreign) and intent not in ("mood_enough", "correct", *own):
        return "faq"
    if not intent and set(reading.everyday(reading.corrected(desk.said.text)[0])) & set(desk.talk.topics()):
        intent = "correct"
    if intent == "correct" and not any(reading.corrected(desk.said.text)):
        intent = ""
    if desk.state is State.hardest and len(fold(desk.said.text)) <= _PLACE_NAME and intent not in MOODS:
        return "text"  # a word that fits none of what was told is no new matter
    answers = desk.state is State.question and set(desk.said.topics) <= set(desk.talk.topics())
    if desk.said.topics and intent not in MOODS[:9] and not bare and not answers:
        return "worry"
    if intent in MOODS:
        return intent
    return "text"


def typed_choice(desk: Desk) -> str:
    """Return the choice whose label or number was typed instead of tapped, or ""."""
    folded = fold(desk.said.text)
    if not folded or len(folded) > 24:
        return ""
    if folded.rstrip("番").isdecimal():
        place = int(folded.rstrip("番")[:3])
        numeric = desk.state in (State.age, State.area, State.contact)
        return desk.talk.choices[place - 1] if 0 < place <= len(desk.talk.choices) and not numeric else ""
    return next((one for one in desk.talk.choices if fold(label(desk, one)) == folded), "")


def _label_of_elsewhere(desk: Desk) -> str:
    """Return "safety.unsafe" or "typed" when words of a button that is not offered now were typed, else ""."""
    folded = fold(desk.said.text)
    if not 3 <= len(folded) <= _LONGEST_LABEL or desk.phrases.intent(desk.said.text):
        return ""
    found = next((one for one in _BUTTONS if fold(label(desk, one)) == folded), "")
    return found if found in ("", "safety.unsafe") else "typed"


def label(desk: Desk, choice: str) -> str:
    """Return the words on a choice in the person's language."""
    if choice.startswith(("place=", "area=")):
        return choice.partition("=")[2]
    key = f"c.{choice}"
    name, _, rest = choice.partition(".")
    if name == "q":
        question, _, option = rest.rpartition(".")
        known = desk.book.questions.get(question)
        key = known.label(option) if known and option not in ("dont_know", "skip") else f"c.{option}"
    if name == "topic" and rest != "none":
        key = choice
    if not desk.texts.count(key, desk.talk.language, desk.talk.easy):
        return ""
    return desk.texts.line(key, desk.talk.language, desk.talk.easy)
