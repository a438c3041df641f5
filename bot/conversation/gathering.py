"""People write in fragments: which waiting messages are one text, and whether to wait a moment for its rest.

Danger never waits: every fragment is screened when it comes, alone and with those before it (R19).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.base.incoming import Incoming, IncomingKind
from bot.conversation.engine import Engine
from bot.conversation.parts import EngineParts
from bot.conversation.session import Remembered
from bot.store.crypto import Purpose
from bot.store.mailbox import Letter, Receipt
from flows.said import Said, SaidKind

MOST = 12
"""Messages read as one at most."""
_APART = timedelta(seconds=60)
"""Messages further apart are no fragments of one text."""
_LENGTH = 1500
"""Letters in all."""
_LONGEST = 5
"""Pauses, from the first fragment on: whoever writes on and on is answered in between."""


@dataclass(frozen=True)
class Gathered:
    """What to do with a taken letter: read `more` with it, or wait until a moment."""

    more: tuple[Letter, ...] = ()
    until: datetime | None = None
    known: int = 1
    """Letters of the lane that were looked at: one that came meanwhile ends the wait."""


class Gathering:
    """Looks at a taken letter and those behind it; decides nothing about what they mean."""

    def __init__(self, engine: Engine, parts: EngineParts, pause: timedelta) -> None:
        self._engine = engine
        self._parts = parts
        self._pause = pause

    def look(self, receipt: Receipt, behind: Callable[[], list[Letter]]) -> Gathered:
        """Which of the letters behind it belong to the letter, and whether its talk should be left for a moment."""
        first = self._open(receipt.letter)
        if receipt.attempts > 1:  # a letter that failed is tried by itself
            return Gathered()
        before = self._engine.remembered(receipt.letter.lane)
        if before is None or not self._joins(before, first):
            return Gathered()
        following = behind()
        texts, more = [first], list[Letter]()
        for letter in following[: MOST - 1]:
            one = self._open(letter)
            if not self._near(texts, one) or not self._joins(before, one):
                return Gathered(tuple(more))  # whatever comes next, this text has ended
            texts.append(one)
            more.append(letter)
        return Gathered(tuple(more), self._until(before, texts), 1 + len(following))

    def _until(self, before: Remembered, texts: list[Incoming]) -> datetime | None:
        """The end of the pause; None when there is none, when it is over, or when danger was heard."""
        pauses = self._parts.conversation.patience(before.talk, texts[-1].text)
        latest = texts[0].received_at + _LONGEST * self._pause
        until = min(texts[-1].received_at + pauses * self._pause, latest)
        if len(texts) >= MOST or not pauses or until <= self._parts.clock():
            return None
        heard = self._parts.understanding.danger(before, [one.text for one in texts])
        return None if heard else until

    def _near(self, texts: list[Incoming], one: Incoming) -> bool:
        length = sum(len(text.text) for text in texts) + len(one.text)
        return one.occurred_at - texts[-1].occurred_at <= _APART and length <= _LENGTH

    def _joins(self, before: Remembered, one: Incoming) -> bool:
        """Words of their own, with an id by which they can be taken back."""
        if one.kind is not IncomingKind.TEXT or not one.message_id:
            return False
        said = Said(SaidKind.text, one.occurred_at, one.text)
        return self._parts.conversation.joins(before.talk, said)

    def _open(self, letter: Letter) -> Incoming:
        return Incoming.from_json(self._parts.keyring.open(Purpose.SESSION, letter.body))
