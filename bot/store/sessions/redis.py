"""Sessions in Redis, gone by themselves when their time is over."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

import redis

from bot.base.clock import Clock, system_clock
from bot.base.errors import Unavailable
from bot.store.sessions.types import Stale

# Redis is told how long, never until when: by its clock, which is not ours, that moment may be over.
# With a full memory a turn that has begun may still be finished: new letters are refused instead (mailbox/scripts.py).
_PUT = """#!lua flags=allow-oom
local fence = tonumber(redis.call('HGET', KEYS[1], 'fence') or '0')
if tonumber(ARGV[2]) < fence then return 0 end
redis.call('HSET', KEYS[1], 'sealed', ARGV[1], 'fence', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
"""


_KEPT = 2_000
"""Conversations of one worker kept at hand, sealed, in case Redis loses its memory: some ten megabytes."""


Check = Callable[[Any], Callable[..., None]]


class RedisSessions:
    """One hash a lane with an expiry."""

    is_of_the_transaction: ClassVar[bool] = False

    def __init__(
        self, client: redis.Redis, clock: Clock = system_clock, prefix: str = "tsunagu:session:"
    ) -> None:
        self._redis: Any = client
        self._clock = clock
        self._prefix = prefix
        self._put = client.register_script(_PUT)
        self._guard = threading.Lock()
        self._kept: OrderedDict[str, tuple[bytes, int, float]] = OrderedDict()
        self._check: Check = lambda pipeline: lambda *_: None

    def check_with(self, check: Check) -> None:
        """Have each reading asked, in the same round trip, whether Redis still has its memory.

        `check` adds its questions to a pipeline and returns what looks at their answers, which raises Unavailable: a
        talk that is not there yet must not be taken for one that never was.
        """
        self._check = check

    def get(self, lane: str, now: datetime) -> bytes | None:
        """See SessionStore.get."""
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.hget(self._prefix + lane, "sealed")
        look = self._check(pipeline)
        sealed, *answers = self._call(pipeline.execute)
        look(*answers)
        return sealed  # type: ignore[no-any-return]

    def put(self, lane: str, sealed: bytes, fence: int, until: datetime) -> None:
        """See SessionStore.put."""
        end = time.monotonic() + (until - self._clock()).total_seconds()
        with self._guard:  # first, so that a memory lost in this very moment is put back with it
            self._kept[lane] = sealed, fence, end
            self._kept.move_to_end(lane)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        if not self._write(lane, sealed, fence, end):
            raise Stale("この会話は別の処理が先に進めました。")

    def delete(self, lane: str) -> bool:
        """See SessionStore.delete."""
        with self._guard:
            self._kept.pop(lane, None)
        return bool(self._call(self._redis.delete, self._prefix + lane))

    def purge(self, now: datetime) -> int:
        """See SessionStore.purge: Redis does it by itself."""
        return 0

    def put_back(self) -> int:
        """Write again what this process wrote last of each conversation; a newer fence wins. Returns how many."""
        with self._guard:
            kept = list(self._kept.items())
        return sum(self._write(lane, *what) for lane, what in kept)

    def _write(self, lane: str, sealed: bytes, fence: int, end: float) -> bool:
        args = [sealed, fence, max(1, int((end - time.monotonic()) * 1000))]
        return bool(self._call(self._put, keys=[self._prefix + lane], args=args))

    def _call(self, command: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except redis.RedisError as error:
            raise Unavailable("会話の置き場所(Redis)が応答しません。") from error
