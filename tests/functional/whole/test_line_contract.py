"""LINE's delivery contract through the whole product: redelivery, several people in one POST, groups, standby."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.world import World, eventually

sys.path.insert(0, str(Path(__file__).parent))
from walking import Walker


def started(world: World, name: str) -> Walker:
    return Walker(world.resident(name)).starts()


def settled(world: World, walker: Walker, seconds: float = 2.0) -> list[str]:
    """All that the bot said, once nothing is under way and nothing more has come for a moment."""
    world.emulator.settle()
    seen = -1
    for _ in range(20):
        now = len(walker.resident.bubbles())
        if now == seen:
            break
        seen = now
        walker.resident.emulator.wait_for_change(10**9, seconds / 4)
    return [bubble.text for bubble in walker.resident.bubbles()]


def test_a_redelivery_of_what_was_processed_changes_nothing(world: World) -> None:
    walker = started(world, "さくら")
    walker.says("仕事がつらくて、朝おきられません")
    before = settled(world, walker)
    for delivery in world.emulator.deliveries():
        world.emulator.redeliver(delivery["id"])
    assert settled(world, walker) == before


def test_a_message_whose_first_delivery_was_lost_is_answered_when_redelivered(world: World) -> None:
    walker = started(world, "けん")
    walker.seen = len(walker.resident.bubbles())
    world.emulator.webhook(mishaps=["lost"], redelivery=False)
    walker.resident.says("仕事がつらくて、朝おきられません")
    world.emulator.settle()
    assert len(walker.resident.bubbles()) == walker.seen
    world.emulator.redeliver(world.emulator.deliveries()[-1]["id"])
    walker.resident.waits_for_bubbles(1, since=walker.seen, timeout=15)


def test_two_people_in_one_post_are_both_answered(world: World) -> None:
    one, two = started(world, "あい"), started(world, "まこと")
    one.seen, two.seen = len(one.resident.bubbles()), len(two.resident.bubbles())
    world.emulator.hold()
    one.resident.says("お金のことが不安です")
    two.resident.says("学校に行けていません")
    world.emulator.release(together=True)
    one.resident.waits_for_bubbles(1, since=one.seen, timeout=15)
    two.resident.waits_for_bubbles(1, since=two.seen, timeout=15)


def test_a_broken_event_beside_a_whole_one_does_not_silence_it(world: World) -> None:
    walker = started(world, "りん")
    walker.seen = len(walker.resident.bubbles())
    whole = {
        "type": "message",
        "source": {"type": "user", "userId": walker.resident.id},
        "message": {"type": "text", "id": "900000000000000001", "text": "眠れない日がつづいています"},
    }
    world.emulator.send_events([{"type": 7}, {}, whole])
    walker.resident.waits_for_bubbles(1, since=walker.seen, timeout=15)


def test_in_a_group_it_says_once_that_it_talks_one_to_one_and_leaves(world: World) -> None:
    member = world.resident("ひろ")
    group = world.emulator.add_group("町会", [member])
    eventually(lambda: any("leave" in call["path"] for call in world.emulator.calls("leave")), seconds=15)
    assert "一対一" in group.sees()


def test_while_another_module_answers_nothing_is_said(world: World) -> None:
    walker = started(world, "ゆう")
    walker.resident.enters_mode("standby")
    before = settled(world, walker)
    walker.resident.says("これは別の係に")
    assert settled(world, walker) == before


def test_stickers_pictures_and_voices_are_met_kindly(world: World) -> None:
    walker = started(world, "なお")
    for kind in ("sticker", "image", "video", "audio", "file"):
        answer = walker.news(lambda kind=kind: walker.resident.sends(kind))  # type: ignore[misc]
        assert answer[0].text


def test_a_wrong_signature_gets_400_and_no_answer(world: World) -> None:
    walker = started(world, "いお")
    before = settled(world, walker)
    body = '{"destination":"x","events":[]}'
    assert world.emulator.post_raw(body, "wrong")["status"] == 400
    assert world.emulator.post_raw(body, "missing")["status"] == 400
    assert world.emulator.check_url()["status"] == 200
    assert settled(world, walker) == before


def test_danger_is_answered_at_once_with_numbers_before_and_after_consent(world: World) -> None:
    resident = world.resident("だれか")
    eventually(lambda: "はじめる" in resident.choices(), seconds=20)
    seen = len(resident.bubbles())
    resident.says("もう死にたい")
    answer = resident.waits_for(lambda bubble: bubble.kind == "flex", since=seen, timeout=15)
    assert answer.via == "reply"
    assert len(resident.bubbles(since=seen)) <= 4
    eventually(lambda: world.alarms, seconds=15)
