"""What the shipped topic model says, and how it fails."""

from pathlib import Path

import numpy as np
import pytest

from resources.errors import ModelError
from resources.load import load_topics
from resources.topics import TopicModel, scorer
from resources.topics.evidence import LONGEST, clauses, strongest


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return TopicModel.load()


def test_the_model_knows_the_topics_of_the_catalogue_in_their_order(model: TopicModel) -> None:
    assert model.topics == tuple(topic.id for topic in load_topics())


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("カードの返済に追われて、返すためにまた借りている", "debt"),
        ("しゃっきんが かえせません", "debt"),
        ("家賃を二か月払えていません", "arrears"),
        ("母が同じことを何度も聞いてくる。鍋も焦がした", "dementia"),
        ("息子が部屋から出てこなくなって五年", "hikikomori"),
        ("夫に殴られて逃げたい", "dv"),
        ("子どもが学校に行きたがらない", "school_refusal"),
        ("何か手伝えることはありませんか", "participation"),
        ("My husband hits me", "dv"),
        ("我丈夫打我", "dv"),
        ("월세를 못 내고 있어요", "arrears"),
        ("tôi không biết tiếng nhật", "foreign_residents"),
        ("toi khong biet tieng nhat", "foreign_residents"),
        ("yachin ga haraenai", "arrears"),
        ("ｼｬｯｷﾝｶﾞｶｴｾﾅｲ", "debt"),
        ("パパがママをたたく", "dv"),
        ("perdi o emprego", "work"),
        ("मसँग पैसा छैन", "livelihood"),
        ("hindi ako makatulog", "mental_health"),
    ],
)
def test_plain_worries_come_out_among_the_first_three(model: TopicModel, text: str, main: str) -> None:
    assert main in [topic for topic, _ in model.judge(text).ranked[:3]]


@pytest.mark.parametrize(
    "text", ["つらい", "こんにちは", "ありがとうございます", "助けて", "はい", "明日の天気は？", "やめる", "hello", ""]
)
def test_messages_without_a_worry_assert_nothing(model: TopicModel, text: str) -> None:
    assert model.judge(text).asserted == ()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ありがとう", "thanks"),
        ("こんにちは", "greeting"),
        ("スキップ", "skip"),
        ("人と話したい", "human"),
        ("無料ですか", "faq_service"),
    ],
)
def test_messages_without_a_worry_are_named_by_their_intent(model: TopicModel, text: str, intent: str) -> None:
    assert model.judge(text).intent == intent


def test_all_topics_are_ranked_once_with_probabilities(model: TopicModel) -> None:
    ranked = model.judge("仕事をクビになって家賃が払えない").ranked
    chances = [chance for _, chance in ranked]
    assert len({topic for topic, _ in ranked}) == len(model.topics) == 31
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1, abs=0.01)


def test_several_topics_hold_at_once_each_with_the_persons_own_words(model: TopicModel) -> None:
    text = "先月クビになって収入がない。家賃も三か月払えていない"
    judged = model.judge(text)
    assert len(judged.asserted) >= 2
    assert all(words in text for words in judged.evidence.values())
    assert "家賃" in judged.evidence["arrears"]


def test_topics_are_judged_over_the_talk_not_only_the_last_bubble(model: TopicModel) -> None:
    assert model.judge("もう疲れちゃって").asserted == ()
    judged = model.judge("もう疲れちゃって", earlier=["母の介護が", "夜中に何度もトイレに起こされて"])
    assert "elder_care" in judged.asserted


def test_one_by_one_and_together_give_the_same(model: TopicModel) -> None:
    texts = ["お金がない", "学校に行けない"]
    assert model.judge_many(texts) == [model.judge(text) for text in texts]
    assert model.judge_many([]) == []


def test_a_clue_without_weights_makes_the_known_ones_count_less() -> None:
    weights = scorer.Weights(
        columns=np.array([3], np.int32),
        idf=np.array([2], np.float32),
        missing=1.5,
        table=np.array([[100]], np.int8),
        scale=np.ones(1, np.float32),
        dense=np.zeros((0, 1), np.float32),
        bias=np.zeros(1, np.float32),
        block={"char": 1.0},
        dense_weight=1.0,
    )
    judge = scorer.LinearScorer(weights)
    assert judge.block("char", np.array([3]))[0] == pytest.approx(100)
    assert judge.block("char", np.array([3, 9]))[0] == pytest.approx(80)
    assert judge.block("char", np.array([9]))[0] == 0


def test_a_missing_model_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"resources\.model\.train"):
        TopicModel.load(tmp_path)


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "topics.npz", format=99)
    with pytest.raises(ModelError, match="形式"):
        scorer.load(tmp_path / "topics.npz")


def test_evidence_is_one_clause_cut_to_its_length() -> None:
    pieces = clauses("母のことで。" + "あ" * 50 + "。")
    assert strongest(pieces, np.array([0.1, 0.9], np.float32)) == "あ" * LONGEST
    assert strongest(pieces, np.array([-1.0, -0.1], np.float32)) == ""
