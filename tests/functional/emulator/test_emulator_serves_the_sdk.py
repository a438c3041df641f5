"""line-bot-sdk v3 talks to the emulator as it would to api.line.me; only the host differs."""

from __future__ import annotations

import json
import uuid
from typing import Any

import httpx
import pytest
from linebot.v3.messaging import (
    ChatReference,
    CreateRichMenuAliasRequest,
    FlexMessage,
    MarkMessagesAsReadByTokenRequest,
    MarkMessagesAsReadRequest,
    MessageAction,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    QuickReply,
    QuickReplyItem,
    ReplyMessageRequest,
    RichMenuArea,
    RichMenuBounds,
    RichMenuRequest,
    RichMenuSize,
    RichMenuSwitchAction,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
    ValidateMessageRequest,
)
from linebot.v3.messaging.exceptions import ApiException
from urllib3.exceptions import ReadTimeoutError

from bot.emulator.pictures import gradient_png

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TIME = {"_request_timeout": (1, 5)}
HEADERS = {"Authorization": "Bearer access-token-of-the-tests"}


def pushing(to: str, text: str = "こんにちは") -> PushMessageRequest:
    return PushMessageRequest(to=to, messages=[TextMessage(text=text)])


def refused(call: Any, *args: Any, **more: Any) -> ApiException:
    with pytest.raises(ApiException) as caught:
        call(*args, **more, **TIME)
    return caught.value


