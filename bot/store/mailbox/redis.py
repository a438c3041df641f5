"""The mailbox on Redis: a sorted set a lane, a sorted set of ready lanes, leases; every step one Lua script.

Durability is Redis's: run it with `appendonly yes` and `appendfsync always` (deploy/redis.conf), so that what was
answered with 200 is on disk. Should Redis lose its memory all the same, or come back from an outage, each process puts
back what it lately gave it: ids that are known are passed over, and events that had their effects have none again.
"""

from __future__ import annotations

import secrets
import threading
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, cast

import redis

from bot.base.errors import Unavailable
from bot.base.logs import Log
from bot.store.mailbox import scripts
from bot.store.mailbox.types import LEASE, RESERVE, Letter, MailboxFull, Receipt

REMEMBER = timedelta(days=7)
_KEPT = 5_000
_KEPT_FOR = timedelta(minutes=15)
"""What one process keeps at hand of what it put: the last minutes, some megabytes at most."""
_TOGETHER = 50
_NO_LIMIT = 2**31
"""What was answered with 200 has its place, however much waits."""
_AWAY = (redis.ConnectionError, redis.TimeoutError)
C = TypeVar("C", bound=Callable[..., Any])
log = Log(__name__)


def _reachable(call: C) -> C:
    """Turn Redis's faults into ours (the webhook answers 503, LINE redelivers), and remember that there was one."""

    @wraps(call)
    def checked(self: RedisMailbox, *args: Any, **kwargs: Any) -> Any:
        try:
            return call(self, *args, **kwargs)
        except redis.RedisError as error:
            self._was_away = self._was_away or isinstance(error, _AWAY)
            raise Unavailable("受信箱(Redis)が応答しません。") from error

    return cast("C", checked)


