"""Places, lines, offices and drafts as cards; every label comes from the texts."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from bot.conversation.bubbles import Button, Card, Cards
from bot.conversation.parts import Office
from bot.conversation.stage import Stage
from bot.triage.open_lines import OpenLine
from resources.hours import hours_of_place
from resources.matcher import Suggestion
from resources.records import Place

_A_ROW = 10
"""Cards side by side: LINE takes 12 in a carousel (LINE: Flex Message, carousel)."""


def places(stage: Stage, found: Sequence[Suggestion]) -> Cards:
    """One card a suggestion: what it is, why it fits, when it is open, how to reach it (R45)."""
    cards = tuple(_place(stage, suggestion) for suggestion in found)
    names = "、".join(suggestion.place.name for suggestion in found)
    return Cards(stage.word("card.places_alt", {"names": names}), cards)


def lines(stage: Stage, found: Sequence[OpenLine], *, alarmed: bool) -> Cards:
    """One a line, the first one first; the last card says plainly whether a person reads now (R25).

    That somebody was told is said only where it is so: who asks for the numbers alone has told nobody.
    """
    talk, offices = stage.talk, stage.parts.offices
    there = offices.on_duty(stage.parts.clock(), talk.municipality, talk.area_id)
    duty = ("somebody" if alarmed else "") if there else "nobody"
    cards = tuple(line_card(stage, entry) for entry in found)
    cards += (Card(stage.word(f"card.duty.{duty}")),) if duty else ()
    names = "、".join(f"{entry.line.name} {entry.line.dial}".strip() for entry in found)
    return Cards(stage.word("card.lines_alt", {"names": names}), cards)


def office(stage: Stage, found: Office) -> Cards:
    """How to reach a person of the area's team by other ways than this chat (R43)."""
    told = tuple(part for part in (found.address, found.hours) if part)
    return Cards(found.name, (Card(found.name, told, links=_tel(stage, found.phone)),))


def draft(stage: Stage, items: Sequence[tuple[str, str, str]]) -> list[Cards]:
    """Every item that would be told, as (id, label, masked text), numbered, each with a button to take it out (R04).

    One row holds them all, several a card where they are many: a turn has three bubbles (R31).
    """
    a_card = -(-len(items) // _A_ROW) or 1
    alt = stage.word("card.draft_alt")
    numbered = list(enumerate(items, 1))
    cards = [_items(stage, numbered[start : start + a_card]) for start in range(0, len(numbered), a_card)]
    return [Cards(alt, tuple(cards))] if cards else []


def _items(stage: Stage, numbered: Sequence[tuple[int, tuple[str, str, str]]]) -> Card:
    """A card of one item, or of a few with their numbers on the buttons."""
    remove = stage.word("card.label.remove")
    if len(numbered) == 1:
        number, (item, label, text) = numbered[0]
        return Card(f"{number}. {label}", (text,), buttons=(Button(f"draft.remove.{item}", remove),))
    lines = tuple(f"{number}. {label}: {text}" for number, (_, label, text) in numbered)
    buttons = tuple(Button(f"draft.remove.{item}", f"{number}. {remove}") for number, (item, _, _) in numbered)
    return Card(f"{numbered[0][0]}–{numbered[-1][0]}", lines, buttons=buttons)


def _place(stage: Stage, suggestion: Suggestion) -> Card:
    place = suggestion.place
    told = [suggestion.reason, place.description, _when(stage, place), place.address, place.fee_text]
    if suggestion.stale:
        day = place.verified_on.isoformat() if place.verified_on else stage.word("card.unknown_day")
        told.append(stage.word("card.stale", {"day": day}))
    links = _tel(stage, place.phone)
    if place.url.startswith("https://"):
        links += ((stage.word("card.label.page"), place.url),)
    return Card(place.name, tuple(line for line in told if line), _badge(stage, suggestion), links)


def _badge(stage: Stage, suggestion: Suggestion) -> str:
    """What kind of place it is, and that it serves all of Tokyo or Japan where nothing nearer fitted."""
    kind = stage.word(f"card.kind.{suggestion.place.kind}")
    wide = suggestion.scope in ("tokyo", "japan")
    return f"{kind}・{stage.word(f'card.wide.{suggestion.scope}')}" if wide else kind


def _when(stage: Stage, place: Place) -> str:
    hours = hours_of_place(place)
    if hours.is_known:
        return hours.describe(stage.parts.clock())
    return place.hours_text


def line_card(stage: Stage, entry: OpenLine) -> Card:
    """One line: its number, whether it is open now, and a chat where there is one."""
    line = entry.line
    links = _tel(stage, line.dial)
    url = next((word for word in line.chat_url_or_line.split() if word.startswith(("https://", "http://"))), "")
    if url:
        links += ((stage.word("card.label.chat" if line.in_writing else "card.label.page"), url),)
    told = (line.dial, "" if url else line.chat_url_or_line, entry.hours)
    return Card(line.name, tuple(part for part in told if part), links=links)


def _tel(stage: Stage, phone: str) -> tuple[tuple[str, str], ...]:
    number = phone.split(" / ")[0].split(" (")[0].split(";")[0].strip()
    if not any(sign.isdigit() for sign in number):
        return ()
    return ((stage.word("card.label.call"), "tel:" + quote(number, safe="+")),)