def test_a_reply_is_shown_once_and_the_token_is_spent(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    token = sakura.says("こんばんは")["events"][0]["replyToken"]
    assert line.client.settle()
    request = ReplyMessageRequest(replyToken=token, messages=[TextMessage(text="こんばんは。")])
    sent = api.reply_message(request, **TIME)
    assert [one.id for one in sent.sent_messages] == [sakura.bubbles()[0].id]
    again = refused(api.reply_message, request)
    assert (again.status, json.loads(again.body)) == (400, {"message": "Invalid reply token"})


def test_a_repeated_retry_key_is_answered_409_with_what_was_accepted(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    key = str(uuid.uuid4())
    accepted = api.push_message_with_http_info(pushing(sakura.id), x_line_retry_key=key, **TIME)
    again = refused(api.push_message, pushing(sakura.id), x_line_retry_key=key)
    assert again.status == 409
    assert again.headers["x-line-accepted-request-id"] == accepted.headers["x-line-request-id"]
    assert json.loads(again.body)["sentMessages"][0]["id"] == accepted.data.sent_messages[0].id
    assert len(sakura.bubbles()) == 1


def test_a_push_whose_answer_was_lost_is_not_shown_twice(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    key = str(uuid.uuid4())
    line.client.fails_next("500", path="push", after=True)
    assert refused(api.push_message, pushing(sakura.id), x_line_retry_key=key).status == 500
    assert refused(api.push_message, pushing(sakura.id), x_line_retry_key=key).status == 409
    assert len(sakura.bubbles()) == 1


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("500", 500, "Internal server error"),
        ("429_rate", 429, "The API rate limit has been exceeded. Try again later."),
        ("429_quota", 429, "You have reached your monthly limit."),
        ("401", 401, "Authentication failed"),
        ("400", 400, "Failed to send messages"),
    ],
)
def test_faults_strike_as_often_as_asked(line: Any, api: MessagingApi, kind: str, status: int, words: str) -> None:
    sakura = line.client.add_resident("さくら")
    line.client.fails_next(kind, path="push", times=2)
    assert api.get_profile(sakura.id, **TIME).display_name == "さくら"
    for _ in range(2):
        failure = refused(api.push_message, pushing(sakura.id))
        assert failure.status == status
        assert words in json.loads(failure.body)["message"]
    api.push_message(pushing(sakura.id), **TIME)
    assert len(sakura.bubbles()) == 1


def test_a_call_that_hangs_ends_at_the_callers_timeout_and_has_no_effect(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    line.client.fails_next("timeout", path="push", seconds=1.5)
    with pytest.raises(ReadTimeoutError):
        api.push_message(pushing(sakura.id), _request_timeout=(1, 0.3))
    assert sakura.bubbles() == []


def test_a_slow_call_succeeds_in_the_end(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    line.client.fails_next("slow", path="push", seconds=0.2)
    api.push_message(pushing(sakura.id), **TIME)
    assert len(sakura.bubbles()) == 1


def test_the_quota_is_kept_and_can_be_asked_for(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    assert api.get_message_quota(**TIME).type == "none"
    line.client.set_quota(1)
    assert api.get_message_quota(**TIME).value == 1
    api.push_message(pushing(sakura.id), **TIME)
    assert api.get_message_quota_consumption(**TIME).total_usage == 1
    over = refused(api.push_message, pushing(sakura.id))
    assert (over.status, json.loads(over.body)["message"]) == (429, "You have reached your monthly limit.")


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("sakura", "The property, 'to', in the request body is invalid (line: -, column: -)"),
        ("U" + "0" * 32, "Failed to send messages"),
    ],
)
def test_unknown_and_malformed_recipients_are_refused(api: MessagingApi, to: str, message: str) -> None:
    failure = refused(api.push_message, pushing(to))
    assert (failure.status, json.loads(failure.body)["message"]) == (400, message)


def test_profile_loading_and_reading_reach_the_screen(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    first = sakura.says("ひとつめ")["events"][0]["message"]
    sakura.says("ふたつめ")
    assert api.get_profile(sakura.id, **TIME).language == "ja"
    api.mark_messages_as_read_by_token(
        MarkMessagesAsReadByTokenRequest(markAsReadToken=first["markAsReadToken"]), **TIME
    )
    assert [one.read for one in sakura.bubbles(side="resident")] == [True, False]
    api.mark_messages_as_read(MarkMessagesAsReadRequest(chat=ChatReference(userId=sakura.id)), **TIME)
    assert [one.read for one in sakura.bubbles(side="resident")] == [True, True]
    api.show_loading_animation(ShowLoadingAnimationRequest(chatId=sakura.id, loadingSeconds=5), **TIME)
    assert sakura.is_waiting()
    odd = refused(api.show_loading_animation, ShowLoadingAnimationRequest(chatId=sakura.id, loadingSeconds=7))
    assert json.loads(odd.body)["details"] == [{"message": "must be a multiple of 5", "property": "loadingSeconds"}]


def test_what_the_sdk_lets_through_is_refused_here(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    label = MessageAction(label="あ" * 21, text="あ")
    too_long = [
        TextMessage(text="あ" * 5001),
        TextMessage(text=""),
        TextMessage(text="あ", quickReply=QuickReply(items=[QuickReplyItem(action=label)])),
        FlexMessage.from_dict({"type": "flex", "altText": "あ" * 1501, "contents": {"type": "bubble"}}),
        FlexMessage.from_dict({"type": "flex", "altText": "あ", "contents": {"type": "bubble"}}),
    ]
    for message in too_long:
        failure = refused(api.push_message, PushMessageRequest(to=sakura.id, messages=[message]))
        assert failure.status == 400
        assert json.loads(failure.body)["details"]
    assert sakura.bubbles() == []
    assert refused(api.validate_push, ValidateMessageRequest(messages=[too_long[1]])).status == 400
    api.validate_reply(ValidateMessageRequest(messages=[TextMessage(text="よし")]), **TIME)


def test_a_rich_menu_is_made_shown_switched_and_deleted(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    blob = MessagingApiBlob(api.api_client)
    bounds = RichMenuBounds(x=0, y=0, width=2500, height=843)
    ids = []
    for alias, action in [
        ("first", RichMenuSwitchAction(richMenuAliasId="second", data="to-second")),
        ("second", MessageAction(label="相談する", text="相談したい")),
    ]:
        size = RichMenuSize(width=2500, height=843)
        wish = RichMenuRequest(
            size=size,
            selected=True,
            name=alias,
            chatBarText="メニュー",
            areas=[RichMenuArea(bounds=bounds, action=action)],
        )
        made = api.create_rich_menu(wish, **TIME).rich_menu_id
        assert refused(api.set_default_rich_menu, made).status == 400
        picture = bytearray(gradient_png(2500, 843))
        blob.set_rich_menu_image(made, body=picture, _headers={"Content-Type": "image/png"}, **TIME)
        api.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId=alias, richMenuId=made), **TIME)
        ids.append(made)
    api.set_default_rich_menu(ids[0], **TIME)
    assert api.get_default_rich_menu_id(**TIME).rich_menu_id == ids[0]
    switched = sakura.taps("to-second")["events"][0]["postback"]
    assert switched["params"] == {"newRichMenuAliasId": "second", "status": "SUCCESS"}
    assert api.get_rich_menu_id_of_user(sakura.id, **TIME).rich_menu_id == ids[1]
    assert sakura.taps("相談する")["events"][0]["message"]["text"] == "相談したい"
    assert len(api.get_rich_menu_list(**TIME).richmenus) == len(api.get_rich_menu_alias_list(**TIME).aliases) == 2
    api.unlink_rich_menu_id_from_user(sakura.id, **TIME)
    api.delete_rich_menu_alias("second", **TIME)
    api.delete_rich_menu(ids[1], **TIME)
    assert refused(api.get_rich_menu, ids[1]).status == 404


def test_pictures_that_residents_send_can_be_fetched(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    message = sakura.sends_image()["message_id"]
    blob = MessagingApiBlob(api.api_client)
    assert bytes(blob.get_message_content(message, **TIME)).startswith(b"\x89PNG")
    assert bytes(blob.get_message_content_preview(message, **TIME)).startswith(b"\x89PNG")
    assert blob.get_message_content_transcoding_by_message_id(message, **TIME).status == "succeeded"
    sakura.unsends(message)
    assert refused(blob.get_message_content, message).status == 404


def test_the_account_tells_about_itself_and_its_webhook(line: Any, api: MessagingApi, bot_url: str) -> None:
    assert api.get_bot_info(**TIME).chat_mode == "chat"
    assert api.get_webhook_endpoint(**TIME).endpoint == bot_url
    moved = SetWebhookEndpointRequest(endpoint="https://bot.example/callback")
    api.set_webhook_endpoint(moved, **TIME)
    assert api.get_webhook_endpoint(**TIME).endpoint == "https://bot.example/callback"
    bad = SetWebhookEndpointRequest(endpoint="http://bot.example/callback")
    assert refused(api.set_webhook_endpoint, bad).status == 400


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b"{}", 401),
        ({"Authorization": "Bearer wrong"}, b"{}", 401),
        ({**HEADERS, "Content-Type": "text/plain"}, b"{}", 415),
        ({**HEADERS, "Content-Type": "application/json"}, b'{"to":', 400),
        ({**HEADERS, "Content-Type": "application/json"}, b"\xff", 400),
        ({**HEADERS, "Content-Type": "application/json"}, b"[]", 400),
        ({**HEADERS, "Content-Type": "application/json"}, b" " * (2 * 1024 * 1024 + 1), 413),
        ({**HEADERS, "Content-Type": "application/json", "X-Line-Retry-Key": "no"}, b"{}", 400),
    ],
)
def test_the_door_is_guarded(line: Any, headers: dict[str, str], body: bytes, status: int) -> None:
    answer = httpx.post(f"{line.url}/v2/bot/message/push", headers=headers, content=body)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert answer.headers["x-line-request-id"]


def test_a_reply_with_a_retry_key_is_refused_as_the_documentation_says(line: Any) -> None:
    headers = {**HEADERS, "X-Line-Retry-Key": str(uuid.uuid4())}
    assert httpx.post(f"{line.url}/v2/bot/message/reply", headers=headers, json={}).status_code == 400
