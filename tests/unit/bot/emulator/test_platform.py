"""Residents' gestures and the Messaging API on one platform, without HTTP."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.base.clock import SteppedClock
from bot.emulator.errors import BadRequestToEmulator, LineRefusal, NothingToTap
from bot.emulator.events import MESSAGE_SAMPLES, SAMPLES
from bot.emulator.model import Chat, Delivery
from bot.emulator.platform import Platform


def event_of(delivery: Delivery | None) -> dict[str, Any]:
    assert delivery is not None
    return delivery.events[0]


def push(platform: Platform, chat: Chat, *messages: dict[str, Any]) -> None:
    platform.messaging.push({"to": chat.id, "messages": list(messages)}, None, "r")


@pytest.fixture
def chat(platform: Platform) -> Chat:
    return platform.residents.add("さくら")


def test_every_event_has_what_the_webhook_specification_requires(platform: Platform, chat: Chat) -> None:
    for kind in [*SAMPLES, "somethingNew"]:
        event = event_of(platform.residents.inject(chat, kind, None))
        assert {"type", "timestamp", "mode", "webhookEventId", "deliveryContext", "source"} <= event.keys()
    for kind in MESSAGE_SAMPLES:
        event = event_of(platform.residents.message(chat, kind))
        assert event["replyToken"]
        assert event["message"]["id"].isdigit()
        assert ("quoteToken" in event["message"]) == (kind not in {"audio", "file", "location"})


def test_in_standby_no_event_carries_a_reply_token(platform: Platform, chat: Chat) -> None:
    chat.mode = "standby"
    event = event_of(platform.residents.message(chat, "text"))
    assert event["mode"] == "standby"
    assert "replyToken" not in event


def test_a_blocking_resident_sees_nothing_and_the_bot_is_not_told(platform: Platform, chat: Chat) -> None:
    assert event_of(platform.residents.block(chat))["type"] == "unfollow"
    assert platform.residents.message(chat, "text") is None
    before = len(chat.entries)
    push(platform, chat, {"type": "text", "text": "届きません"})
    assert len(chat.entries) == before
    with pytest.raises(LineRefusal) as caught:
        platform.messaging.profile(chat.id)
    assert caught.value.status == 404
    assert event_of(platform.residents.follow(chat))["follow"] == {"isUnblocked": True}
    assert platform.messaging.profile(chat.id)["displayName"] == "さくら"


def test_quick_replies_are_there_only_until_something_else_is_said(platform: Platform, chat: Chat) -> None:
    action = {"type": "message", "label": "はい", "text": "はい、おねがいします"}
    push(
        platform,
        chat,
        {"type": "text", "text": "よいですか", "quickReply": {"items": [{"type": "action", "action": action}]}},
    )
    event = event_of(platform.residents.tap(chat, "はい"))
    assert event["message"]["text"] == "はい、おねがいします"
    with pytest.raises(NothingToTap, match="何もありません"):
        platform.residents.tap(chat, "はい")


def test_buttons_in_cards_stay_and_give_postbacks(platform: Platform, chat: Chat) -> None:
    action = {"type": "postback", "label": "つないでもらう", "data": "handoff", "displayText": "つないでください"}
    body = {"type": "box", "layout": "vertical", "contents": [{"type": "button", "action": action}]}
    push(platform, chat, {"type": "flex", "altText": "窓口", "contents": {"type": "bubble", "body": body}})
    platform.residents.message(chat, "text", {"text": "あとで"})
    event = event_of(platform.residents.tap(chat, "つないでもらう"))
    assert event["postback"] == {"data": "handoff"}
    assert chat.entries[-1].message["text"] == "つないでください"
    assert chat.entries[-1].via == "display"


def test_picking_a_date_gives_its_parameter(platform: Platform, chat: Chat) -> None:
    action = {"type": "datetimepicker", "label": "日をえらぶ", "data": "day", "mode": "date"}
    push(
        platform,
        chat,
        {"type": "text", "text": "いつ", "quickReply": {"items": [{"type": "action", "action": action}]}},
    )
    event = event_of(platform.residents.tap(chat, "日をえらぶ", {"datetime": "2026-05-01"}))
    assert event["postback"] == {"data": "day", "params": {"date": "2026-05-01"}}


def test_unsending_takes_the_words_and_the_picture_away(platform: Platform, chat: Chat) -> None:
    picture = event_of(platform.residents.message(chat, "image"))["message"]["id"]
    assert platform.messaging.content(picture)[1] == "image/png"
    event = event_of(platform.residents.unsend(chat, picture))
    assert event["unsend"] == {"messageId": picture}
    assert "replyToken" not in event
    with pytest.raises(LineRefusal):
        platform.messaging.content(picture)
    shown = next(one for one in platform.screen(chat)["entries"] if one["id"] == picture)
    assert shown["unsent"]
    assert shown["message"] == {"type": "image"}


def test_there_is_nothing_to_unsend_in_a_fresh_talk(platform: Platform, chat: Chat) -> None:
    with pytest.raises(BadRequestToEmulator):
        platform.residents.unsend(chat, "")


@pytest.mark.parametrize(
    ("seconds", "taken"),
    [
        (5, True),
        (20, True),
        (60, True),
        (0, False),
        (4, False),
        (7, False),
        (65, False),
        ("5", False),
        (True, False),
        (None, False),
    ],
)
def test_loading_runs_five_to_sixty_seconds_in_steps_of_five(
    platform: Platform, chat: Chat, seconds: object, taken: bool
) -> None:
    body = {"chatId": chat.id, "loadingSeconds": seconds}
    if taken:
        platform.messaging.start_loading(body)
    else:
        with pytest.raises(LineRefusal):
            platform.messaging.start_loading(body)
    assert platform.screen(chat)["loading"] is taken


def test_loading_ends_with_a_message_or_with_time(platform: Platform, chat: Chat, clock: SteppedClock) -> None:
    platform.messaging.start_loading({"chatId": chat.id, "loadingSeconds": 10})
    push(platform, chat, {"type": "text", "text": "おまたせしました"})
    assert not platform.screen(chat)["loading"]
    platform.messaging.start_loading({"chatId": chat.id})
    clock.advance(timedelta(seconds=21))
    assert not platform.screen(chat)["loading"]


def test_the_quota_counts_people_reached_this_month_and_spares_replies(
    platform: Platform, chat: Chat, clock: SteppedClock
) -> None:
    platform.world.bot.quota = 1
    push(platform, chat, *[{"type": "text", "text": "あ"}] * 5)
    with pytest.raises(LineRefusal) as caught:
        push(platform, chat, {"type": "text", "text": "い"})
    assert (caught.value.status, caught.value.message) == (429, "You have reached your monthly limit.")
    event = event_of(platform.residents.message(chat, "text"))
    platform.courier.settle()
    platform.messaging.reply({"replyToken": event["replyToken"], "messages": [{"type": "text", "text": "う"}]}, None)
    assert platform.messaging.consumption() == {"totalUsage": 1}
    clock.advance(timedelta(days=31))
    push(platform, chat, {"type": "text", "text": "え"})


def test_refused_messages_do_not_spend_the_reply_token(platform: Platform, chat: Chat) -> None:
    event = event_of(platform.residents.message(chat, "text"))
    platform.courier.settle()
    with pytest.raises(LineRefusal):
        platform.messaging.reply({"replyToken": event["replyToken"], "messages": []}, None)
    good = {"replyToken": event["replyToken"], "messages": [{"type": "text", "text": "はい"}]}
    assert platform.messaging.reply(good, None)


def test_two_replies_at_once_with_one_token_let_one_through(platform: Platform, chat: Chat) -> None:
    event = event_of(platform.residents.message(chat, "text"))
    platform.courier.settle()
    body = {"replyToken": event["replyToken"], "messages": [{"type": "text", "text": "はい"}]}
    outcomes: list[str] = []
    gate = threading.Barrier(8)

    def answer() -> None:
        gate.wait()
        try:
            platform.messaging.reply(body, None)
            outcomes.append("sent")
        except LineRefusal:
            outcomes.append("refused")

    threads = [threading.Thread(target=answer) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["refused"] * 7 + ["sent"]


def test_multicast_passes_over_those_who_cannot_be_reached(platform: Platform, chat: Chat) -> None:
    other = platform.residents.add("けんじ")
    platform.residents.block(other)
    to = [chat.id, other.id, "U" + "f" * 32]
    assert platform.messaging.multicast({"to": to, "messages": [{"type": "text", "text": "おしらせ"}]}, None, "r") == {}
    assert chat.entries[-1].message["text"] == "おしらせ"
    assert platform.world.pushed == 1


def test_the_bot_leaves_a_group_and_hears_no_more_of_it(platform: Platform, sender: Any) -> None:
    group, delivery = platform.residents.make_group("町会", "C", [])
    assert event_of(delivery)["source"] == {"type": "group", "groupId": group.id}
    platform.leave(group.id)
    platform.courier.settle()
    assert b'"type":"leave"' in sender.bodies[-1]
    assert platform.residents.message(group, "text") is None
    with pytest.raises(LineRefusal) as caught:
        platform.leave(group.id)
    assert caught.value.status == 404


def test_a_stranger_is_reached_for_seven_days_after_writing(platform: Platform, clock: SteppedClock) -> None:
    stranger = platform.residents.add("まだ友だちではない人", follow=False)
    push(platform, stranger, {"type": "text", "text": "見えません"})
    platform.residents.message(stranger, "text", {"text": "あの"})
    push(platform, stranger, {"type": "text", "text": "見えます"})
    clock.advance(timedelta(days=7, seconds=1))
    push(platform, stranger, {"type": "text", "text": "もう見えません"})
    assert [one.message["text"] for one in stranger.entries] == ["あの", "見えます"]
    assert platform.world.pushed == 1
