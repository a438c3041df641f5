"""What was said can be unsaid: unsend, delete, withdraw, block."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.world import World, eventually

sys.path.insert(0, str(Path(__file__).parent))
from test_from_first_word_to_desk import WORRY, hand_off
from walking import Walker


def test_a_message_that_was_taken_back_leaves_the_desk(world: World) -> None:
    resident = world.resident("みお")
    walker = Walker(resident).starts()
    walker.says(WORRY)
    number = hand_off(walker)
    desk = world.coordinator("motofuji")
    eventually(lambda: number in desk.opens_queue())
    sent = resident.says("やっぱり父のことも書きます、むかし色々あって")
    eventually(lambda: "むかし色々" in desk.opens(number))
    resident.unsends(sent["message_id"])
    eventually(lambda: "むかし色々" not in desk.opens(number))


def test_everything_is_deleted_on_request_and_that_is_said(world: World) -> None:
    resident = world.resident("はる")
    walker = Walker(resident).starts()
    walker.says(WORRY)
    number = hand_off(walker)
    desk = world.coordinator("motofuji")
    eventually(lambda: number in desk.opens_queue())
    walker.says("全部消して")
    walker.taps("はい")
    assert "消し" in resident.bubbles()[-1].text or "消し" in resident.sees()[-300:]
    assert number not in desk.opens_queue()


def test_taking_back_the_consent_takes_the_ticket_out_of_the_queue(world: World) -> None:
    resident = world.resident("そら")
    walker = Walker(resident).starts()
    walker.says(WORRY)
    number = hand_off(walker)
    desk = world.coordinator("motofuji")
    eventually(lambda: number in desk.opens_queue())
    walker.says("同意を取り消します")
    if "はい" in resident.choices():
        walker.taps("はい")
    eventually(lambda: number not in desk.opens_queue())


def test_nothing_is_sent_any_more_to_somebody_who_blocks_the_account(world: World) -> None:
    resident = world.resident("りく")
    walker = Walker(resident).starts()
    walker.says(WORRY)
    number = hand_off(walker)
    desk = world.coordinator("motofuji")
    eventually(lambda: number in desk.opens_queue())
    resident.blocks()
    desk.opens(number)
    desk.claims()
    pushes = len(world.emulator.calls("message/push"))
    eventually(lambda: world.emulator.settle())
    desk.answers("読みました。")
    eventually(lambda: "ブロック" in desk.opens(number) or "届" in desk.opens(number))
    assert len(world.emulator.calls("message/push")) == pushes
