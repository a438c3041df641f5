"""What an incoming thing means: danger first, then topics, a question, a place (pure given its parts; no database)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.base.incoming import Incoming, IncomingKind
from bot.conversation.session import Remembered
from bot.routing import Router, RouteResult
from bot.triage import Triage
from bot.triage.turns import judge_turn
from bot.triage.verdict import Level, Verdict
from flows.fragments import joined
from flows.said import Said, SaidKind, Whereabouts
from flows.talk import State, Talk
from resources.language import detect
from resources.topics import TopicModel

COMEBACK_AFTER = timedelta(hours=6)
_HINTS = 5
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
        heard = [f"bot: {spoken.text}" if spoken.is_ours else spoken.text for spoken in before.recent]
        whole = joined(parts) if len(parts) > 1 else parts[0]
        found = [judge_turn(self.triage, whole, heard)]  # a bare 「はい」 means what our question makes it mean
        if len(parts) > 1:
            found += [judge_turn(self.triage, part, [*heard, *parts[:at]]) for at, part in enumerate(parts)]
        return [verdict for verdict in found if verdict.level is not Level.NONE]

    def _text(self, incoming: Incoming, before: Remembered, source: str, parts: Sequence[str]) -> Said:
        text, talk = incoming.text, before.talk
        verdicts = self.danger(before, parts or [text])
        judged = self.topics.judge(text, [spoken.text for spoken in before.recent if not spoken.is_ours])
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
            hints=tuple(topic for topic, _ in judged.ranked[:_HINTS]),
            evidence=judged.evidence,
            faq=self.questions.find(text),
            where=self._whereabouts(text, talk),
            danger=danger,
            kinds=tuple(dict.fromkeys(kind.value for verdict in verdicts for kind in verdict.kinds)),
            source=source,
        )

    def _whereabouts(self, text: str, talk: Talk) -> Whereabouts | None:
        if talk.wants != "place":
            return None
        return self._in_words(self.router.route(text, municipality=talk.municipality or None))

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
            if found.municipality and not found.outside:
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


def _ask(found: RouteResult) -> str:
    if found.ask is None:
        return ""
    return "area" if found.ask.what == "confirm_area" else str(found.ask.what)
