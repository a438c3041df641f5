"""One worry, from the first word on the phone to a coordinator's desk and back."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.world import World, eventually

sys.path.insert(0, str(Path(__file__).parent))
from walking import Walker

WORRY = "母の介護で仕事やめそう。お金も不安"


def hand_off(walker: Walker) -> str:
    """Say yes to being connected; gives the case number."""
    walker.answers_until("人につないでほしい")
    walker.taps("人につないでほしい")
    walker.answers_until("これで伝える")
    walker.taps("これで伝える")
    if "匿名のまま" in walker.resident.choices():
        walker.taps("匿名のまま")
    shown = walker.resident.waits_for("受付番号", timeout=20).text
    found = re.search(r"受付番号は(\S+?-\d{4})", shown)
    assert found, shown
    return found[1]


def test_a_worry_reaches_the_right_desk_and_an_answer_comes_back(world: World) -> None:
    resident = world.resident("さくら")
    walker = Walker(resident).starts()
    first = walker.says(WORRY)
    assert len(first) <= 3
    assert not any(bubble.kind == "flex" for bubble in first), "no place is named before the person was heard (R32)"
    walker.answers_until("人につないでほしい")
    places = [bubble for bubble in resident.bubbles() if bubble.kind == "flex"]
    assert places, resident.sees()
    assert 1 <= len(places[-1].message["contents"].get("contents", [1])) <= 3
    number = hand_off(walker)

    motofuji, koganei = world.coordinator("motofuji"), world.coordinator("koganei")
    assert number in eventually(motofuji.opens_queue)
    assert number not in koganei.opens_queue()
    case = motofuji.opens(number)
    assert "介護" in case
    for secret in (resident.id, "さくら", "本郷三丁目", "本郷3"):
        assert secret not in case
    motofuji.claims()
    motofuji.answers("読みました。お母さまの介護のこと、今週いっしょに整理しませんか。")
    answer = resident.waits_for("今週いっしょに整理", timeout=20)
    assert answer.message["sender"]["name"] == "地域の担当者"

    resident.says("ありがとうございます。木曜なら話せます")
    assert "木曜なら話せます" in eventually(lambda: motofuji.opens(number) if "木曜" in motofuji.opens(number) else "")
    motofuji.closes()
    assert number not in motofuji.opens_queue()


def test_the_desk_sees_what_was_suggested_and_how_it_was_taken_and_no_code_of_what_was_kept_back(world: World) -> None:
    resident = world.resident("つばめ")
    walker = Walker(resident).starts()
    walker.says(f"{WORRY}。電話は苦手です")
    walker.answers_until("ほかを見る")
    walker.taps("ほかを見る")
    walker.answers_until("人につないでほしい")
    walker.taps("人につないでほしい")
    walker.answers_until("これで伝える")
    for item in ("age_band", "whose", "hardest"):
        walker.news(lambda item=item: resident.postbacks(f"draft.remove.{item}"))  # type: ignore[misc]
    walker.taps("これで伝える")
    if "匿名のまま" in resident.choices():
        walker.taps("匿名のまま")
    number = re.search(r"受付番号は(\S+?-\d{4})", resident.waits_for("受付番号", timeout=20).text)
    assert number
    motofuji = world.coordinator("motofuji")
    eventually(lambda: number[1] in motofuji.opens_queue())
    summary, agreed = motofuji.opens(number[1]).split("伝えることに同意された内容")
    assert "案内した所" in agreed
    assert ": ほかも見たい" in agreed
    assert "連絡のとり方 LINEのトーク" in summary
    assert "電話は苦手" in agreed
    assert "どなたのこと 聞いていない" in summary
    assert "年代 答えたくない" in summary
    assert "いちばん困っていること" not in summary + agreed


def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told(world: World) -> None:
    walker = Walker(world.resident("あおい")).starts()
    walker.says(WORRY)
    number = hand_off(walker)
    first, second = world.coordinator("motofuji"), world.coordinator("bunkyo")
    eventually(lambda: number in first.opens_queue())
    first.opens(number)
    second.opens(number)
    assert first.claims() == 200
    second.claims()
    assert "青木" in second.reads


def test_names_and_numbers_do_not_reach_the_desk(world: World) -> None:
    walker = Walker(world.resident("ゆり")).starts()
    walker.says("佐藤花子といいます。090-1234-5678です。母の介護で仕事をやめそうです")
    number = hand_off(walker)
    desk = world.coordinator("motofuji")
    eventually(lambda: number in desk.opens_queue())
    case = desk.opens(number)
    for secret in ("佐藤花子", "090-1234-5678", "1234"):
        assert secret not in case
    assert "介護" in case
