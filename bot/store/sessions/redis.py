"""Sessions in Redis, gone by themselves when their time is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import redis

from bot.base.errors import Unavailable
from bot.store.sessions.types import Stale

_PUT = """
local fence = tonumber(redis.call('HGET', KEYS[1], 'fence') or '0')
if tonumber(ARGV[2]) < fence then return 0 end
redis.call('HSET', KEYS[1], 'sealed', ARGV[1], 'fence', ARGV[2])
redis.call('PEXPIREAT', KEYS[1], ARGV[3])
return 1
"""


class RedisSessions:
    """One hash a lane with an expiry."""

    def __init__(self, client: redis.Redis, prefix: str = "tsunagu:session:") -> None:
        self._redis: Any = client
        self._prefix = prefix
        self._put = client.register_script(_PUT)

    def get(self, lane: str, now: datetime) -> bytes | None:
        """See SessionStore.get."""
        return self._call(self._redis.hget, self._prefix + lane, "sealed")  # type: ignore[no-any-return]

    def put(self, lane: str, sealed: bytes, fence: int, until: datetime) -> None:
        """See SessionStore.put."""
        args = [sealed, fence, int(until.timestamp() * 1000)]
        if not self._call(self._put, keys=[self._prefix + lane], args=args):
            raise Stale("この会話は別の処理が先に進めました。")

    def delete(self, lane: str) -> bool:
        """See SessionStore.delete."""
        return bool(self._call(self._redis.delete, self._prefix + lane))

    def purge(self, now: datetime) -> int:
        """See SessionStore.purge: Redis does it by itself."""
        return 0

    def _call(self, command: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except redis.RedisError as error:
            raise Unavailable("会話の置き場所(Redis)が応答しません。") from error
