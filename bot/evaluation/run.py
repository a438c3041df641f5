"""Running the sets by name with what a brain has loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from bot.base.errors import InvalidInput
from bot.evaluation import others, plain, topics, triage
from bot.evaluation.figures import Report
from bot.evaluation.sets import FOLDER, read
from bot.privacy import Masker
from bot.routing import Router
from bot.triage import Triage
from faq import FaqBook
from resources.matcher import Matcher
from resources.topics import TopicModel


class Readers(Protocol):
    """What is measured; `bot.entry.brain.Brain` is one."""

    @property
    def triage(self) -> Triage:
        """The danger screen."""

    @property
    def topics(self) -> TopicModel:
        """The topic model."""

    @property
    def matcher(self) -> Matcher:
        """The matcher."""

    @property
    def masker(self) -> Masker:
        """The pseudonymiser."""

    @property
    def router(self) -> Router:
        """The router."""

    @property
    def faq(self) -> FaqBook:
        """The FAQ."""


_SETS: Mapping[str, Callable[[Readers, Path], Report]] = {
    "triage": lambda brain, folder: triage.evaluate(brain.triage, read("triage", folder)),
    "topics": lambda brain, folder: topics.evaluate(brain.topics, read("topics", folder)),
    "match": lambda brain, folder: others.match(brain.matcher, read("match", folder)),
    "mask": lambda brain, folder: others.mask(brain.masker, read("mask", folder)),
    "route": lambda brain, folder: others.route(brain.router, read("route", folder)),
    "faq": lambda brain, folder: others.questions(brain.faq, read("faq", folder)),
}
NAMES = tuple(_SETS)
_BESIDE: Mapping[str, Callable[[Readers, Path], Report]] = {
    "hardness": lambda _, folder: plain.evaluate(read("topics", folder), read("triage", folder)),
}
"""What is measured only when named: it says something of the sets, nothing of the readers."""


def evaluate(brain: Readers, names: Sequence[str] = (), folder: Path = FOLDER) -> list[Report]:
    """One report a set; raises InvalidInput for an unknown name or an unreadable set."""
    known = {**_SETS, **_BESIDE}
    unknown = set(names) - set(known)
    if unknown:
        raise InvalidInput(f"知らない名前です: {', '.join(sorted(unknown))}。使えるもの: {', '.join(known)}")
    return [known[name](brain, folder) for name in names or NAMES]
