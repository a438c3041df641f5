"""Taking in what weighs on someone: keep it in their words, give back that it was heard (R32, R33)."""

from __future__ import annotations

import re
from dataclasses import replace

from flows import facts, plan, reading
from flows.desk import Desk
from flows.said import Said
from flows.steps.asking import IN_GROUP, ask_topics
from flows.steps.opening import detect_language
from flows.talk import THIRD, Worry
from flows.whereabouts import heard, kept
from flows.words import fold

MOST_WORRIES = 12
_TRIED = 5
"""Turns of vague words after which nothing more is asked."""
_A_LANGUAGE = 6
"""Letters from which the first words tell their language; somebody may have agreed before writing any."""
_EXPECTING = ("妊娠", "生理が来", "生理がこ", "産むか", "中絶", "赤ちゃんができ")
_THAT = re.compile(r"そっち|そう|それ|そこ|こっち|^$")
_OWN_TOPICS = {
    "livelihood", "food", "debt", "arrears", "money_management", "work", "housing", "illness", "mental_health",
    "addiction", "isolation", "hoarding", "no_kin", "foreign_residents", "divorce", "family_relations", "dv", "fraud",
}  # fmt: skip
"""Matters that people who name nobody tell of themselves; care, school or disability are as often somebody else's."""


def take_in(desk: Desk) -> None:
    """Keep the worry with its words, and everything the words tell about the person."""
    said = desk.said
    assume_self(desk)
    told = tuple(said.topics)
    if not desk.talk.worries and len(fold(said.text)) >= _A_LANGUAGE:
        detect_language(desk)
    desk.put(unclear=0)
    if len(desk.talk.worries) < MOST_WORRIES:
        worry = Worry(told, said.text, said.source, said.now.isoformat())
        desk.put(worries=(*desk.talk.worries, worry))
    for topic in told:
        desk.measure("worry", topic)
    if told and reading.main(said.text):
        desk.put(hardest=told[0])
    notice_person(desk)
    plan.already_said(desk, said.text, said.source)


def notice_person(desk: Desk) -> None:
    """Note whose matter it is, the relation, the age band and the place, when the words say so."""
    text, talk = desk.said.text, desk.talk
    if facts.bare(text) and not facts.of_oneself(text):
        note_age(desk)
        return  # 「子ども2人います」 tells with whom somebody lives, not of whom they speak
    if not talk.whose and (whose := facts.whose(text)):
        desk.put(whose="self" if whose == "family" and _of_oneself(desk.said) else whose)
    if not talk.relation and desk.talk.whose in ("", "family") and (relation := reading.relation(text)):
        desk.put(relation=relation)
    note_age(desk)
    if reading.avoids_phone(text) and not talk.no_phone:
        desk.put(no_phone=True)
        desk.say("phone.noted")
    where = desk.said.where
    if where and heard(where) and not talk.area_done and not where.outside:
        desk.put(**kept(where, talk))


def _of_oneself(said: Said) -> bool:
    """Tell whether one of the family is named who hurts the writer, or for whom a young writer cares."""
    who = reading.relation(said.text)
    hurts = "dv" in said.topics and who in ("husband", "wife", "partner")
    return hurts or ("young_carer" in said.topics and who not in ("", "son", "daughter", "child", "grandchild"))


def note_age(desk: Desk) -> None:
    """Note the age band of whom it is about; ages of others in the same words are theirs, not the person's."""
    talk, text = desk.talk, desk.said.text
    if talk.age_band:
        return
    if talk.whose == "family":
        band = facts.kin_band(text, talk.relation) if talk.relation else ""
    elif talk.whose in THIRD:
        band = facts.looks_band(text)
    else:
        band = facts.own_band(text)
    if band:
        desk.put(age_band=band)


def assume_self(desk: Desk) -> None:
    """Words of one's own troubles that name nobody else are taken as such; the summary lets it be mended (R39)."""
    if not desk.talk.whose and desk.talk.worries:
        told = set(desk.talk.topics())
        if any(word in desk.talk.words() for word in _EXPECTING):
            told -= {"parenting"}
            told |= {"illness"}  # of one's own body
        if told and told <= _OWN_TOPICS and not any(facts.whose(worry.text) for worry in desk.talk.worries):
            desk.put(whose="self")


