"""`tsunagu line setup` and `line check` against the emulator, through line-bot-sdk over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from linebot.v3.messaging import MessagingApi, RichMenuRequest

from bot.base.errors import InvalidInput
from bot.base.settings import Settings, load_settings
from bot.entry.by_hand import by_hand, greeting
from bot.entry.channel import Channel
from bot.entry.menu.layout import FIELDS, PICTURE
from bot.entry.menu.register import MenuRegister, menu_name
from bot.webhook.events import read_event

TOKEN = "access-token-of-the-tests"


@pytest.fixture
def settings(line: Any) -> Settings:
    return load_settings(line_api_base=line.url, line_channel_access_token=TOKEN, line_channel_secret="s" * 32)


def menus(api: MessagingApi) -> list[str]:
    return [menu.name for menu in api.get_rich_menu_list().richmenus]


def test_setup_registers_the_menu_with_its_picture_and_makes_it_the_default(
    settings: Settings, api: MessagingApi
) -> None:
    assert "登録しました" in MenuRegister(settings).put()
    found = api.get_rich_menu_list().richmenus
    assert [menu.name for menu in found] == [menu_name(PICTURE.read_bytes())]
    assert api.get_default_rich_menu_id().rich_menu_id == found[0].rich_menu_id
    assert len(found[0].areas) == len(FIELDS)
    assert MenuRegister(settings).is_current()


def test_setup_twice_changes_nothing(settings: Settings, api: MessagingApi) -> None:
    MenuRegister(settings).put()
    before = api.get_default_rich_menu_id().rich_menu_id
    assert "もう登録" in MenuRegister(settings).put()
    assert api.get_default_rich_menu_id().rich_menu_id == before


def test_an_older_menu_of_ours_is_taken_away_and_one_of_somebody_else_stays(
    settings: Settings, api: MessagingApi
) -> None:
    body = {"size": {"width": 2500, "height": 843}, "selected": False, "chatBarText": "x", "areas": []}
    for name in ("tsunagu-older", "of-the-town"):
        api.create_rich_menu(RichMenuRequest.from_dict({**body, "name": name}))
    MenuRegister(settings).put()
    assert sorted(menus(api)) == ["of-the-town", menu_name(PICTURE.read_bytes())]


def test_a_resident_sees_the_menu_and_every_field_sends_a_choice(line: Any, settings: Settings) -> None:
    MenuRegister(settings).put()
    resident = line.client.add_resident("menu")
    line.inbox.empty()
    for field in FIELDS:
        resident.postbacks(field.choice)
    line.client.settle()
    assert [event["postback"]["data"] for event in line.inbox.of_type("postback")] == [one.choice for one in FIELDS]
    read = read_event(line.inbox.of_type("postback")[0], line.running.platform.world.clock())  # type: ignore[attr-defined] # as the webhook reads it
    assert getattr(read, "choice", "") == FIELDS[0].choice


def test_the_webhook_is_registered_once_and_tried(line: Any, settings: Settings, api: MessagingApi) -> None:
    url = api.get_webhook_endpoint().endpoint
    told = Channel(settings).register(url)
    assert "webhookを登録しました" in told
    sets = [call for call in line.client.calls("/v2/bot/channel/webhook/endpoint") if call["method"] == "PUT"]
    assert sets == []


def test_a_refused_token_is_told_in_words(line: Any) -> None:
    wrong = load_settings(line_api_base=line.url, line_channel_access_token="wrong", line_channel_secret="s" * 32)
    with pytest.raises(InvalidInput, match="トークン"):
        MenuRegister(wrong).put()


def test_what_is_left_for_the_hand_is_told_with_the_greeting(settings: Settings) -> None:
    told = by_hand(settings)
    assert all(word in told for word in ("応答メッセージ=オフ", "Webhookの再送=オン", "グループトークへの参加=オフ"))
    assert all(line in told for line in greeting(settings).split("\n") if line)
    assert all(word in greeting(settings) for word in ("無料", "自動", "110", "119", "189", "名前はいりません"))
    assert len(greeting(settings)) <= 500
