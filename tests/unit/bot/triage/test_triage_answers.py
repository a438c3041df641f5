"""A no after a question of danger quiets the screen, so only a plain no is one."""

import pytest

from bot.triage import Kind, Level, Triage
from bot.triage.answers import says_no
from bot.triage.evasion import normalise


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage.load()


@pytest.mark.parametrize(
    "answer",
    ["いいえ", "いえ、ないです", "ない", "ないけど", "ないない", "ううん", "ありません", "ちがいます", "大丈夫です", "死にたいとは思っていません",
     "そこまでじゃないです", "ことはないです", "されてません", "全然ないです", "no", "No, never", "não", "không ạ", "hindi po", "没有", "아니요", "छैन"],
)  # fmt: skip
def test_a_plain_no_is_a_no(answer: str) -> None:
    assert says_no(normalise(answer), calming=True)


@pytest.mark.parametrize(
    "answer",
    ["ないとは言えない", "ないと言えばうそになる", "否定はできません", "大丈夫じゃないです", "もう耐えられない", "生きていける気がしない", "わからない",
     "うまく言えません", "いえません", "いえに かえりたくない", "いないほうがいい", "生きててもいいことない", "まだ決めてない", "now more than ever",
     "nobody would care", "não aguento mais", "không chịu nổi nữa", "hindi ko na kaya", "不知道", "不行了", "没有希望了", "없어지고 싶어요",
     "없다고는 못 해요", "छैन भन्न सक्दिनँ", "してませんって言えって"],
)  # fmt: skip
def test_what_only_sounds_like_a_no_is_none_after_a_question_of_danger(answer: str) -> None:
    assert not says_no(normalise(answer), calming=True)


@pytest.mark.parametrize("answer", ["ない", "安全じゃない", "わからない", "食べてません", "no one here"])
def test_after_a_question_of_safety_anything_like_a_no_counts(answer: str) -> None:
    assert says_no(normalise(answer), calming=False)


def test_the_same_words_ring_after_a_question_of_safety_and_a_plain_no_rests_after_one_of_danger(
    triage: Triage,
) -> None:
    assert triage.judge("わからない", ["bot: いま安全な所にいますか"]).level is Level.EMERGENCY
    assert triage.judge("いえ、ないです", ["bot: 死にたいと思うことはありますか"]).level is Level.NONE


@pytest.mark.parametrize(
    "answer",
    [
        "大丈夫じゃないです",
        "否定はできません",
        "ないとは言えない",
        "もう耐えられない",
        "生きていける気がしない",
        "không chịu nổi nữa",
    ],
)
def test_an_answer_of_despair_that_ends_like_a_no_is_heard(triage: Triage, answer: str) -> None:
    assert Kind.suicide in triage.judge(answer, ["bot: 死にたいと思うことはありますか"]).kinds
