"""Ids in the shapes LINE uses: ULIDs for events, U/C/R ids for chats, numbers for messages."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

CHAT_ID = re.compile(r"^[UCR][0-9a-f]{32}$")
"""A user, group or room id (LINE: `U[0-9a-f]{32}` and so on)."""


def millis(moment: datetime) -> int:
    """Milliseconds since 1970, as LINE writes times."""
    return int(moment.timestamp() * 1000)


def ulid(moment: datetime) -> str:
    """A `webhookEventId`: 48 bits of time and 80 random bits in Crockford's base 32."""
    number = (millis(moment) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def chat_id(prefix: str) -> str:
    """A fresh id for a user (U), group (C) or room (R)."""
    return prefix + secrets.token_hex(16)


def message_id() -> str:
    """A fresh message id: 18 digits, as LINE's are."""
    return str(secrets.randbelow(9 * 10**17) + 10**17)


def token() -> str:
    """A fresh opaque token (reply, quote, mark-as-read)."""
    return secrets.token_urlsafe(24)
