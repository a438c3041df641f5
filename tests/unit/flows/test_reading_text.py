"""What short words and free text are understood as."""

from __future__ import annotations

import pytest

from flows import reading
from flows.intents import Phrases

PHRASES = Phrases.load()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("戻る", "back"), ("やめる。", "stop"), ("人と話したいです！", "human"), ("全部消してほしい", "forget"),
        ("続きから", "resume"), ("大丈夫です", "no"), ("大丈夫です笑", "no"), ("はい", "yes"), ("no", "no"), ("w", "laugh"),
        ("母じゃなくて義母", "correct"), ("もういい", "mood_enough"), ("最初から", "restart"), ("talk to a human", "human"),
        ("删除", "forget"), ("네", "yes"), ("obrigada", "thanks"), ("夫の借金を消したいです", ""), ("", ""), ("😭", ""),
        ("夫と別れてから人と話すのがこわくて外に出られない", ""),
    ],
)  # fmt: skip
def test_a_short_phrase_has_its_intent(text: str, intent: str) -> None:
    assert PHRASES.intent(text) == intent


@pytest.mark.parametrize(
    ("text", "whose", "relation"),
    [
        ("母の介護がつらい", "family", "mother"), ("義母のことで", "family", "mother_in_law"), ("隣の子どもが泣いています", "neighbour", "child"),
        ("民生委員です", "supporter", ""), ("私が困っています", "self", ""), ("隣の騒音がうるさい", "self", ""),
        ("夫に殴られた。子どもも隣の部屋にいる", "self", "husband"), ("隣の部屋で母が寝ているので静かに話します", "family", "mother"),
        ("となりの部屋で子どもが泣いている声がする", "neighbour", "child"), ("隣の部屋の人が子どもを怒鳴っている", "neighbour", "child"),
        ("母子手帳をもらいに", "", ""), ("息子が三年", "family", "son"),
    ],
)  # fmt: skip
def test_whose_matter_it_is_is_read_from_the_words(text: str, whose: str, relation: str) -> None:
    assert reading.whose(text) == whose
    assert reading.relation(text) == relation


@pytest.mark.parametrize(
    ("text", "asked", "band"),
    [("34歳", True, "18_39"), ("50代", True, "40_64"), ("34", True, "18_39"), ("34", False, ""), ("中2です", False, "u18"),
     ("80代", True, "75_up"), ("９９９", True, ""), ("年金", True, "")],
)  # fmt: skip
def test_an_age_becomes_a_band(text: str, asked: bool, band: str) -> None:
    assert reading.age_band(text, asked) == band


@pytest.mark.parametrize(
    "text",
    ["いまは大丈夫", "大丈夫です", "丈夫な方です", "工夫しています", "秩父に住んでいます", "母校の先生", "稲妻がこわい", "社長夫人"],
)
def test_a_letter_of_kin_inside_another_word_is_nobody_of_the_family(text: str) -> None:
    assert reading.relation(text) == ""
    assert reading.whose(text) == ""


def test_kin_beside_such_a_word_are_heard() -> None:
    assert reading.relation("夫は大丈夫と言います") == "husband"
    assert reading.relation("我丈夫打我") == "husband"
    assert reading.relation("従兄弟が部屋から出ません") == "relative"
