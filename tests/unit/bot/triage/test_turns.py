"""A turn of a running talk: what is new counts, and danger in the air is not forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from bot.triage import Level, Triage
from bot.triage.classifier import HEADS
from bot.triage.rules import Rule
from bot.triage.screen import Reading
from bot.triage.turns import adds, judge_turn
from bot.triage.verdict import CALM, Verdict

CALM_BEFORE = ["母の介護で仕事をやめそうです", "bot: どのあたりにお住まいですか？"]


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage.load()


@pytest.mark.parametrize(
    "text",
    ["本郷三丁目", "わからない", "はい", "ありがとうございます。木曜なら話せます", "同意を取り消します", "全部消して"],
)
def test_an_ordinary_answer_in_an_ordinary_talk_rings_nothing(triage: Triage, text: str) -> None:
    assert judge_turn(triage, text, CALM_BEFORE).level is Level.NONE


def test_giving_up_after_a_dangerous_word_rings(triage: Triage) -> None:
    assert judge_turn(triage, "もういい", ["生きてる意味ある？死にたい"]).level is not Level.NONE


def test_a_dangerous_bubble_rings_whatever_came_before(triage: Triage) -> None:
    assert judge_turn(triage, "今から死にます。さようなら", CALM_BEFORE).level is Level.EMERGENCY


class Scripted:
    """A screen that knows how sure it is of each text; it has no rules."""

    def __init__(self, **sure: float) -> None:
        self.sure = sure
        self.limits = {"any": 0.3, "strict": 0.6, "joined": 0.8}

    def read(self, bubbles: Sequence[str]) -> Reading:
        return Reading((), np.full(len(HEADS), self.sure.get("_".join(bubbles), 0.0)))

    def rules(self, bubbles: Sequence[str]) -> tuple[Rule, ...]:
        return self.read(bubbles).rules

    def weigh(self, bubbles: Sequence[str], limit: str = "any") -> Verdict:
        return Verdict(Level.URGENT) if self.read(bubbles).odds[0] >= self.limits[limit] else CALM

    def judge(self, text: str, earlier: Sequence[str] = ()) -> Verdict:
        return self.weigh([*earlier, text])


@pytest.mark.parametrize(
    ("sure", "text", "earlier", "rings"),
    [
        ({"a": 0.4}, "a", [], True),
        ({"a": 0.4}, "a", ["bot: どうしましたか"], True),
        ({"b": 0.4}, "b", ["a"], False),
        ({"b": 0.7}, "b", ["a"], True),
        ({"a": 0.4, "a_b": 0.4}, "b", ["a"], True),
        ({"a_b": 0.7}, "b", ["a"], False),
        ({"a_b": 0.9}, "b", ["a"], True),
        ({"a_b": 0.9, "a_b_c": 0.9}, "c", ["a", "b"], False),
    ],
)
def test_how_sure_the_screen_must_be_depends_on_what_came_before(
    sure: dict[str, float], text: str, earlier: list[str], rings: bool
) -> None:
    verdict = judge_turn(cast("Triage", Scripted(**sure)), text, earlier)
    assert (verdict.level is not Level.NONE) is rings


ORDINARY = [
    ["こんにちは", "息子がひきこもっています。28歳です", "三年前、会社を辞めてから", "家族の会とかありますか"],
    ["部屋が片付けられない", "本が多くて", "床が見えないくらい", "粗大ごみってどう出すんですか"],
    ["Xin chào", "Em muốn học tiếng Nhật", "Buổi tối có lớp không ạ?"],
    ["はじめまして", "年金だけで暮らしています", "冬の電気代が心配で", "減免とかありますか"],
]


@pytest.mark.parametrize("talk", ORDINARY)
def test_an_ordinary_talk_rings_nowhere(triage: Triage, talk: list[str]) -> None:
    assert [judge_turn(triage, text, talk[:at]).level for at, text in enumerate(talk)] == [Level.NONE] * len(talk)


@pytest.mark.parametrize(
    "text",
    [
        "さっき飲んだ",
        "ベランダにいる",
        "ロープ用意した",
        "血がとまらない",
        "首しめられた",
        "屋上",
        "玄関の前にいる",
        "もういい",
    ],
)
def test_words_with_a_trace_of_danger_bring_something_beside_it(triage: Triage, text: str) -> None:
    assert adds(triage, text, ["もう消えたいって思う", "bot: 聞いています。"])


@pytest.mark.parametrize(
    "text",
    [
        "一人です。きょうだいは遠くて",
        "弟は遠くに住んでる",
        "まだ小さいです",
        "返事ありがとう",
        "夫は仕事です",
        "40代です",
    ],
)
def test_plain_words_bring_nothing_whatever_was_said_before(triage: Triage, text: str) -> None:
    assert not adds(triage, text, ["母の介護してて、今日は手が出そうになった", "bot: 聞いています。"])
