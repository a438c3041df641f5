"""What a turn says, in shapes that every channel can show; `bot/clients` turns them into LINE's messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Button:
    """One answer to tap; `id` comes back as the choice."""

    id: str
    label: str


@dataclass(frozen=True)
class Text:
    """One bubble of words."""

    text: str
    sender: str = ""
    """Name shown above the bubble where a person wrote it; "" for the bot."""
    type: str = "text"


@dataclass(frozen=True)
class Card:
    """One place or line: a title, a few lines of words, ways to reach it (label, URI) and answers to tap."""

    title: str
    lines: tuple[str, ...] = ()
    badge: str = ""
    links: tuple[tuple[str, str], ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Cards:
    """Cards side by side; `alt` is read where cards cannot be shown."""

    alt: str
    cards: tuple[Card, ...]
    type: str = "cards"


Bubble = Text | Cards


def to_json(bubbles: Sequence[Bubble], buttons: Sequence[Button]) -> list[dict[str, Any]]:
    """A turn as plain JSON for the outbox: the buttons belong to the last bubble."""
    turn = [asdict(bubble) for bubble in bubbles]
    if turn and buttons:
        turn[-1]["buttons"] = [asdict(button) for button in buttons]
    return turn
