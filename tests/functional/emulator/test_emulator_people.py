"""The test client speaks as people do, and the phone page is served whole from the package."""

from __future__ import annotations

import re
import threading
from typing import Any

import httpx
import pytest
from linebot.v3.messaging import (
    ConfirmTemplate,
    MessageAction,
    MessagingApi,
    PostbackAction,
    PushMessageRequest,
    ReplyMessageRequest,
    TemplateMessage,
    TextMessage,
)

from bot.emulator.client import StillWaiting
from bot.emulator.errors import BadRequestToEmulator, NoSuchChat, NothingToTap

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TIME = {"_request_timeout": (1, 5)}


def echo(api: MessagingApi) -> Any:
    def answer(event: dict[str, Any]) -> None:
        words = event.get("message", {}).get("text") or event.get("postback", {}).get("data")
        if words:
            said = TextMessage(text=f"「{words}」ですね")
            api.reply_message(ReplyMessageRequest(replyToken=event["replyToken"], messages=[said]), **TIME)

    return answer


def test_a_resident_says_something_and_waits_for_the_answer(line: Any, api: MessagingApi) -> None:
    line.inbox.answer = echo(api)
    sakura = line.client.add_resident("さくら")
    sakura.says("眠れない")
    assert sakura.waits_for("眠れない").via == "reply"
    sakura.says("もうひとつ")
    assert [one.text for one in sakura.waits_for_bubbles(1, since=1)] == ["「もうひとつ」ですね"]
    assert sakura.sees().count("ですね") == 2


def test_residents_do_not_see_each_other(line: Any, api: MessagingApi) -> None:
    line.inbox.answer = echo(api)
    people = [line.client.add_resident(name) for name in ("さくら", "けんじ", "みどり")]
    threads = [threading.Thread(target=one.says, args=(one.name,)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for one in people:
        assert one.waits_for("ですね").text == f"「{one.name}」ですね"
        assert len(one.bubbles()) == 1


def test_a_template_button_can_be_tapped_by_its_words(line: Any, api: MessagingApi) -> None:
    line.inbox.answer = echo(api)
    sakura = line.client.add_resident("さくら")
    actions = [
        PostbackAction(label="はい", data="consent=yes", displayText="はい"),
        MessageAction(label="いいえ", text="いいえ"),
    ]
    question = TemplateMessage(
        altText="よいですか", template=ConfirmTemplate(text="伝えてもよいですか", actions=actions)
    )
    api.push_message(PushMessageRequest(to=sakura.id, messages=[question]), **TIME)
    assert "伝えてもよいですか\nはい\nいいえ" in sakura.sees()
    sakura.taps("はい")
    sakura.waits_for("consent=yes")
    assert [one.text for one in sakura.bubbles(side="resident")] == ["はい"]


def test_tapping_what_is_not_there_says_what_is(line: Any) -> None:
    with pytest.raises(NothingToTap, match="何もありません"):
        line.client.add_resident("さくら").taps("はい")


def test_waiting_in_vain_shows_the_screen(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    api.push_message(PushMessageRequest(to=sakura.id, messages=[TextMessage(text="すこしお待ちください")]), **TIME)
    with pytest.raises(StillWaiting, match="すこしお待ちください"):
        sakura.waits_for("おまたせしました", timeout=0.2)


def test_stickers_places_and_withdrawals_become_events(line: Any) -> None:
    sakura = line.client.add_resident("さくら")
    sakura.sends_sticker("つらい")
    sakura.sends_location(35.7, 139.76, "東京都文京区本郷3丁目")
    sakura.says("やっぱりなし")
    sakura.unsends()
    sakura.postbacks("menu=1", newRichMenuAliasId="a")
    sakura.blocks()
    assert sakura.says("聞こえない")["delivery"] is None
    sakura.follows()
    assert line.client.settle()
    kinds = [one["type"] for one in line.inbox.events]
    assert kinds == ["follow", "message", "message", "message", "unsend", "postback", "unfollow", "follow"]
    assert line.inbox.of_type("message")[0]["message"]["keywords"] == ["つらい"]
    assert line.inbox.of_type("message")[1]["message"]["address"] == "東京都文京区本郷3丁目"


def test_in_a_group_the_account_can_speak_and_leave(line: Any, api: MessagingApi) -> None:
    sakura = line.client.add_resident("さくら")
    group = line.client.add_group("町会", [sakura])
    group.says("だれかいますか", sender=sakura.id)
    assert line.client.settle()
    join, said = line.inbox.of_type("join")[0], line.inbox.of_type("message")[0]
    assert said["source"] == {"type": "group", "groupId": group.id, "userId": sakura.id}
    sorry = TextMessage(text="ひとりずつお話をうかがっています")
    api.reply_message(ReplyMessageRequest(replyToken=join["replyToken"], messages=[sorry]), **TIME)
    api.leave_group(group.id, **TIME)
    assert line.client.settle()
    assert len(line.inbox.of_type("leave")) == 1
    assert group.sees() == sorry.text
    assert group.says("もういない")["delivery"] is None


def test_mistakes_towards_the_emulator_are_explained(line: Any) -> None:
    sakura = line.client.add_resident("さくら")
    with pytest.raises(BadRequestToEmulator):
        line.client.add_resident(" ")
    with pytest.raises(BadRequestToEmulator):
        sakura.says("")
    with pytest.raises(BadRequestToEmulator):
        sakura.sends("hologram")
    with pytest.raises(BadRequestToEmulator):
        line.client.fails_next("418")
    with pytest.raises(NoSuchChat):
        line.client.get("users/nobody")


def test_a_misspelt_property_is_warned_about(line: Any) -> None:
    sakura = line.client.add_resident("さくら")
    message = {"type": "text", "text": "あ", "quickreply": {}}
    headers = {"Authorization": "Bearer access-token-of-the-tests"}
    body = {"to": sakura.id, "messages": [message]}
    assert httpx.post(f"{line.url}/v2/bot/message/push", json=body, headers=headers).status_code == 200
    assert line.client.get("warnings")["warnings"] == ["LINE は読みとばします: messages[0].quickreply"]
    assert line.client.calls("push") == [{"method": "POST", "path": "/v2/bot/message/push", "status": 200}]


def test_the_phone_is_one_page_without_anything_from_elsewhere(line: Any) -> None:
    page = httpx.get(line.url)
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assets = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    modules = {f"/static/{name}.js" for name in ("main", "chat", "dom", "message", "flex", "sheets")}
    for asset in {*assets, *modules} - {"data:,"}:
        assert asset.startswith("/static/")
        answer = httpx.get(line.url + asset)
        assert answer.status_code == 200
        assert not re.search(r"(?:import|url\()[^;\n]*https?://", answer.text)


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_other_hosts_and_other_sites_scripts_are_kept_out(line: Any, headers: dict[str, str]) -> None:
    assert httpx.post(f"{line.url}/emulator/users", json={"name": "x"}, headers=headers).status_code == 403
