"""Which of several told topics comes first."""

import numpy as np
import pytest

from resources.topics.order import Order


def _raw(main: list[float], told: list[float]) -> np.ndarray:
    return np.array([[*main, *told, 0.0]], np.float32)


ORDER = Order(np.array([10.0, -5.0], np.float32), np.array([[0.0, -0.2], [0.2, 0.0]], np.float32))


def test_the_topic_that_goes_before_wins_where_both_are_told() -> None:
    found = ORDER.apply(_raw([0.5, 0.6], [1.0, 1.0]))
    assert found[0, 0] > found[0, 1]


def test_a_topic_told_alone_keeps_its_place() -> None:
    found = ORDER.apply(_raw([0.5, 0.6], [0.0, 1.0]))
    assert found[0, 0] < found[0, 1] + 0.2
    assert found[0, 1] == pytest.approx(0.6, abs=0.01)


def test_topics_told_and_intents_are_left_as_they_are_and_so_is_what_was_given() -> None:
    raw = _raw([0.5, 0.6], [1.0, 1.0])
    assert np.array_equal(ORDER.apply(raw)[:, 2:], raw[:, 2:])
    assert np.array_equal(raw, _raw([0.5, 0.6], [1.0, 1.0]))


def test_a_model_file_without_an_order_changes_nothing() -> None:
    raw = _raw([0.5, 0.6], [1.0, 1.0])
    assert np.array_equal(Order.from_arrays({}, 2).apply(raw), raw)


def test_an_order_comes_back_from_the_arrays_it_was_kept_as() -> None:
    again = Order.from_arrays(ORDER.arrays(), 2)
    assert np.array_equal(again.pairs, ORDER.pairs)
    assert np.array_equal(again.told, ORDER.told)
