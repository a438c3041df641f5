"""A light double of the LINE Platform: signed webhooks out, the Messaging API in; it notes when each turn ended."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.entry.bench.crowd import Crowd, Resident
from bot.entry.bench.wire import Answering, Pool

_CONNECTIONS = 64


@dataclass
class Turn:
    """One event on its way; moments in seconds of one clock, 0 while it has not happened."""

    resident: Resident
    said: float
    status: int = 0
    accepted: float = 0.0
    answered: float = 0.0


@dataclass
class Seen:
    """What the double saw: all turns, and what must not happen."""

    turns: list[Turn] = field(default_factory=list)
    twice: int = 0
    """Answers to a turn that had been answered."""
    strange: int = 0
    """Answers to nobody who asked."""


class LineDouble:
    """Stands in for LINE in one event loop."""

    def __init__(self, secret: str, crowd: Crowd) -> None:
        self._secret = secret.encode()
        self._crowd = crowd
        self._pool: Pool | None = None
        self._by_token: dict[str, Turn] = {}
        self._by_account: dict[str, Turn] = {}
        self._server: asyncio.Server | None = None
        self._number = 0
        self.seen = Seen()

    async def listen(self, port: int = 0) -> int:
        """Open the Messaging API; returns its port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Answering(self._answer), "127.0.0.1", port)
        return int(self._server.sockets[0].getsockname()[1])

    def send_to(self, port: int) -> None:
        """Send webhooks to this port from now on."""
        self._pool = Pool("127.0.0.1", port, _CONNECTIONS)

    def close(self) -> None:
        """Stop answering and asking."""
        if self._pool is not None:
            self._pool.close()
        if self._server is not None:
            self._server.close()

    def say(self, told: Callable[[int], None] | None = None) -> Turn:
        """The next resident does something; `told` hears the status of the webhook's answer."""
        resident = self._crowd.next()
        turn = Turn(resident, time.perf_counter())
        self._post(turn, self._crowd.event(resident), told or _ignore)
        return turn

    def _post(self, turn: Turn, event: dict[str, Any], told: Callable[[int], None]) -> None:
        resident = turn.resident
        token = secrets.token_hex(16)
        self._number += 1
        now = int(time.time() * 1000)
        whole = event | {
            "mode": "active",
            "timestamp": now,
            "source": {"type": "user", "userId": resident.account},
            "webhookEventId": f"01{self._number:012d}{token[:12]}",
            "deliveryContext": {"isRedelivery": False},
            "replyToken": token,
        }
        if "message" in whole:
            whole["message"] = whole["message"] | {"id": f"{now}{self._number:06d}"}
        body = json.dumps({"destination": "U0", "events": [whole]}).encode()
        self.seen.turns.append(turn)
        self._by_token[token] = self._by_account[resident.account] = turn
        assert self._pool is not None
        self._pool.ask(signed(body, self._secret), self._accepting(turn, told))

    def _accepting(self, turn: Turn, told: Callable[[int], None]) -> Callable[[int], None]:
        def accepted(status: int) -> None:
            turn.status, turn.accepted = status, time.perf_counter()
            if status != 200:
                self._crowd.back(turn.resident, [])
            told(status)

        return accepted

    def _answer(self, head: bytes, body: bytes) -> bytes:
        """One call of the Messaging API."""
        path = head.split(b" ", 2)[1]
        if path.endswith((b"/message/reply", b"/message/push")):
            call = json.loads(body)
            token = call.get("replyToken")
            turn = self._by_token.get(token) if token else self._by_account.get(call.get("to", ""))
            self._ended(turn, call["messages"], by_push=not token)
            return b'{"sentMessages":[{"id":"1","quoteToken":"q"}]}'
        return b"{}"

    def _ended(self, turn: Turn | None, messages: list[dict[str, Any]], *, by_push: bool) -> None:
        if turn is None:
            self.seen.strange += 1
        elif not turn.answered:
            turn.answered = time.perf_counter()
            self._crowd.back(turn.resident, messages)
        elif not by_push:  # a push may be a reminder or a coordinator's words
            self.seen.twice += 1


def _ignore(_status: int) -> None:
    """Nobody asked."""


def signed(body: bytes, secret: bytes) -> bytes:
    """A webhook request as LINE sends it."""
    signature = base64.b64encode(hmac.new(secret, body, hashlib.sha256).digest())
    return (
        b"POST /callback HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"X-Line-Signature: %b\r\nContent-Length: %d\r\n\r\n%b" % (signature, len(body), body)
    )


async def offer(say: Callable[[], object], gaps: Callable[[], float], seconds: float) -> None:
    """Call `say` again and again with these gaps, whatever becomes of it: people do not wait for a slow server."""
    due = begun = time.perf_counter()
    while due < begun + seconds:
        late = due - time.perf_counter()
        if late > 0:
            await asyncio.sleep(late)
        say()
        due += gaps()
