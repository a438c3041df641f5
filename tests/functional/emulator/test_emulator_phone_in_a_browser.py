"""The phone page in a real browser: people add residents, write, tap, withdraw and block with their hands."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from linebot.v3.messaging import FlexMessage, MessagingApi, ReplyMessageRequest, TextMessage
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.browser]

CHROMIUM = os.environ.get("TSUNAGU_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TIME = {"_request_timeout": (1, 5)}

CARD = {
    "type": "bubble",
    "body": {
        "type": "box",
        "layout": "vertical",
        "contents": [{"type": "text", "text": "あんしん相談センター", "wrap": True, "weight": "bold"}],
    },
    "footer": {
        "type": "box",
        "layout": "vertical",
        "contents": [
            {"type": "button", "action": {"type": "postback", "label": "つないでもらう", "data": "handoff"}},
            {"type": "button", "action": {"type": "uri", "label": "電話する", "uri": "tel:0338121111"}},
        ],
    },
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(line: Any, chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(line.url)
    yield page
    page.close()
    assert complaints == []


def bot_of(api: MessagingApi) -> Any:
    choice = {"type": "action", "action": {"type": "message", "label": "つづける", "text": "つづけます"}}

    def answer(event: dict[str, Any]) -> None:
        message: Any = None
        if event["type"] == "follow":
            message = TextMessage(text="はじめまして。")
        elif event["type"] == "postback":
            message = TextMessage(text="おつなぎします。")
        elif event.get("message", {}).get("text") == "つづけます":
            message = FlexMessage.from_dict({"type": "flex", "altText": "合いそうな窓口です", "contents": CARD})
        elif event["type"] == "message":
            message = TextMessage.from_dict(
                {"type": "text", "text": "聞いています。", "quickReply": {"items": [choice]}}
            )
        if message is not None:
            api.reply_message(ReplyMessageRequest(replyToken=event["replyToken"], messages=[message]), **TIME)

    return answer


def test_a_talk_by_hand(line: Any, api: MessagingApi, page: Page) -> None:
    line.inbox.answer = bot_of(api)
    page.get_by_role("button", name="さくら", exact=True).click()
    phone = page.get_by_role("article", name="さくら さんのスマホ")
    expect(phone.get_by_text("はじめまして。")).to_be_visible()

    field = phone.get_by_role("textbox", name="さくら さんとして書く")
    field.fill("眠れません")
    field.press("Enter")
    expect(field).to_have_value("")
    phone.get_by_role("button", name="つづける").click()
    expect(phone.get_by_text("あんしん相談センター")).to_be_visible()
    expect(phone.get_by_role("button", name="つづける")).to_be_hidden()

    page.get_by_text("通知の文で見る").click()
    expect(phone.get_by_text("合いそうな窓口です")).to_be_visible()
    page.get_by_text("通知の文で見る").click()
    phone.get_by_role("button", name="電話する").click()
    expect(page.get_by_role("status")).to_contain_text("0338121111")
    phone.get_by_role("button", name="つないでもらう").click()
    expect(phone.get_by_text("おつなぎします。")).to_be_visible()

    phone.get_by_role("button", name="スタンプ").click()
    phone.get_by_role("dialog").get_by_role("button", name="つかれた").click()
    expect(phone.get_by_role("img", name="スタンプ（つかれた）")).to_be_visible()
    phone.get_by_text("眠れません").hover()
    phone.get_by_role("button", name="送信取消").first.click()
    expect(phone.get_by_text("メッセージの送信を取り消しました")).to_be_visible()
    expect(phone.get_by_text("眠れません")).to_have_count(0)

    phone.get_by_role("button", name="メニュー").click()
    phone.get_by_role("button", name="ブロックする").click()
    expect(phone.get_by_text("メッセージは届きません")).to_be_visible()
    phone.get_by_role("button", name="ブロックを解除").click()
    expect(field).to_be_visible()
    kinds = {one["type"] for one in line.inbox.events}
    assert {"follow", "message", "postback", "unsend", "unfollow"} <= kinds


def test_several_phones_stand_side_by_side_and_can_be_put_away(line: Any, page: Page) -> None:
    for name in ("けんじ", "みどり"):
        page.get_by_label("新しい人の呼び名").fill(name)
        page.get_by_role("button", name="人を追加").click()
        expect(page.get_by_role("article", name=f"{name} さんのスマホ")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(2)
    page.get_by_role("navigation").get_by_role("button", name="けんじ").click()
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_text("ダーク").click()
    page.get_by_text("大きな文字").click()
    expect(page.locator("body")).to_have_class("dark large")
