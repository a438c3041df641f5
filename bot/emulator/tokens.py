"""Reply tokens and retry keys: what may be used once, and for how long."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.emulator.errors import Detail, Json, LineRefusal
from bot.emulator.validate.limits import limit

_LIFE = timedelta(minutes=limit("reply_token_life"))
_REDELIVERED = timedelta(minutes=limit("reply_token_redelivered"))
_KEY_LIFE = timedelta(hours=limit("retry_key_life"))
_UUID = re.compile(r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")


@dataclass
class _ReplyToken:
    chat_id: str
    born: datetime
    valid_until: datetime
    used: bool = False


class ReplyTokens:
    """Good once, for one minute from receipt; after a redelivery for one more minute, within 20 in all.

    Source: https://developers.line.biz/en/reference/messaging-api/#send-reply-message-reply-token
    """

    def __init__(self) -> None:
        self._tokens: dict[str, _ReplyToken] = {}

    def clear(self) -> None:
        """Forget every token."""
        self._tokens.clear()

    def issue(self, token: str, chat_id: str, born: datetime, now: datetime) -> None:
        """Start the life of a token: its event happened at `born` and reaches the bot `now`."""
        self._tokens.setdefault(token, _ReplyToken(chat_id, born, now + _LIFE))

    def renew(self, token: str, now: datetime) -> None:
        """A redelivery brings the token back for a minute, unless it was used or 20 minutes have passed."""
        known = self._tokens.get(token)
        if known is not None and not known.used and now - known.born <= _REDELIVERED:
            known.valid_until = now + _LIFE

    def check(self, token: object, now: datetime) -> str:
        """The chat a token answers; `LineRefusal` (400) when it is unknown, used or stale."""
        known = self._tokens.get(token) if isinstance(token, str) else None
        if known is None or known.used or now > known.valid_until:
            raise LineRefusal(400, "Invalid reply token")
        return known.chat_id

    def use(self, token: str) -> None:
        """Spend a token."""
        self._tokens[token].used = True


@dataclass(frozen=True)
class _Accepted:
    request_id: str
    sent: list[Json]
    until: datetime


class RetryKeys:
    """Requests already accepted under a retry key, remembered for 24 hours.

    Source: https://developers.line.biz/en/docs/messaging-api/retrying-api-request/
    """

    def __init__(self) -> None:
        self._accepted: dict[str, _Accepted] = {}

    def clear(self) -> None:
        """Forget every key."""
        self._accepted.clear()

    def check(self, key: str | None, now: datetime) -> None:
        """`LineRefusal`: 400 for a key that is no UUID, 409 for one that was accepted before."""
        if key is None:
            return
        if not _UUID.match(key):
            detail = Detail("Invalid retry key", "X-Line-Retry-Key")
            raise LineRefusal(400, "The request header has 1 error(s)", (detail,))
        known = self._accepted.get(key.lower())
        if known is not None and now < known.until:
            raise LineRefusal(
                409,
                "The retry key is already accepted",
                headers={"X-Line-Accepted-Request-Id": known.request_id},
                extra={"sentMessages": known.sent} if known.sent else {},
            )

    def accept(self, key: str | None, request_id: str, sent: list[Json], now: datetime) -> None:
        """Remember a request that was answered 2xx."""
        if key is not None:
            self._accepted[key.lower()] = _Accepted(request_id, sent, now + _KEY_LIFE)
