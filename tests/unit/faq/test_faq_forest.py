"""The forest says what its trees said when they were fitted."""

import numpy as np
import pytest

from faq.forest import NODES, Forest, grown


def _rows() -> tuple[np.ndarray, np.ndarray]:
    rows = np.random.default_rng(3).normal(size=(400, 9))
    return rows, (rows[:, 0] > 0) ^ (rows[:, 1] > 0)


def test_it_tells_what_counts_only_together() -> None:
    rows, wanted = _rows()
    forest = grown(rows[:300], wanted[:300], np.ones(300))
    odds = np.array([forest.odds(row) for row in rows[300:]])
    assert ((odds > 0) == wanted[300:]).mean() >= 0.85


def test_rows_fall_as_they_did_in_fitting() -> None:
    from sklearn.ensemble import GradientBoostingClassifier

    rows, wanted = _rows()
    forest = grown(rows, wanted, np.ones(len(rows)))
    even = np.where(wanted, 0.5 / wanted.mean(), 0.5 / (1 - wanted.mean()))
    fitted = GradientBoostingClassifier(
        n_estimators=300, learning_rate=0.04, max_depth=4, subsample=0.6, min_samples_leaf=20, max_features=8,
        init="zero", random_state=0,
    ).fit(rows, wanted, even)  # fmt: skip
    assert np.allclose([forest.odds(row) for row in rows], fitted.decision_function(rows), atol=1e-4)


def test_written_trees_are_read_again() -> None:
    rows, wanted = _rows()
    forest = grown(rows, wanted, np.ones(len(rows)))
    assert Forest.of(forest.arrays()).odds(rows[0]) == forest.odds(rows[0])
    with pytest.raises(KeyError):
        Forest.of({"tree_looks": np.zeros((1, NODES))})
