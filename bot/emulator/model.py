"""What the platform remembers: residents, what is on their screens, deliveries and their attempts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.emulator.errors import Json
from bot.emulator.validate.limits import limit

Side = Literal["resident", "bot", "notice"]
Mode = Literal["active", "standby"]


@dataclass
class Entry:
    """One thing on the screen of a chat; `via` says how it came (event, reply, push, display)."""

    id: str
    at: datetime
    side: Side
    message: Json
    via: str
    quote_token: str = ""
    read: bool = False
    unsent: bool = False

    def as_json(self) -> Json:
        """The entry as the phone page and the test client read it; an unsent text is gone."""
        shown = {"type": self.message.get("type", "")} if self.unsent else self.message
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "side": self.side,
            "via": self.via,
            "message": shown,
            "read": self.read,
            "unsent": self.unsent,
        }


@dataclass
class Chat:
    """A talk with the bot: of one resident (U…), a group (C…) or a room (R…)."""

    id: str
    name: str
    is_friend: bool = True
    blocked: bool = False
    bot_present: bool = True
    language: str = "ja"
    mode: Mode = "active"
    rich_menu_id: str = ""
    loading_until: datetime | None = None
    entries: list[Entry] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    last_spoke: datetime | None = None

    @property
    def kind(self) -> Literal["user", "group", "room"]:
        """The source type that LINE names for this chat."""
        kinds: dict[str, Literal["user", "group", "room"]] = {"U": "user", "C": "group", "R": "room"}
        return kinds[self.id[0]]

    def is_reached(self, now: datetime) -> bool:
        """Whether a message sent now is shown: a friend, or one who wrote within 7 days, and no blocking.

        Source: https://developers.line.biz/en/reference/messaging-api/#send-push-message (Conditions)
        """
        recent = timedelta(days=limit("push_after_message"))
        wrote = self.last_spoke is not None and now - self.last_spoke <= recent
        return not self.blocked and self.bot_present and (self.is_friend or wrote)

    def find(self, message_id: str) -> Entry | None:
        """The entry of a message id, if it is in this chat."""
        return next((entry for entry in self.entries if entry.id == message_id), None)


@dataclass(frozen=True)
class SendResult:
    """How one webhook POST went: LINE's reason (empty for success), and the status code (0 for none)."""

    reason: Literal["", "could_not_connect", "request_timeout", "error_status_code", "unclassified"]
    status: int
    detail: str = ""

    @property
    def ok(self) -> bool:
        """Whether the bot answered 2xx in time."""
        return self.reason == ""


@dataclass(frozen=True)
class Attempt:
    """One try at a delivery."""

    at: datetime
    redelivery: bool
    result: SendResult


@dataclass
class Delivery:
    """One webhook POST: its events, every attempt, and when the next automatic one is due."""

    id: str
    events: list[Json]
    created: datetime
    attempts: list[Attempt] = field(default_factory=list)
    next_at: datetime | None = None
    raw: bytes | None = None

    @property
    def state(self) -> Literal["waiting", "delivered", "failed"]:
        """Where the delivery stands after its last attempt."""
        if not self.attempts:
            return "waiting"
        return "delivered" if self.attempts[-1].result.ok else "failed"

    def as_json(self) -> Json:
        """The delivery as the admin API shows it."""
        return {
            "id": self.id,
            "state": self.state,
            "events": self.events,
            "created": self.created.isoformat(),
            "attempts": [
                {
                    "at": one.at.isoformat(),
                    "redelivery": one.redelivery,
                    "reason": one.result.reason,
                    "status": one.result.status,
                    "detail": one.result.detail,
                }
                for one in self.attempts
            ],
        }
