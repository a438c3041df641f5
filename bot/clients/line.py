"""What we ask of a messaging channel, and what can become of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Outcome(StrEnum):
    """How an attempt to send ended (LINE: Retry failed API requests; status codes)."""

    SENT = "sent"
    TOKEN_SPENT = "token_spent"  # noqa: S105 - 400 Invalid reply token: push instead
    REJECTED = "rejected"  # any other 4xx: trying again would not help
    UNAUTHORISED = "unauthorised"  # 401/403: the channel's settings are wrong; wait for the operator
    QUOTA = "quota"  # 429 with the monthly limit reached
    BUSY = "busy"  # 429 by rate: wait
    UNREACHABLE = "unreachable"  # 5xx, time-out, no connection: same retry key again


@dataclass(frozen=True)
class Sent:
    """The end of one attempt; `status` is the HTTP status, 0 without an answer."""

    outcome: Outcome
    status: int = 0


class LineClient(Protocol):
    """The calls that we make; every one returns within a few seconds."""

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Sent:
        """Answer with a reply token (free, once, within about a minute)."""

    def push(self, account: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Sent:
        """Send without a token; the same retry key is sent again on a retry, 409 then means it had arrived."""

    def typing(self, account: str, seconds: int) -> Sent:
        """Show the loading animation (5 to 60 s in steps of 5)."""

    def mark_read(self, token: str) -> Sent:
        """Mark the talk as read up to the message that carried this token."""

    def leave(self, kind: str, place: str) -> Sent:
        """Leave a group or a room: the bot talks one to one only."""


class ConsoleLine:
    """Prints instead of sending: for drills and for `tsunagu chat`."""

    def __init__(self, show: Callable[[Sequence[dict[str, Any]]], None]) -> None:
        self._show = show

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Sent:
        """Show the messages."""
        self._show(messages)
        return Sent(Outcome.SENT, 200)

    def push(self, account: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Sent:
        """Show the messages."""
        self._show(messages)
        return Sent(Outcome.SENT, 200)

    def typing(self, account: str, seconds: int) -> Sent:
        """Nothing to show."""
        return Sent(Outcome.SENT, 200)

    def mark_read(self, token: str) -> Sent:
        """Nothing to show."""
        return Sent(Outcome.SENT, 200)

    def leave(self, kind: str, place: str) -> Sent:
        """Nothing to leave."""
        return Sent(Outcome.SENT, 200)
