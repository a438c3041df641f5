"""Hand-written stand-ins for what is outside: they keep what they were given and fail on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.clients import Outcome, Sent


class FakeLine:
    """A LineClient that remembers what was sent and answers with the outcomes it was told to."""

    def __init__(self) -> None:
        self.replies: list[tuple[str, list[dict[str, Any]]]] = []
        self.pushes: list[tuple[str, list[dict[str, Any]], str]] = []
        self.left: list[tuple[str, str]] = []
        self.outcomes: list[Outcome] = []
        self.delay: Callable[[], None] = lambda: None

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Sent:
        """Remember a reply."""
        self.replies.append((token, list(messages)))
        return self._next()

    def push(self, account: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Sent:
        """Remember a push."""
        self.pushes.append((account, list(messages), retry_key))
        return self._next()

    def typing(self, account: str, seconds: int) -> Sent:
        """Say that it worked."""
        return Sent(Outcome.SENT, 200)

    def mark_read(self, token: str) -> Sent:
        """Say that it worked."""
        return Sent(Outcome.SENT, 200)

    def leave(self, kind: str, place: str) -> Sent:
        """Remember what was left."""
        self.left.append((kind, place))
        return Sent(Outcome.SENT, 200)

    def _next(self) -> Sent:
        self.delay()
        return Sent(self.outcomes.pop(0) if self.outcomes else Outcome.SENT)
