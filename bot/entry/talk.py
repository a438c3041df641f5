"""Talking with the engine directly, without HTTP: the terminal chat, and tests of whole conversations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.base.clock import Clock
from bot.base.ids import new_id
from bot.base.incoming import Incoming, IncomingKind
from bot.conversation.engine import Engine
from bot.conversation.parts import EngineParts
from bot.identity import Vault
from bot.outbox import Outbox
from bot.store.crypto import Purpose
from bot.store.mailbox import Letter, Receipt
from bot.store.models import MessageRow, OutboxRow

CHANNEL = "chat"


@dataclass
class Heard:
    """What came back for one line: the bot's bubbles as plain JSON, and the answers that can be tapped."""

    bubbles: list[dict[str, Any]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The words of every bubble; cards as their lines."""
        return [words for bubble in self.bubbles for words in _words(bubble)]

    @property
    def choices(self) -> dict[str, str]:
        """Labels and ids of everything that can be tapped."""
        found: dict[str, str] = {}
        for bubble in self.bubbles:
            for card in bubble.get("cards", []):
                found |= {f"{card['title']}: {button['label']}": button["id"] for button in card["buttons"]}
            found |= {button["label"]: button["id"] for button in bubble.get("buttons", [])}
        return found


class TalkingResident:
    """One resident on the channel "chat": says a line, hears the answer."""

    def __init__(self, engine: Engine, parts: EngineParts, name: str) -> None:
        self._engine = engine
        self._parts = parts
        self._name = name
        self._choices: dict[str, str] = {}

    @property
    def labels(self) -> list[str]:
        """Labels of the answers offered last."""
        return list(self._choices)

    def opens(self) -> Heard:
        """Come to the account for the first time, or again."""
        return self._do(IncomingKind.FOLLOW)

    def says(self, line: str) -> Heard:
        """Type a line; exactly the label of an offered answer counts as a tap."""
        if line in self._choices:
            return self._do(IncomingKind.CHOICE, choice=self._choices[line])
        return self._do(IncomingKind.TEXT, text=line)

    def does(self, kind: IncomingKind, **fields: Any) -> Heard:
        """Anything else that can come in: a sticker, a location, silence."""
        return self._do(kind, **fields)

    def waits(self) -> Heard:
        """Hear what others (a coordinator) sent meanwhile."""
        return self._collect()

    def _do(self, kind: IncomingKind, **fields: Any) -> Heard:
        clock: Clock = self._parts.clock
        now = clock()
        fields.setdefault("message_id", new_id())
        incoming = Incoming(CHANNEL, new_id(), kind, self._name, now, now, **fields)
        lane = self._parts.keyring.fingerprint(f"{CHANNEL}:{self._name}")
        body = self._parts.keyring.seal(Purpose.SESSION, incoming.to_json())
        letter = Letter(incoming.event_id, lane, body, now)
        self._engine.process(Receipt(letter, int(now.timestamp() * 1000), 1))
        return self._collect()

    def _collect(self) -> Heard:
        heard = Heard()
        with self._parts.database.transaction() as session:
            vault = Vault(session, self._parts.clock, self._parts.keyring)
            resident = vault.find(CHANNEL, self._name)
            if resident is None:
                return heard
            outbox = Outbox(session, self._parts.clock)
            due = (OutboxRow.resident_id == resident.resident_id) & (OutboxRow.state == "pending")
            for row in session.scalars(select(OutboxRow).where(due).order_by(OutboxRow.sequence)):
                heard.bubbles += _content(session, row)
                outbox.settle(row, "sent")
        self._choices = heard.choices or self._choices
        return heard


def _content(session: Session, row: OutboxRow) -> list[dict[str, Any]]:
    """The bot's bubbles, or the words of the coordinator that the row points to."""
    if row.message_id is None:
        return list(json.loads(row.body or "[]"))
    message = session.get(MessageRow, row.message_id)
    return [{"type": "text", "text": message.text, "sender": "地域の担当者"}] if message and message.text else []


def _words(bubble: dict[str, Any]) -> Sequence[str]:
    if bubble["type"] == "text":
        return [bubble["text"]]
    return [_card_words(card) for card in bubble["cards"]]


def _card_words(card: dict[str, Any]) -> str:
    head = f"[{card['badge']}] {card['title']}" if card["badge"] else str(card["title"])
    links = [f"{label}: {uri}" for label, uri in card["links"]]
    return "\n  ".join([head, *card["lines"], *links])