def note(desk: Desk) -> None:
    """Who somebody is, an age or a place, told by itself, unasked: kept, so that it is not asked for again."""
    known, said = desk.talk.age_band, desk.said
    if facts.of_oneself(said.text):
        desk.put(whose=desk.talk.whose or "self")
    if not known and desk.talk.whose != "family":  # beside a talk of one's mother a bare 「48です」 is one's own age
        desk.put(age_band=reading.bare_age(said.text))
    notice_person(desk)
    band = "" if known else desk.talk.age_band
    if not (reading.bare_age(said.text) and band) and facts.bare(said.text) and len(desk.talk.worries) < MOST_WORRIES:
        worry = Worry((), said.text, said.source, said.now.isoformat())
        desk.put(worries=(*desk.talk.worries, worry))
    if desk.said.where and desk.said.where.outside:
        desk.put(area_done=True)
        desk.say("area.outside")
        return
    mine = desk.talk.whose in ("", "self", "skip")
    desk.say("young.adapt" if band == "u18" and mine else "ack.noted")


def reflect(desk: Desk) -> None:
    """Thank, accept and feel with the person, in words that fit topic, feeling and speaker (R32)."""
    talk = desk.talk
    named = reading.relation(desk.said.text)
    speaker = "family" if named and reading.whose(desk.said.text) == "family" else talk.whose or "self"
    young = talk.age_band == "u18"
    first, topic = first_told(desk), _fresh_topic(desk)
    keys = [f"reflect.{topic}.young"] if young else []
    keys += [f"reflect.{topic}.{speaker}"] if speaker != "self" else []
    if speaker in THIRD:
        keys += [f"reflect.any.{speaker}"]
    mood = reading.feeling(desk.said.text)
    if mood and speaker == "family" and not reading.relation(desk.said.text):
        keys.insert(0, f"feeling.{mood}")  # words that name nobody are of the writer's own heart
    keys += [f"reflect.{topic}.self", f"reflect.{topic}"] + ([f"feeling.{mood}"] if mood else []) + ["reflect.any"]
    if mood in ("turned_away", "bereaved"):
        keys.insert(0, f"feeling.{mood}")
    if topic == "parenting" and any(word in desk.said.text for word in _EXPECTING):
        keys.insert(0, "reflect.expecting")
    asks = reading.asks_facts(desk.said.text)
    if not first and not mood and (asks or not topic or _whose_unclear(desk, speaker, topic, named)):
        heard_on(desk)  # a detail of what was told, or of nobody named: heard, and no more words about it
        return
    desk.say("listen.thanks" if first else "listen.also")
    desk.say(desk.first_of(*keys), who=f"@who.{named or talk.relation or 'family'}")


def first_told(desk: Desk) -> bool:
    """Tell whether the worry told last is the first one; who somebody is, is none."""
    return not any(not facts.bare(worry.text) for worry in desk.talk.worries[:-1])


def heard_on(desk: Desk) -> None:
    """Words that go on with what was told: heard; a question that nobody here can answer is not passed over."""
    desk.say("listen.asked" if reading.asks_facts(desk.said.text) else "listen.also")


def _whose_unclear(desk: Desk, speaker: str, topic: str, named: str) -> bool:
    """Tell whether words that name nobody may be of the writer as well as of whom they care for."""
    of_family = speaker == "family" and not named and bool(desk.first_of(f"reflect.{topic}.family", ""))
    return speaker in THIRD or of_family


def _fresh_topic(desk: Desk) -> str:
    """Return the first topic that was not told before; the same one is not reflected twice."""
    if not desk.talk.worries:
        return ""
    before = {topic for worry in desk.talk.worries[:-1] for topic in worry.topics}
    return next((topic for topic in desk.talk.worries[-1].topics if topic not in before), "")


def understand(desk: Desk) -> None:
    """Take in words whose topic is not clear: nothing is asserted, the best guesses may be tapped."""
    take_in(desk)
    mood = reading.feeling(desk.said.text)
    if first_told(desk):
        desk.say("listen.thanks")
    if mood or first_told(desk):
        desk.say(desk.first_of(*([f"feeling.{mood}"] if mood else []), "reflect.any"))
    else:
        heard_on(desk)
    guesses = tuple(hint for hint in desk.said.hints[:3])
    if guesses and not desk.talk.topics():
        ask_topics(desk, "which.ask", guesses)