class RedisMailbox:
    """Letters in hashes, lanes and leases in sorted sets."""

    def __init__(self, client: redis.Redis, limit: int = 20_000, prefix: str = "tsunagu:") -> None:
        self._redis: Any = client
        self._limit = limit
        self._prefix = prefix
        self._scripts = {name: client.register_script(code) for name, code in _SCRIPTS.items()}
        self._epoch = ""
        self._was_away = False
        self._mending = threading.Lock()
        self._guard = threading.Lock()
        self._kept: deque[tuple[Letter, datetime]] = deque(maxlen=_KEPT)
        self._put_back: list[Callable[[], object]] = []

    def when_lost(self, put_back: Callable[[], object]) -> None:
        """Have this called too when Redis has lost its memory (the sessions of this process)."""
        self._put_back.append(put_back)

    @_reachable
    def put(self, letters: list[Letter], now: datetime) -> int:
        """See Mailbox.put."""
        limit = self._limit * (RESERVE if any(letter.urgent for letter in letters) else 1)
        kept, epoch = self._put(letters, limit, now)
        if kept < 0:
            raise MailboxFull("受信箱がいっぱいです。しばらくして再送されます。")
        self._keep(letters, now)
        self._compare(epoch)
        return kept

    @_reachable
    def take(self, worker: str, now: datetime) -> Receipt | None:
        """See Mailbox.take."""
        epoch, *found = self._run("take", _ms(now), _ms(now + LEASE), worker, self._epoch, secrets.token_hex(8))
        self._compare(epoch)
        if not found:
            return None
        event_id, lane, body, occurred, urgent, attempts, fence = found
        return Receipt(_letter(event_id, lane.decode(), body, occurred, urgent), int(fence), int(attempts))

    @_reachable
    def done(self, receipt: Receipt, worker: str) -> bool:
        """See Mailbox.done."""
        more = [letter.event_id for letter in receipt.more]
        return bool(self._run("done", *_claim(receipt, worker), *more))

    @_reachable
    def following(self, receipt: Receipt, limit: int) -> list[Letter]:
        """See Mailbox.following."""
        found = self._run("following", receipt.letter.event_id, receipt.letter.lane, limit)
        letters = [found[start : start + 4] for start in range(0, len(found), 4)]
        return [_letter(event_id, receipt.letter.lane, *about) for event_id, *about in letters]

    @_reachable
    def pause(self, receipt: Receipt, worker: str, at: datetime, known: int) -> None:
        """See Mailbox.pause."""
        self._run("pause", *_claim(receipt, worker), _ms(at), known)

    @_reachable
    def retry(self, receipt: Receipt, worker: str, at: datetime, *, blameless: bool = False) -> None:
        """See Mailbox.retry."""
        self._run("retry", *_claim(receipt, worker), _ms(at), int(blameless))

    @_reachable
    def bury(self, receipt: Receipt, worker: str, reason: str) -> None:
        """See Mailbox.bury."""
        self._run("bury", *_claim(receipt, worker), reason, int(REMEMBER.total_seconds()))

    @_reachable
    def revive(self, event_id: str, now: datetime) -> bool:
        """See Mailbox.revive."""
        return bool(self._run("revive", event_id, _ms(now)))

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
    def forget_set_aside(self, lane: str) -> int:
        """See Mailbox.forget_set_aside."""
        return int(self._run("forget", lane))

    @_reachable
    def purge(self, before: datetime) -> int:
        """See Mailbox.purge: Redis forgets ids by itself after seven days; nothing is left to do here."""
        return 0

    @_reachable
    def watch(self) -> None:
        """See Mailbox.watch."""
        self._compare(self._run("watch", self._epoch, secrets.token_hex(8)))

    def ask(self, pipeline: Any) -> Callable[..., None]:
        """For readers of the same Redis: ask beside what they read whether its memory is the one we know, and whole."""
        pipeline.get(self._prefix + "epoch")
        pipeline.exists(self._prefix + "mending")

        def look(epoch: bytes | None, mending: int) -> None:
            if mending or (self._epoch and (epoch or b"").decode() != self._epoch):
                raise Unavailable("Redisの中身を戻しているところです。")

        return look

    def _put(self, letters: list[Letter], limit: int, now: datetime) -> tuple[int, bytes]:
        args: list[Any] = [limit, _ms(now), int(REMEMBER.total_seconds()), self._epoch, secrets.token_hex(8)]
        for letter in letters:
            args += [letter.event_id, letter.lane, letter.body, _ms(letter.occurred_at), int(letter.urgent)]
        kept, epoch = self._run("put", *args)
        return int(kept), epoch

    def _compare(self, epoch: bytes) -> None:
        """Learn which memory Redis has; if it is another one, or Redis was away, put back what we have at hand."""
        found = epoch.decode()
        if found == self._epoch and not self._was_away:
            return
        with self._mending:
            lost = bool(self._epoch) and (found != self._epoch or self._was_away)
            self._epoch, self._was_away = found, False
            try:
                self._mend() if lost else None
            except (redis.RedisError, Unavailable):
                self._was_away = True  # once more, with the next call that is answered

    def _mend(self) -> None:
        with self._guard:
            kept = list(self._kept)
        back = 0
        for start in range(0, len(kept), _TOGETHER):
            some = kept[start : start + _TOGETHER]
            back += self._put([letter for letter, _ in some], _NO_LIMIT, some[0][1])[0]
        for put_back in self._put_back:
            put_back()
        log.warning("mailbox.put_back", count=back)

    def _keep(self, letters: list[Letter], now: datetime) -> None:
        with self._guard:
            self._kept.extend((letter, now) for letter in letters)
            while self._kept[0][1] < now - _KEPT_FOR:
                self._kept.popleft()

    def _run(self, name: str, *args: Any) -> Any:
        return self._scripts[name](keys=[self._prefix], args=args)


_SCRIPTS = {
    "put": scripts.PUT,
    "take": scripts.TAKE,
    "done": scripts.DONE,
    "following": scripts.FOLLOWING,
    "pause": scripts.PAUSE,
    "retry": scripts.RETRY,
    "bury": scripts.BURY,
    "revive": scripts.REVIVE,
    "forget": scripts.FORGET,
    "watch": scripts.WATCH,
}


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _letter(event_id: bytes, lane: str, body: bytes, occurred: bytes, urgent: bytes) -> Letter:
    moment = datetime.fromtimestamp(int(occurred) / 1000, UTC)
    return Letter(event_id.decode(), lane, body, moment, urgent == b"1")


def _claim(receipt: Receipt, worker: str) -> tuple[str, str, str, int]:
    return receipt.letter.event_id, receipt.letter.lane, worker, receipt.fence
