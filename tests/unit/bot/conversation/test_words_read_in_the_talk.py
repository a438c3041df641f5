"""How words are read in the light of the talk: laughter, short answers in danger, a place abroad of the area."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from bot.conversation.session import Remembered
from bot.conversation.understanding import _LAUGHTER, Understanding
from bot.triage.classifier import HEADS
from bot.triage.rules import Rule
from bot.triage.screen import Reading
from bot.triage.verdict import CALM, Kind, Level, Verdict
from flows.talk import State, Talk
from resources.topics.judgement import TopicJudgement

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
RINGS = Verdict(Level.URGENT, (Kind.suicide,), ())


class Screen:
    """Rings alone only for 死."""

    def weigh(self, bubbles: list[str], limit: str = "any") -> Verdict:
        return RINGS if "死" in bubbles[-1] else CALM

    def read(self, bubbles: list[str]) -> Reading:
        return Reading((), np.full(len(HEADS), 0.3 if "決めた" in bubbles[-1] else 0.01))

    def rules(self, bubbles: list[str]) -> tuple[Rule, ...]:
        return ()


class Topics:
    """Names money where it reads 金, and guesses "no" beside it."""

    def judge(self, text: str, before: list[str]) -> TopicJudgement:
        if before:
            return TopicJudgement((("dementia", 0.9),), ("dementia",), {}, "")
        return TopicJudgement(
            (("livelihood", 0.9 if "金" in text else 0.1),), (), {}, "no" if "金" in text else "vague"
        )


def understanding() -> Understanding:
    given: Any = (Screen(), Topics(), None, None, {})
    return Understanding(*given)


@pytest.mark.parametrize(
    ("talk", "text", "verdict", "rings"),
    [
        (Talk(state=State.beside, danger="urgent", kinds=("suicide",)), "そう", RINGS, False),
        (Talk(state=State.beside, danger="urgent", kinds=("suicide",)), "死にたい", RINGS, True),
        (Talk(state=State.beside, danger="urgent", kinds=("dv",)), "そう", RINGS, False),
        (Talk(state=State.safety, danger="urgent", kinds=("dv",)), "そう", RINGS, True),
        (
            Talk(state=State.beside, danger="urgent", kinds=("suicide",)),
            "決めた",
            Verdict(Level.EMERGENCY, (Kind.suicide,), ()),
            True,
        ),
        (Talk(state=State.more), "そう", RINGS, True),
    ],
)
def test_beside_danger_only_news_rings(talk: Talk, text: str, verdict: Verdict, rings: bool) -> None:
    assert bool(understanding()._news(Remembered(talk, NOW), [verdict], text)) is rings


def test_a_word_that_names_a_matter_is_no_bare_no() -> None:
    judged = understanding()._meaning("金ない", [])
    assert (judged.intent, judged.asserted) == ("", ("livelihood",))


def test_a_short_word_takes_no_matter_from_what_came_before() -> None:
    assert understanding()._meaning("毎日", ["母のもの忘れが心配です"]).asserted == ()
    assert understanding()._meaning("それで夜も眠れなくて", ["母のもの忘れが心配です"]).asserted == ("dementia",)


class Faint:
    """Reads much into little: arrears, hardly likely, and in a talk what was said before."""

    def judge(self, text: str, before: list[str]) -> TopicJudgement:
        if before:
            here = {"eighty_fifty": before[0], "isolation": text}
            return TopicJudgement((("eighty_fifty", 0.6), ("isolation", 0.3)), ("eighty_fifty", "isolation"), here, "")
        return TopicJudgement((("arrears", 0.11), ("illness", 0.09)), ("arrears",), {}, "")


def test_a_faint_reading_is_a_guess_and_not_what_was_told() -> None:
    given: Any = (Screen(), Faint(), None, None, {})
    alone = Understanding(*given)._meaning("三回もたらい回しにされたんだけど", [])
    assert (alone.asserted, alone.ranked[0][0]) == ((), "arrears")


def test_what_only_earlier_words_speak_for_is_not_told_anew() -> None:
    given: Any = (Screen(), Faint(), None, None, {})
    assert Understanding(*given)._meaning("どなたにも話したことがありません", ["52の息子と二人です"]).asserted == ()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("金ないｗｗｗ", "金ない"),
        ("リボ200万笑", "リボ200万"),
        ("やばい(笑)", "やばい"),
        ("I know", "I know"),
        ("草", "草"),
    ],
)
def test_a_laugh_at_the_end_is_left_out_of_the_reading(text: str, plain: str) -> None:
    assert _LAUGHTER.sub("", text) == plain
