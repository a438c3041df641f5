"""Cards as a resident sees them, made by the same code that makes them in a talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from bot.base.clock import Clock, to_jst
from bot.catalogue.port import Shown
from bot.conversation import cards
from bot.conversation.bubbles import Card
from bot.conversation.stage import Stage
from bot.triage.open_lines import OpenLine
from flows.texts import TextBook
from resources.hours import hours_of_hotline
from resources.matcher import Suggestion
from resources.records import Hotline, Place


class PreviewStage:
    """What cards need of a turn: words and the time; nobody is talking."""

    def __init__(self, texts: TextBook, clock: Clock) -> None:
        self._texts = texts
        self.clock = clock

    @property
    def parts(self) -> PreviewStage:
        """Where cards look for the clock."""
        return self

    def word(self, key: str, values: Mapping[str, str] | None = None) -> str:
        """A label in Japanese."""
        return self._texts.line(key, "ja", False, dict(values or {}))


def shown_place(stage: PreviewStage, place: Place) -> Shown:
    """The card of a place, with a stand-in for the reason that depends on who asks."""
    stale = place.is_stale(to_jst(stage.clock()).date())
    suggestion = Suggestion(place, 1.0, "(その方に合うわけが、ここに一行入ります)", None, "area", stale)
    found = cards.places(cast("Stage", stage), [suggestion])
    return _shown(found.cards[0])


def shown_hotline(stage: PreviewStage, line: Hotline) -> Shown:
    """The card of a line as it would be shown now."""
    hours = hours_of_hotline(line)
    entry = OpenLine(line, hours.is_open(stage.clock()), hours.describe(stage.clock()))
    return _shown(cards.line_card(cast("Stage", stage), entry))


def _shown(card: Card) -> Shown:
    return Shown(card.title, card.badge, card.lines, tuple(f"{label}({uri})" for label, uri in card.links))