def vague(desk: Desk) -> None:
    """Receive vague words gently; the question that follows offers everyday words."""
    desk.put(unclear=desk.talk.unclear + 1)
    if desk.talk.unclear % _TRIED == 0:  # words to tap and room to write were offered twice: rest is an answer too
        desk.say("listen.nothing")
        desk.ask("enough.ask", ("cmd.stop", "cmd.human", "cmd.places", "cmd.return"))
        return
    known = desk.talk.no_phone
    notice_person(desk)
    if desk.talk.no_phone and not known:
        return
    mood = reading.feeling(desk.said.text) if desk.said.intent != "dont_know" else ""
    desk.say(desk.first_of(f"feeling.{mood}", "listen.vague") if mood else "listen.vague")


def told_by_topic(desk: Desk) -> None:
    """Take in a topic that was tapped; it joins the worry whose topic was unclear."""
    topic = desk.said.choice.partition(".")[2]
    worries = desk.talk.worries
    if not topic or not desk.texts.count(f"topic.{topic}", "ja"):
        desk.say("stale")
        return
    if worries and not worries[-1].topics:
        last = worries[-1]
        worries = (*worries[:-1], Worry((topic,), last.text, last.source, last.at))
    elif topic not in desk.talk.topics():
        worries = (*worries, Worry((topic,), "", desk.said.source, desk.said.now.isoformat()))
    desk.put(worries=worries, unclear=0)
    desk.measure("worry", topic)
    whose = desk.talk.whose or "self"
    key = desk.first_of(f"reflect.{topic}.{whose}", f"reflect.{topic}.self", f"reflect.{topic}", "reflect.any")
    desk.say(key, who=f"@who.{desk.talk.relation or 'family'}")


def group(desk: Desk) -> None:
    """Answer a tapped everyday word with closer ones, or with an open question."""
    name = desk.said.choice.partition(".")[2]
    desk.put(unclear=desk.talk.unclear + 1)
    if name in IN_GROUP:
        desk.say("group.heard", group=f"@c.group.{name}")
        ask_topics(desk, "group.ask", IN_GROUP[name])
    else:
        desk.say("listen.slowly")


def help_out(desk: Desk) -> None:
    """Welcome someone who wants to do something for others: a full path, no error (R44)."""
    desk.put(worries=(*desk.talk.worries, Worry(("participation",), desk.said.text, desk.said.source,
                                                desk.said.now.isoformat())),
             whose=desk.talk.whose or "self", wish="help_out", unclear=0)  # fmt: skip
    desk.measure("worry", "participation")
    plan.already_said(desk, desk.said.text, desk.said.source)
    desk.say("helpout.thanks")


def third_person(desk: Desk) -> None:
    """Receive worry about somebody else; nobody has to be named."""
    desk.say("third.noname")


def tell_more(desk: Desk) -> None:
    """Invite another worry."""
    desk.ask("more.tell.ask", ("more.enough",), wants="text")


def correct(desk: Desk) -> None:
    """Take a correction (「母じゃなくて義母」): who it is about, the age, the place, the matter; its words stay."""
    told = len(desk.talk.worries)
    _corrected(desk, desk.said, reading.corrected(desk.said.text)[1])
    if 0 < told == len(desk.talk.worries) < MOST_WORRIES:
        said = desk.said
        desk.put(worries=(*desk.talk.worries, Worry((), said.text, said.source, said.now.isoformat())))


def _corrected(desk: Desk, said: Said, right: str) -> None:
    who = reading.relation(right)
    if who or reading.whose(right):
        whose = reading.whose(right) or "family"
        desk.put(whose=whose, relation=who if whose == "family" else "")
        desk.say(desk.first_of("corrected.who", "corrected.any"), who=f"@who.{who or whose}")
        return
    if band := reading.age_band(right, asked=True):
        desk.put(age_band=band)
    where = said.where
    if where and where.municipality and not where.outside:
        desk.put(**kept(where, replace(desk.talk, town="")))
    elif said.topics:
        _change_topic(desk)
    desk.say("corrected.any")


def _change_topic(desk: Desk) -> None:
    """The last worry was taken up wrongly: its words stay, its topics are those of the correction."""
    said, left = desk.said, reading.corrected(desk.said.text)[0]
    meant_that = bool(_THAT.search(left)) or bool(set(reading.everyday(left)) & set(desk.talk.topics()))
    if desk.talk.worries and meant_that:
        last = desk.talk.worries[-1]
        kept = (*desk.talk.worries[:-1], Worry(said.topics, last.text, last.source, last.at))
        desk.put(worries=kept, hardest=said.topics[0] if len(kept) > 1 else "")
    else:
        take_in(desk)


def keep_words(desk: Desk) -> None:
    """Keep words said about the suggestions, so that the next search knows them."""
    take_in(desk)
