"""What an incoming thing means: danger first, then topics, a question, a place (pure given its parts; no database)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from bot.base.incoming import Incoming, IncomingKind
from bot.conversation.session import Remembered
from bot.routing import Router, RouteResult
from bot.triage import Triage
from bot.triage.turns import adds, judge_turn
from bot.triage.verdict import Level, Verdict
from flows import reading
from flows.said import Said, SaidKind, Whereabouts
from flows.talk import State, Talk
from resources.language import detect
from resources.topics import TopicModel
from resources.topics.judgement import TopicJudgement

COMEBACK_AFTER = timedelta(hours=6)
_HINTS = 5
_WORTH_ASKING = 0.2
"""Probability from which a guess may be offered to tap: a far-fetched one sounds as if nobody had listened."""
_SURE = 0.5
"""Probability that a message is about the matters read into it, from which they are taken as told; else guesses."""
_NAMED, _SENTENCE, _WORD = 0.55, 7, 3
_NOTHING_NAMED = ("vague", "small_talk", "no", "yes", "off_topic")
_ANSWERING = (State.question, State.whose, State.age, State.area, State.hardest, State.contact)
_BARE_PLACE = 14
_PLACE = re.compile(r"[市区町村]|丁目|駅|〒|\d{3}-?\d{4}|住ん|住まい|住む|在住")
_LIVES = ("住", "にいる", "にいます", "暮らし")
_ENDING = ("stop", "forget", "restart", "withdraw", "back", "resume", "language")
_BESIDE = (State.safety, State.safe_to_write, State.hide, State.beside)
_LAUGHTER = re.compile(r"(?:(?<=[^a-zA-Z])[wｗＷ]{1,30}|[(（]?笑{1,5}[)）]?|(?<=.)草)[\s。!！ー~〜]{0,5}$")
"""A laugh at the end says how somebody bears it, not what it is about."""
_KINDS = {
    IncomingKind.TEXT: SaidKind.text,
    IncomingKind.CHOICE: SaidKind.choice,
    IncomingKind.STICKER: SaidKind.sticker,
    IncomingKind.MEDIA: SaidKind.media,
    IncomingKind.LOCATION: SaidKind.location,
    IncomingKind.FOLLOW: SaidKind.follow,
    IncomingKind.UNFOLLOW: SaidKind.unfollow,
    IncomingKind.SILENCE: SaidKind.silence,
    IncomingKind.FOLLOW_UP: SaidKind.followup,
    IncomingKind.ANSWERED: SaidKind.answered,
}


class Questions(Protocol):
    """Finds the FAQ entry that answers a text."""

    def find(self, text: str) -> str:
        """The entry's key, "" when none surely answers it."""


