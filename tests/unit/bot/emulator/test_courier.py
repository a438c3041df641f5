"""Deliveries: order, failures, redelivery, with a sender that posts nowhere."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.base.clock import SteppedClock
from bot.emulator.errors import BadRequestToEmulator, LineRefusal, NoSuchChat
from bot.emulator.model import SendResult
from bot.emulator.platform import Platform

TIMEOUT = SendResult("request_timeout", 0, "Request timeout")
BROKEN = SendResult("error_status_code", 503, "503")


def events_of(body: bytes) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads(body)["events"]
    return events


def settled(platform: Platform) -> None:
    assert platform.courier.settle()


def test_messages_of_one_resident_arrive_in_order(platform: Platform, sender: Any) -> None:
    chat = platform.residents.add("さくら", follow=False)
    for number in range(30):
        platform.residents.message(chat, "text", {"text": str(number)})
    settled(platform)
    texts = [events_of(body)[0]["message"]["text"] for body in sender.bodies]
    assert texts == [str(number) for number in range(30)]


def test_a_failed_delivery_is_sent_again_when_it_is_due(platform: Platform, sender: Any, clock: SteppedClock) -> None:
    platform.endpoint.redelivery = True
    sender.answers = [TIMEOUT, BROKEN]
    platform.residents.add("さくら")
    settled(platform)
    for pause in platform.endpoint.pauses[:2]:
        clock.advance(timedelta(seconds=pause - 1))
        platform.courier.redeliver_due()
        settled(platform)
        tried = len(sender.bodies)
        clock.advance(timedelta(seconds=2))
        platform.courier.redeliver_due()
        settled(platform)
        assert len(sender.bodies) == tried + 1
    first, second, third = (events_of(body)[0] for body in sender.bodies)
    assert first["deliveryContext"] == {"isRedelivery": False}
    assert second["deliveryContext"] == third["deliveryContext"] == {"isRedelivery": True}
    assert {one["webhookEventId"] for one in (first, second, third)} == {first["webhookEventId"]}
    assert {one["timestamp"] for one in (first, second, third)} == {first["timestamp"]}
    delivery = platform.courier.deliveries[0]
    assert [one.result.reason for one in delivery.attempts] == ["request_timeout", "error_status_code", ""]
    assert delivery.state == "delivered"


def test_nothing_is_sent_again_while_redelivery_is_off(platform: Platform, sender: Any, clock: SteppedClock) -> None:
    sender.answers = [BROKEN]
    platform.residents.add("さくら")
    settled(platform)
    clock.advance(timedelta(hours=1))
    platform.courier.redeliver_due()
    settled(platform)
    assert len(sender.bodies) == 1
    assert platform.courier.deliveries[0].state == "failed"


def test_redelivery_gives_up_after_the_last_pause(platform: Platform, sender: Any, clock: SteppedClock) -> None:
    platform.endpoint.redelivery = True
    sender.answers = [BROKEN] * 50
    platform.residents.add("さくら")
    settled(platform)
    for _ in range(20):
        clock.advance(timedelta(hours=1))
        platform.courier.redeliver_due()
        settled(platform)
    assert len(sender.bodies) == 1 + len(platform.endpoint.pauses)


def test_held_deliveries_can_be_released_in_another_order(platform: Platform, sender: Any) -> None:
    chat = platform.residents.add("さくら", follow=False)
    platform.courier.hold()
    for text in "あいう":
        platform.residents.message(chat, "text", {"text": text})
    assert sender.bodies == []
    platform.courier.release([2, 0, 1])
    assert [events_of(body)[0]["message"]["text"] for body in sender.bodies] == ["う", "あ", "い"]


def test_held_deliveries_can_be_released_together(platform: Platform, sender: Any) -> None:
    platform.courier.hold()
    platform.residents.add("さくら")
    platform.residents.add("けんじ")
    merged = platform.courier.release(together=True)
    assert len(sender.bodies) == len(merged) == 1
    assert len({one["source"]["userId"] for one in events_of(sender.bodies[0])}) == 2


def test_an_order_that_is_no_permutation_is_refused(platform: Platform) -> None:
    platform.courier.hold()
    platform.residents.add("さくら")
    with pytest.raises(BadRequestToEmulator):
        platform.courier.release([1])


def test_an_unknown_delivery_cannot_be_sent_again(platform: Platform) -> None:
    with pytest.raises(NoSuchChat):
        platform.courier.redeliver("nope")


@pytest.mark.parametrize(
    ("mishap", "posts", "reason"), [("lost", 0, "could_not_connect"), ("answer_lost", 1, "request_timeout")]
)
def test_mishaps_befall_the_next_delivery_only(
    platform: Platform, sender: Any, mishap: str, posts: int, reason: str
) -> None:
    platform.endpoint.mishaps.append(mishap)
    platform.residents.add("さくら")
    settled(platform)
    assert len(sender.bodies) == posts
    assert platform.courier.deliveries[0].attempts[0].result.reason == reason
    platform.residents.add("けんじ")
    settled(platform)
    assert len(sender.bodies) == posts + 1


def test_the_reply_token_starts_when_the_bot_receives_it(platform: Platform, clock: SteppedClock) -> None:
    platform.courier.hold()
    platform.residents.add("さくら")
    clock.advance(timedelta(minutes=5))
    (delivery,) = platform.courier.release()
    body = {"replyToken": delivery.events[0]["replyToken"], "messages": [{"type": "text", "text": "はじめまして"}]}
    assert platform.messaging.reply(body, None)["sentMessages"]
    with pytest.raises(LineRefusal):
        platform.messaging.reply(body, None)
