"""Webhooks as they leave the emulator: signed, several users in one POST, late, lost and sent again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.messaging import MessagingApi, ReplyMessageRequest, TextMessage
from linebot.v3.messaging.exceptions import ApiException
from linebot.v3.models.events import UnknownEvent

from bot.emulator.events import MESSAGE_SAMPLES, SAMPLES

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TIME = {"_request_timeout": (1, 5)}


def test_what_is_said_arrives_signed_with_emoji_escaped(line: Any) -> None:
    sakura = line.client.add_resident("さくら")
    sakura.says("つらい😢")
    assert line.client.settle()
    assert [one["type"] for one in line.inbox.events] == ["follow", "message"]
    assert r"つらい\ud83d\ude22" in line.inbox.bodies[-1]
    assert line.inbox.unsigned == []


def test_the_sdk_understands_every_event_it_knows(line: Any) -> None:
    sakura = line.client.add_resident("さくら")
    known = set(SAMPLES) - {"things"}  # not in the present specification
    for kind in sorted(known):
        sakura.triggers(kind)
    for kind in MESSAGE_SAMPLES:
        sakura.sends(kind)
    assert line.client.settle()
    parser = WebhookParser("unused", skip_signature_verification=lambda: True)
    events = [event for body in line.inbox.bodies for event in parser.parse(body, "")]
    assert len(events) == 1 + len(known) + len(MESSAGE_SAMPLES)
    assert [event.type for event in events if isinstance(event, UnknownEvent)] == []


def test_events_of_several_residents_arrive_in_one_post(line: Any) -> None:
    line.client.hold()
    residents = [line.client.add_resident(name) for name in ("さくら", "けんじ", "みどり")]
    line.client.release("reversed", together=True)
    assert len(line.inbox.bodies) == 1
    assert [one["source"]["userId"] for one in line.inbox.events] == [one.id for one in residents][::-1]


def test_the_url_check_sends_no_events_and_counts_the_answer(line: Any, api: MessagingApi) -> None:
    assert line.client.check_url() == {"reason": "", "status": 200, "detail": ""}
    assert json.loads(line.inbox.bodies[0])["events"] == []
    line.inbox.status = 500
    assert line.client.check_url()["reason"] == "error_status_code"
    told = api.test_webhook_endpoint(**TIME)
    assert (told.success, told.status_code, told.reason) == (False, 500, "ERROR_STATUS_CODE")


def test_a_slow_bot_is_given_two_seconds(line: Any) -> None:
    line.inbox.delay = 4
    sakura = line.client.add_resident("さくら")
    assert line.client.settle()
    attempt = line.client.deliveries()[0]["attempts"][0]
    assert (attempt["reason"], attempt["status"]) == ("request_timeout", 0)
    assert sakura.bubbles() == []


def test_a_failed_event_comes_again_with_the_same_id(line: Any) -> None:
    line.inbox.status = 503
    line.client.add_resident("さくら").says("聞こえますか")
    assert line.client.settle()
    failed = line.client.deliveries()[1]
    assert [one["reason"] for one in failed["attempts"]] == ["error_status_code"]
    line.inbox.status = 200
    again = line.client.redeliver(failed["id"])
    assert again["state"] == "delivered"
    first, second = line.inbox.of_type("message")
    assert first["webhookEventId"] == second["webhookEventId"]
    assert first["replyToken"] == second["replyToken"]
    assert [one["deliveryContext"]["isRedelivery"] for one in (first, second)] == [False, True]


def test_switched_on_redelivery_happens_by_itself(line: Any) -> None:
    line.client.webhook(redelivery=True, pauses=[0.1, 0.1], mishaps=["lost", "answer_lost"])
    sakura = line.client.add_resident("さくら")
    for _ in range(200):
        delivery = line.client.deliveries()[0]
        if delivery["state"] == "delivered":
            break
        line.client.wait_for_change(-2, 0.05)
        line.running.platform.world.wait(line.running.platform.world.revision, 0.05)
    assert [one["reason"] for one in delivery["attempts"]] == ["could_not_connect", "request_timeout", ""]
    assert len(line.inbox.of_type("follow")) == 2  # the first was never sent, the second's answer was lost
    assert sakura.id == line.inbox.events[0]["source"]["userId"]


def test_a_redelivered_token_works_for_one_more_minute(line: Any, api: MessagingApi) -> None:
    line.inbox.status = 500
    sakura = line.client.add_resident("さくら")
    said = sakura.says("まだいますか")
    assert line.client.settle()
    token = said["events"][0]["replyToken"]
    line.client.shift_clock(600)
    request = ReplyMessageRequest(replyToken=token, messages=[TextMessage(text="います")])
    with pytest.raises(ApiException) as caught:
        api.reply_message(request, **TIME)
    assert (caught.value.status, json.loads(caught.value.body)) == (400, {"message": "Invalid reply token"})
    line.inbox.status = 200
    line.client.redeliver(said["delivery"])
    api.reply_message(request, **TIME)
    assert sakura.waits_for("います").via == "reply"


@pytest.mark.parametrize("signature", ["wrong", "missing"])
def test_forged_posts_can_be_made_to_try_the_bots_defence(line: Any, signature: str) -> None:
    outcome = line.client.post_raw('{"destination":"U","events":[]}', signature)
    assert outcome["status"] == 400
    assert line.inbox.bodies == []
    assert len(line.inbox.unsigned) == 1


def test_broken_json_can_be_sent_with_a_right_signature(line: Any) -> None:
    assert line.client.post_raw('{"destination":', "good")["status"] == 200
    assert line.inbox.bodies == ['{"destination":']


def test_hand_made_events_are_completed_or_sent_exactly_as_given(line: Any) -> None:
    line.client.send_events([{"type": "message", "message": {"type": "text", "id": "1", "text": "あ"}}])
    line.client.send_events([{"type": "message"}, {"broken": True}], exact=True)
    assert line.client.settle()
    completed, *exact = sorted(line.inbox.bodies, key=len, reverse=True)
    assert "webhookEventId" in completed
    assert [json.loads(one)["events"] for one in exact] == [[{"type": "message"}, {"broken": True}]]


def test_a_switched_off_webhook_sends_nothing(line: Any) -> None:
    line.client.webhook(active=False)
    line.client.add_resident("さくら")
    assert line.client.settle()
    assert line.inbox.bodies == []