@dataclass(frozen=True)
class Understanding:
    """The readers of a text; each is loaded once in the worker."""

    triage: Triage
    topics: TopicModel
    questions: Questions
    router: Router
    area_names: dict[str, str]

    def read(self, incoming: Incoming, before: Remembered, source: str, parts: Sequence[str] = ()) -> Said:
        """What was said, in the light of the talk so far; `parts` are the messages that a text came in."""
        if incoming.kind is IncomingKind.TEXT:
            return self._text(incoming, before, source, parts)
        located = incoming.kind is IncomingKind.LOCATION
        where = self._located(incoming) if located else self._chosen(incoming, before.talk)
        kind = _KINDS[incoming.kind]
        return Said(kind=kind, now=incoming.occurred_at, choice=incoming.choice, where=where, source=source)

    def danger(self, before: Remembered, parts: Sequence[str]) -> list[Verdict]:
        """The verdicts on what was said: each message in the light of what came before it, and all as one."""
        heard = _heard(before)
        wholes = dict.fromkeys((" ".join(parts), "".join(parts)))  # a word may be broken between two messages
        found = [judge_turn(self.triage, whole, heard) for whole in wholes]  # a bare 「はい」 depends on our question
        if len(parts) > 1:
            found += [judge_turn(self.triage, part, [*heard, *parts[:at]]) for at, part in enumerate(parts)]
        return [verdict for verdict in found if verdict.level is not Level.NONE]

    def _news(self, before: Remembered, verdicts: list[Verdict], text: str) -> list[Verdict]:
        """Without what was answered already: beside somebody in danger, short words ring only with those before.

        Answering each 「そう」 with the numbers once more would be deaf. Words that are an alarm by themselves ring
        (R19), as do a new kind and a graver level of which the words hold a trace, or which answer our question of
        safety; the numbers and a person stay one tap away.
        """
        talk = before.talk
        grave = any(one.level is Level.EMERGENCY for one in verdicts) and talk.danger != Level.EMERGENCY.value
        kinds = {kind.value for one in verdicts for kind in one.chief or one.kinds}
        if talk.state not in _BESIDE:
            return verdicts
        if grave or not kinds <= set(talk.kinds):
            return verdicts if talk.state is not State.beside or adds(self.triage, text, _heard(before)) else []
        return verdicts if self.triage.weigh([text], "strict").level is not Level.NONE else []

    def _text(self, incoming: Incoming, before: Remembered, source: str, parts: Sequence[str]) -> Said:
        text, talk = incoming.text, before.talk
        verdicts = self._news(before, self.danger(before, parts or [text]), text)
        plain = _LAUGHTER.sub("", " ".join(text.split("\n"))) or text
        answers = talk.state in _ANSWERING  # what answers our question needs no light from before: it is the answer
        theirs = [] if answers else [spoken.text for spoken in before.recent if not spoken.is_ours]
        judged = self._meaning(reading.point(plain), theirs)
        quiet = incoming.received_at - before.at > COMEBACK_AFTER
        comeback = quiet and talk.state is not State.waiting and bool(talk.worries)
        levels = {verdict.level for verdict in verdicts}
        danger = next((level.value for level in (Level.EMERGENCY, Level.URGENT) if level in levels), "")
        return Said(
            kind=SaidKind.comeback if comeback else SaidKind.text,
            now=incoming.occurred_at,
            text=text,
            language=detect.language(text),
            intent=judged.intent,
            topics=judged.asserted,
            hints=tuple(topic for topic, score in judged.ranked[:_HINTS] if score >= _WORTH_ASKING),
            evidence=judged.evidence,
            faq=self.questions.find(plain),
            where=self._whereabouts(plain, talk),
            danger=danger,
            kinds=tuple(dict.fromkeys(kind.value for one in verdicts for kind in one.chief or one.kinds)),
            source=source,
        )

    def _meaning(self, text: str, before: Sequence[str]) -> TopicJudgement:
        """What words are about by themselves, else in the light of what came before.

        Context helps where a text names nothing (「それで眠れなくて」), and misleads where it does: after a vague
        beginning 「失業して3か月」 would stay vague. A wish to end or delete counts only when the words alone say so.
        """
        alone = self.topics.judge(text, [])
        if alone.intent in _NOTHING_NAMED and alone.ranked and alone.ranked[0][1] >= _NAMED and len(text) >= _WORD:
            alone = replace(alone, intent="", asserted=(alone.ranked[0][0],))  # 「金ない」 is no "no"
        alone = _if_sure(alone)
        if alone.asserted or not before or len(text) < _SENTENCE:
            return alone
        judged = _if_sure(_said_here(self.topics.judge(text, before), text))
        ending = judged.intent in _ENDING and judged.intent != alone.intent
        return replace(judged, intent="") if ending else judged

    def _whereabouts(self, text: str, talk: Talk) -> Whereabouts | None:
        """Where a text says somebody lives; unasked, only what is surely a place counts."""
        if talk.wants == "place":
            return self._in_words(self._nearer(text, talk))
        right = reading.corrected(text)[1]
        text = right or text
        if (talk.area_done and not right) or not (len(text) <= _BARE_PLACE or _PLACE.search(text)):
            return None
        found = self._nearer(text, talk)
        named = found.area_id or found.town or (found.municipality and not talk.municipality)
        if found.outside and len(text) <= _BARE_PLACE and _lives(text, talk):
            return self._in_words(found)
        sure = bool(named) and not (found.outside or found.declined)
        return self._in_words(found) if sure else None

    def _nearer(self, text: str, talk: Talk) -> RouteResult:
        """Where a text says somebody lives; beside a town told before, 「5丁目」 alone is a place."""
        found = self.router.route(text, municipality=talk.municipality or None)
        if not talk.town or found.town or found.area_id or found.declined or found.outside:
            return found
        there = self.router.route(f"{talk.town}{text}", municipality=talk.municipality or None)
        return there if there.chome or there.area_id else found

    def _chosen(self, incoming: Incoming, talk: Talk) -> Whereabouts | None:
        """A tapped answer to "which of these places" is a place as if it had been typed."""
        name, is_place, place = incoming.choice.partition("=")
        if name != "place" or not is_place:
            return None
        return self._in_words(self.router.route(place, municipality=talk.municipality or None))

    def _located(self, incoming: Incoming) -> Whereabouts:
        """From a location message: the address text first, it is finer than points; then the coordinates."""
        if incoming.address:
            found = self.router.route(incoming.address)
            if found.municipality or found.outside:
                return self._in_words(found)
        if incoming.latitude is None or incoming.longitude is None:
            return Whereabouts()
        return self._in_words(self.router.locate(incoming.latitude, incoming.longitude))

    def _in_words(self, found: RouteResult) -> Whereabouts:
        candidates = tuple((area, self.area_names.get(area, area)) for area in found.ambiguous)
        return Whereabouts(
            municipality=found.municipality or "",
            area_id=found.area_id or "",
            town=found.town or "",
            options=found.ask.options if found.ask else (),
            ask=_ask(found),
            candidates=candidates,
            outside=found.outside,
            declined=found.declined,
            known=bool(found.municipality or found.outside or found.declined),
        )


def _heard(before: Remembered) -> list[str]:
    """What was said so far as the danger screen reads it, oldest first."""
    return [f"bot: {spoken.text}" if spoken.is_ours else spoken.text for spoken in before.recent]


def _if_sure(judged: TopicJudgement) -> TopicJudgement:
    """The judgement without matters too faint to be given back as what somebody told; they stay as guesses."""
    sure = dict(judged.ranked)
    return judged if sum(sure.get(one, 0) for one in judged.asserted) >= _SURE else replace(judged, asserted=())


def _said_here(judged: TopicJudgement, text: str) -> TopicJudgement:
    """The judgement of a talk without matters for which only what was said before speaks: those are known."""
    here = tuple(one for one in judged.asserted if judged.evidence.get(one, "") in text)
    return replace(judged, asserted=here)


def _lives(text: str, talk: Talk) -> bool:
    """Whether a place outside is told as where somebody is; in another language its bare name is enough."""
    return any(word in text for word in _LIVES) or (text.isascii() and talk.language != "ja")


def _ask(found: RouteResult) -> str:
    if found.ask is None:
        return ""
    return "area" if found.ask.what == "confirm_area" else str(found.ask.what)
