"""What comes in from any channel, in our own words; nothing below the edges says LINE."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncomingKind(StrEnum):
    """Kinds of things a channel can tell us."""

    TEXT = "text"
    CHOICE = "choice"  # a tapped button (LINE: postback)
    STICKER = "sticker"
    MEDIA = "media"  # image, video, audio, file: never fetched
    LOCATION = "location"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    UNSEND = "unsend"
    GROUP = "group"  # anything from a group or room
    SILENCE = "silence"  # our own timer: nothing was heard for a while
    FOLLOW_UP = "follow_up"  # our own timer: the resident asked to be asked how it went
    ANSWERED = "answered"  # a coordinator wrote, closed or gave back the case


@dataclass(frozen=True)
class Incoming:
    """One event of one person. `account` is the channel's user id: it never leaves the worker unencrypted."""

    channel: str
    event_id: str
    kind: IncomingKind
    account: str
    occurred_at: datetime
    received_at: datetime
    text: str = ""
    choice: str = ""
    message_id: str = ""
    reply_token: str = ""
    read_token: str = ""
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""
    place_kind: str = ""
    place: str = ""
    redelivered: bool = False

    def to_json(self) -> bytes:
        """As bytes to be sealed; lone surrogates stay escaped."""
        fields = dict(vars(self))
        fields["occurred_at"] = self.occurred_at.isoformat()
        fields["received_at"] = self.received_at.isoformat()
        return json.dumps(fields).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Incoming:
        """The reverse; fields that a newer version added are passed over, so that upgrades need no pause."""
        known = {field.name for field in dataclasses.fields(cls)}
        fields = {name: value for name, value in json.loads(data).items() if name in known}
        fields["kind"] = IncomingKind(fields["kind"])
        for name in ("occurred_at", "received_at"):
            fields[name] = datetime.fromisoformat(fields[name])
        return cls(**fields)
