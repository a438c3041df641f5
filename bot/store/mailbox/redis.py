"""The mailbox on Redis: a sorted set a lane, a sorted set of ready lanes, leases; every step one Lua script.

Durability is Redis's: run it with `appendonly yes` and `appendfsync always` (deploy/redis.conf), so that what was
answered with 200 is on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import redis

from bot.base.errors import Unavailable
from bot.store.mailbox.scripts import BURY, DONE, FORGET, PUT, RETRY, TAKE
from bot.store.mailbox.types import Letter, MailboxFull, Receipt

LEASE = timedelta(seconds=60)
REMEMBER = timedelta(days=7)
P = ParamSpec("P")
R = TypeVar("R")


def _reachable(call: Callable[P, R]) -> Callable[P, R]:
    """Turn Redis's faults into ours: the webhook then answers 503 and LINE redelivers."""

    @wraps(call)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except redis.RedisError as error:
            raise Unavailable("受信箱(Redis)が応答しません。") from error

    return checked


class RedisMailbox:
    """Letters in hashes, lanes and leases in sorted sets."""

    def __init__(self, client: redis.Redis, limit: int = 20_000, prefix: str = "tsunagu:") -> None:
        self._redis: Any = client
        self._limit = limit
        self._prefix = prefix
        self._scripts = {name: client.register_script(code) for name, code in _SCRIPTS.items()}

    @_reachable
    def put(self, letters: list[Letter], now: datetime) -> int:
        """See Mailbox.put."""
        args: list[Any] = [self._limit, _ms(now), int(REMEMBER.total_seconds())]
        for letter in letters:
            args += [letter.event_id, letter.lane, letter.body, _ms(letter.occurred_at), int(letter.urgent)]
        kept = self._run("put", *args)
        if kept < 0:
            raise MailboxFull("受信箱がいっぱいです。しばらくして再送されます。")
        return int(kept)

    @_reachable
    def take(self, worker: str, now: datetime) -> Receipt | None:
        """See Mailbox.take."""
        found = self._run("take", _ms(now), _ms(now + LEASE), worker)
        if not found:
            return None
        event_id, lane, body, occurred, urgent, attempts, fence = found
        moment = datetime.fromtimestamp(int(occurred) / 1000, UTC)
        letter = Letter(event_id.decode(), lane.decode(), body, moment, urgent == b"1")
        return Receipt(letter, int(fence), int(attempts))

    @_reachable
    def done(self, receipt: Receipt, worker: str) -> bool:
        """See Mailbox.done."""
        return bool(self._run("done", *_claim(receipt, worker)))

    @_reachable
    def retry(self, receipt: Receipt, worker: str, at: datetime) -> None:
        """See Mailbox.retry."""
        self._run("retry", *_claim(receipt, worker), _ms(at))

    @_reachable
    def bury(self, receipt: Receipt, worker: str, reason: str) -> None:
        """See Mailbox.bury."""
        self._run("bury", *_claim(receipt, worker), reason, int(REMEMBER.total_seconds()))

    @_reachable
    def depth(self) -> int:
        """See Mailbox.depth."""
        return int(self._redis.zcard(self._prefix + "waiting"))

    @_reachable
    def oldest(self) -> datetime | None:
        """See Mailbox.oldest."""
        found = self._redis.zrange(self._prefix + "waiting", 0, 0, withscores=True)
        return datetime.fromtimestamp(found[0][1] / 1000, UTC) if found else None

    @_reachable
    def buried(self) -> list[tuple[str, str]]:
        """See Mailbox.buried."""
        found = self._redis.hgetall(self._prefix + "buried")
        return sorted((key.decode(), value.decode()) for key, value in found.items())

    @_reachable
    def forget_lane(self, lane: str) -> int:
        """See Mailbox.forget_lane."""
        return int(self._run("forget", lane))

    @_reachable
    def purge(self, before: datetime) -> int:
        """See Mailbox.purge: Redis forgets ids by itself after seven days; nothing is left to do here."""
        return 0

    def _run(self, name: str, *args: Any) -> Any:
        return self._scripts[name](keys=[self._prefix], args=args)


_SCRIPTS = {"put": PUT, "take": TAKE, "done": DONE, "retry": RETRY, "bury": BURY, "forget": FORGET}


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _claim(receipt: Receipt, worker: str) -> tuple[str, str, str, int]:
    return receipt.letter.event_id, receipt.letter.lane, worker, receipt.fence
