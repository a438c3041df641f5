"""Learning which of two told topics comes first, and the messages that are kept apart."""

import numpy as np
import pytest

from resources.model import augment, corpus_reader, grouping, kept_apart, order, train
from resources.model.corpus_reader import Line
from resources.topics import TopicJudgement

TOPICS = ("food", "debt", "work")


@pytest.fixture(scope="module")
def learnt() -> tuple[np.ndarray, list[Line]]:
    """Food and debt score alike, yet food is labelled first wherever both are told."""
    random = np.random.default_rng(0)
    raw, lines = [], []
    for row in range(600):
        both = row % 2 == 0
        topics = ("food", "debt") if both else ("work",)
        told = [float(topic in topics) for topic in TOPICS]
        raw.append([*(0.5 * np.array(told) + random.normal(0, 0.1, 3)), *told, 1.0])
        lines.append(Line(f"{row}", topics))
    return np.array(raw, np.float32), lines


def _first(raw: np.ndarray, lines: list[Line]) -> float:
    return float(np.mean([TOPICS[at] == line.topics[0] for at, line in zip(raw[:, :3].argmax(1), lines, strict=True)]))


def test_a_pair_that_is_always_told_in_one_order_is_learnt(learnt: tuple[np.ndarray, list[Line]]) -> None:
    raw, lines = learnt
    found = order.learn(raw, lines, TOPICS)
    assert found.pairs[TOPICS.index("debt"), TOPICS.index("food")] > 0
    assert _first(found.apply(raw), lines) > _first(raw, lines) + 0.05


def test_each_pair_is_learnt_one_against_the_other(learnt: tuple[np.ndarray, list[Line]]) -> None:
    pairs = order.learn(*learnt, TOPICS).pairs
    assert np.allclose(pairs, -pairs.T)


def test_a_fold_is_put_in_order_by_what_the_others_teach(learnt: tuple[np.ndarray, list[Line]]) -> None:
    raw, lines = learnt
    folds = (np.arange(len(lines)) // 2) % 2
    apart = order.learn_apart(raw, lines, TOPICS, folds)
    other = order.learn(raw[folds == 1], [line for line, at in zip(lines, folds, strict=True) if at == 1], TOPICS)
    assert np.allclose(apart[folds == 0], other.apply(raw[folds == 0]))
    assert _first(apart, lines) > _first(raw, lines)


def test_messages_kept_apart_are_not_near_copies_of_the_corpus() -> None:
    apart = [line.text for line in corpus_reader.read_corpus(kept_apart.FOLDER)]
    corpus = [line.text for line in corpus_reader.read_corpus()]
    groups = grouping.near_copies([*apart, *corpus])
    assert len(apart) >= 250
    assert not set(groups[: len(apart)]) & set(groups[len(apart) :])


def test_figures_tell_first_three_and_what_is_asserted() -> None:
    right = TopicJudgement((("food", 0.8), ("debt", 0.2)), ("food", "debt"))
    turned = TopicJudgement((("debt", 0.8), ("food", 0.2)), ())
    line = Line("米がない", ("food", "debt"))
    found = kept_apart.figures([(line, right), (line, turned)])
    assert found == {"first": 0.5, "three": 1.0, "told": 1.0, "set_f1": pytest.approx(2 / 3, abs=1e-3), "silent": 0.5}


def test_figures_are_told_apart_for_one_topic_several_and_talks() -> None:
    found = TopicJudgement((("food", 1.0),), ("food",))
    one, several = Line("a", ("food",)), Line("b\nc", ("food", "debt"), turns=("b", "c"))
    apart = kept_apart.parts([(one, found), (several, found)])
    assert {name: [line for line, _ in pairs] for name, pairs in apart.items()} == {
        "all": [one, several],
        "one topic": [one],
        "several topics": [several],
        "talks": [several],
    }


def test_messages_with_several_topics_count_more_for_the_linear_heads_but_not_two_lines_in_one() -> None:
    lines = [Line("a", ("food",)), Line("b", ("food", "debt")), Line("c", ("food", "debt"), file=augment.JOINED)]
    nothing = np.zeros((3, 0), np.float32)
    prepared = train.Prepared(lines, [], [], nothing, nothing, np.array([1.0, 1.0, 0.4], np.float32))
    assert prepared.linear_weight(np.arange(3)) == pytest.approx([1.0, train.SEVERAL, 0.4])
