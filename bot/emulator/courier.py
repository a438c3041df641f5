"""Carries events to the bot: one lane for each resident, attempts recorded, redelivery on request."""

from __future__ import annotations

import copy
import threading
import uuid
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.base.clock import Clock
from bot.emulator.errors import BadRequestToEmulator, Json, NoSuchChat
from bot.emulator.model import Attempt, Delivery, SendResult
from bot.emulator.sender import WebhookSender
from bot.emulator.signing import signature, webhook_body
from bot.emulator.tokens import ReplyTokens

_LANES = 4

PAUSES = (10.0, 60.0, 300.0, 900.0)
"""Seconds before each automatic redelivery; LINE publishes neither intervals nor counts."""


@dataclass
class Endpoint:
    """Where webhooks go and how: address, switch, secret, and whether failed ones are sent again.

    Source: https://developers.line.biz/en/docs/messaging-api/receiving-messages/#webhook-redelivery
    """

    url: str
    secret: str
    destination: str
    active: bool = True
    redelivery: bool = False
    pauses: tuple[float, ...] = PAUSES
    mishaps: list[str] = field(default_factory=list)
    """What befalls the next deliveries: `lost` (never sent) or `answer_lost` (sent, answer never seen)."""


class Courier:
    """Sends deliveries in the background; events of one chat stay in order unless asked otherwise."""

    def __init__(self, endpoint: Endpoint, sender: WebhookSender, clock: Clock, tokens: ReplyTokens) -> None:
        self.endpoint = endpoint
        self.on_change: Callable[[], None] = lambda: None
        self.deliveries: list[Delivery] = []
        self.held: list[Delivery] | None = None
        self._sender, self._clock, self._tokens = sender, clock, tokens
        self._lanes = [ThreadPoolExecutor(1, f"webhook-{number}") for number in range(_LANES)]
        self._pending: set[Future[None]] = set()
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._ticker = threading.Thread(target=self._tick_until_stopped, name="redelivery", daemon=True)
        self._ticker.start()

    def send(self, events: list[Json]) -> Delivery:
        """Queue one POST with these events; kept back while the courier holds its deliveries."""
        delivery = Delivery(uuid.uuid4().hex, events, self._clock())
        with self._lock:
            self.deliveries.append(delivery)
            if self.held is not None:
                self.held.append(delivery)
                return delivery
        self._submit(delivery, redelivery=False)
        return delivery

    def hold(self) -> None:
        """Keep deliveries back from now on."""
        with self._lock:
            self.held = self.held or []

    def release(self, order: Sequence[int] | str = "as_is", *, together: bool = False) -> list[Delivery]:
        """Send what was held: as it is, `reversed` or in the order of given places; or all in one POST."""
        with self._lock:
            held, self.held = self.held or [], None
            chosen = _ordered(held, order)
            if together and chosen:
                events = [event for delivery in chosen for event in delivery.events]
                merged = Delivery(uuid.uuid4().hex, events, self._clock())
                self.deliveries = [one for one in self.deliveries if one not in held] + [merged]
                chosen = [merged]
        for delivery in chosen:
            self._run(delivery, redelivery=False)
        return chosen

    def clear(self) -> None:
        """Finish what is under way, then forget every delivery, pause and mishap."""
        self.settle()
        with self._lock:
            self.deliveries, self.held = [], None
            self.endpoint.mishaps.clear()

    def redeliver(self, delivery_id: str) -> Delivery:
        """Send a delivery once more, now, with `isRedelivery` true; waits for the outcome."""
        with self._lock:
            found = next((one for one in self.deliveries if one.id == delivery_id), None)
        if found is None:
            raise NoSuchChat(f"配信 {delivery_id} はありません。")
        self._run(found, redelivery=True)
        return found

    def check_url(self, url: str) -> SendResult:
        """POST an empty `events`, as LINE's Verify button does; not part of the statistics."""
        return self.post_raw(webhook_body(self.endpoint.destination, []), url=url)

    def post_raw(self, body: bytes, url: str = "", sign: str = "good") -> SendResult:
        """POST any bytes at once, with a `good`, `wrong` or `missing` signature."""
        headers = {"content-type": "application/json; charset=utf-8", "user-agent": "LineBotWebhook/2.0"}
        if sign != "missing":
            secret = self.endpoint.secret if sign == "good" else self.endpoint.secret[::-1] + "x"
            headers["x-line-signature"] = signature(secret, body)
        return self._sender.post(url or self.endpoint.url, body, headers)

    def settle(self, timeout: float = 10.0) -> bool:
        """Wait until nothing is under way; False if it took longer than `timeout` seconds."""
        with self._lock:
            pending = list(self._pending)
        for future in pending:
            try:
                future.result(timeout)
            except TimeoutError:
                return False
        return True

    def stop(self) -> None:
        """End the threads; deliveries under way finish within their time-out."""
        self._stop.set()
        for lane in self._lanes:
            lane.shutdown(wait=True, cancel_futures=True)
        self._ticker.join()
        self._sender.close()

    def redeliver_due(self) -> None:
        """Send again whatever failed and is due; nothing while redelivery is switched off."""
        with self._lock:
            now = self._clock()
            due = [one for one in self.deliveries if one.next_at is not None and one.next_at <= now]
            for delivery in due:
                delivery.next_at = None
        for delivery in due if self.endpoint.redelivery else []:
            self._submit(delivery, redelivery=True)

    def _tick_until_stopped(self) -> None:
        while not self._stop.wait(0.2):
            self.redeliver_due()

    def _submit(self, delivery: Delivery, *, redelivery: bool) -> None:
        if self._stop.is_set() or not self.endpoint.active:
            return
        source = (delivery.events[0].get("source") or {}) if delivery.events else {}
        lane = zlib.crc32(repr(sorted(source.items())).encode()) % _LANES
        future = self._lanes[lane].submit(self._run, delivery, redelivery=redelivery)
        with self._lock:
            self._pending.add(future)
        future.add_done_callback(self._done)

    def _done(self, future: Future[None]) -> None:
        with self._lock:
            self._pending.discard(future)

    def _run(self, delivery: Delivery, *, redelivery: bool) -> None:
        events = delivery.events
        now = self._clock()
        self._wake_tokens(events, now, redelivery=redelivery)
        if redelivery:
            events = copy.deepcopy(events)
            for event in events:
                event["deliveryContext"] = {"isRedelivery": True}
        result = self._post(webhook_body(self.endpoint.destination, events))
        with self._lock:
            delivery.attempts.append(Attempt(now, redelivery, result))
            tried = len(delivery.attempts)
            if not result.ok and tried <= len(self.endpoint.pauses):
                delivery.next_at = self._clock() + timedelta(seconds=self.endpoint.pauses[tried - 1])
        self.on_change()

    def _post(self, body: bytes) -> SendResult:
        with self._lock:
            mishap = self.endpoint.mishaps.pop(0) if self.endpoint.mishaps else ""
        if mishap == "lost":
            return SendResult("could_not_connect", 0, "lost on request")
        result = self.post_raw(body)
        return SendResult("request_timeout", 0, "answer lost on request") if mishap == "answer_lost" else result

    def _wake_tokens(self, events: list[Json], now: datetime, *, redelivery: bool) -> None:
        for event in events:
            token, source = event.get("replyToken"), event.get("source") or {}
            if not token:
                continue
            if redelivery:
                self._tokens.renew(token, now)
            else:
                chat = source.get("groupId") or source.get("roomId") or source.get("userId") or ""
                happened = event.get("timestamp")
                born = datetime.fromtimestamp(happened / 1000, UTC) if isinstance(happened, int) else now
                self._tokens.issue(token, chat, born, now)


def _ordered(held: list[Delivery], order: Sequence[int] | str) -> list[Delivery]:
    if order == "as_is":
        return held
    if order == "reversed":
        return held[::-1]
    if isinstance(order, str) or sorted(order) != list(range(len(held))):
        raise BadRequestToEmulator(f"order は as_is, reversed, または 0〜{len(held) - 1} の並べ替えにしてください。")
    return [held[index] for index in order]
