"""Taking in what weighs on someone: keep it in their words, give back that it was heard (R32, R33)."""

from __future__ import annotations

from flows import plan, reading
from flows.desk import Desk
from flows.reader import heard
from flows.steps.asking import IN_GROUP, ask_topics
from flows.steps.opening import detect_language
from flows.talk import Worry
from flows.words import fold

MOST_WORRIES = 12
_OFFERS = ("手伝", "てつだ", "ボランティア", "役に立", "活かし", "参加した", "volunteer", "help out")
_OF_YOUTH = (
    "学校", "授業", "宿題", "部活", "中学", "高校", "小学", "大学", "受験", "バイト", "進学", "友達と遊",
    "友だちと遊", "中1", "中2", "中3", "高1", "高2", "高3", "10代", "二十", "20代", "school",
)  # fmt: skip
_BETWEEN = ("dv", "abuse", "family_relations")
"""Matters between people; 「夫には言えない」 alone tells of none."""
_TRIED = 5
"""Turns of vague words after which nothing more is asked."""
_A_LANGUAGE = 6
"""Letters from which the first words tell their language; somebody may have agreed before writing any."""
_EXPECTING = ("妊娠", "生理が来", "生理がこ", "産むか", "中絶", "赤ちゃんができ")
_OWN_TOPICS = {
    "livelihood", "food", "debt", "arrears", "money_management", "work", "housing", "illness", "mental_health",
    "addiction", "isolation", "hoarding", "no_kin", "foreign_residents", "divorce", "family_relations", "dv", "fraud",
}  # fmt: skip
"""Matters that people who name nobody tell of themselves; care, school or disability are as often somebody else's."""


def take_in(desk: Desk) -> None:
    """Keep the worry with its words, and everything the words tell about the person."""
    said = desk.said
    told = tuple(topic for topic in said.topics)
    told = told or reading.named(said.text)
    assume_self(desk)
    told = _no_young_carer_unmeant(desk, _no_offer_unmeant(desk, told))
    if reading.told_nobody(said.text):
        told = tuple(topic for topic in told if topic not in _BETWEEN)
    if not desk.talk.worries and len(fold(said.text)) >= _A_LANGUAGE:
        detect_language(desk)
    desk.put(unclear=0)
    if len(desk.talk.worries) < MOST_WORRIES:
        worry = Worry(told, said.text, said.source, said.now.isoformat())
        desk.put(worries=(*desk.talk.worries, worry))
    for topic in told:
        desk.measure("worry", topic)
    notice_person(desk)
    plan.already_said(desk, said.text, said.source)


def notice_person(desk: Desk) -> None:
    """Note whose matter it is, the relation, the age band and the place, when the words say so."""
    text, talk = desk.said.text, desk.talk
    if not talk.whose and (whose := reading.whose(text)):
        partner = "dv" in desk.said.topics and reading.relation(text) in ("husband", "wife", "partner")
        desk.put(whose="self" if partner and whose == "family" else whose)  # told by whom it hurts
    if not talk.relation and desk.talk.whose in ("", "family") and (relation := reading.relation(text)):
        desk.put(relation=relation)
    if not talk.age_band and desk.talk.whose in ("", "self") and (band := reading.age_band(text, asked=False)):
        desk.put(age_band=band)
    if reading.avoids_phone(text) and not talk.no_phone:
        desk.put(no_phone=True)
        desk.say("phone.noted")
    where = desk.said.where
    if where and heard(where) and not talk.area_done and not where.outside:
        if where.area_id:
            desk.put(municipality=where.municipality, area_id=where.area_id, area_done=True)
        elif where.municipality:
            desk.put(municipality=where.municipality)


def _no_offer_unmeant(desk: Desk, told: tuple[str, ...]) -> tuple[str, ...]:
    """Among worries, wanting to find work is no wish to help others, unless the words say so."""
    meant = not desk.talk.worries or any(word in desk.said.text for word in _OFFERS)
    return told if meant else tuple(topic for topic in told if topic != "participation")


def _no_young_carer_unmeant(desk: Desk, told: tuple[str, ...]) -> tuple[str, ...]:
    """A grown-up who cares for their parents is no young carer; the words of school and youth tell who is."""
    others = [topic for topic in told if topic != "young_carer"]
    words = desk.talk.words() + desk.said.text
    grown = desk.talk.age_band not in ("", "u18") or not any(word in words for word in _OF_YOUTH)
    return tuple(others) if {"elder_care", "eighty_fifty", "dementia"} & set(others) and grown else told


def assume_self(desk: Desk) -> None:
    """Words of one's own troubles that name nobody else are taken as such; the summary lets it be mended (R39)."""
    if not desk.talk.whose and desk.talk.worries:
        told = set(desk.talk.topics())
        if any(word in desk.talk.words() for word in _EXPECTING):
            told -= {"parenting"}
            told |= {"illness"}  # of one's own body
        if told and told <= _OWN_TOPICS and not any(reading.whose(worry.text) for worry in desk.talk.worries):
            desk.put(whose="self")


def note(desk: Desk) -> None:
    """An age or a place told by itself, unasked: kept, so that it is not asked for again."""
    if band := reading.bare_age(desk.said.text):
        desk.put(age_band=band, whose=desk.talk.whose or "self")
    notice_person(desk)
    if desk.said.where and desk.said.where.outside:
        desk.put(area_done=True)
        desk.say("area.outside")
        return
    mine = desk.talk.whose in ("", "self", "skip")
    desk.say("young.adapt" if band == "u18" and mine else "ack.noted")


def reflect(desk: Desk) -> None:
    """Thank, accept and feel with the person, in words that fit topic, feeling and speaker (R32)."""
    talk = desk.talk
    speaker = talk.whose or "self"
    young = talk.age_band == "u18"
    topic = _fresh_topic(desk)
    keys = [f"reflect.{topic}.young"] if young else []
    keys += [f"reflect.{topic}.{speaker}"] if speaker != "self" else []
    if speaker in ("neighbour", "supporter"):
        keys += [f"reflect.any.{speaker}"]
    mood = reading.feeling(desk.said.text)
    if mood and speaker == "family" and not reading.relation(desk.said.text):
        keys.insert(0, f"feeling.{mood}")  # words that name nobody are of the writer's own heart
    keys += [f"reflect.{topic}.self", f"reflect.{topic}"] + ([f"feeling.{mood}"] if mood else []) + ["reflect.any"]
    if mood == "turned_away":
        keys.insert(0, "feeling.turned_away")
    if topic == "parenting" and any(word in desk.said.text for word in _EXPECTING):
        keys.insert(0, "reflect.expecting")
    if not topic and not mood and len(talk.worries) > 1:  # a detail of what was told: heard, and no more words about it
        desk.say("listen.also")
        return
    desk.say("listen.thanks" if len(talk.worries) <= 1 else "listen.also")
    desk.say(desk.first_of(*keys), who=f"@who.{reading.relation(desk.said.text) or talk.relation or 'family'}")


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
    plain = "reflect.any" if len(desk.talk.worries) <= 1 else "listen.also"
    desk.say(desk.first_of(f"feeling.{mood}", plain) if mood else plain)
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
    desk.say("helpout.thanks")


def third_person(desk: Desk) -> None:
    """Receive worry about somebody else; nobody has to be named."""
    desk.say("third.noname")


def tell_more(desk: Desk) -> None:
    """Invite another worry."""
    desk.ask("more.tell.ask", ("more.enough",), wants="text")


def correct(desk: Desk) -> None:
    """Take a correction (「母じゃなくて義母」): who it is about, the age, or the matter."""
    _, right = reading.corrected(desk.said.text)
    who = reading.relation(right)
    if who or reading.whose(right):
        whose = reading.whose(right) or "family"
        desk.put(whose=whose, relation=who if whose == "family" else "")
        desk.say(desk.first_of("corrected.who", "corrected.any"), who=f"@who.{who or whose}")
        return
    if band := reading.age_band(right, asked=True):
        desk.put(age_band=band)
    if desk.said.topics:
        _change_topic(desk)
    desk.say("corrected.any")


def _change_topic(desk: Desk) -> None:
    """The last worry was taken up wrongly: its words stay, its topics are those of the correction."""
    said = desk.said
    if desk.talk.worries:
        last = desk.talk.worries[-1]
        kept = (*desk.talk.worries[:-1], Worry(said.topics, last.text, last.source, last.at))
        desk.put(worries=kept, hardest="")
    else:
        take_in(desk)


def keep_words(desk: Desk) -> None:
    """Keep words said about the suggestions, so that the next search knows them."""
    take_in(desk)
