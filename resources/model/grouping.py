"""Tie near copies together, so that validation never tests on a copy of what was trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

ALIKE = 0.6
"""Cosine of character trigrams (IDF-weighted) above which two texts count as near copies."""

BATCH = 1000


def near_copies(texts: Sequence[str], alike: float = ALIKE) -> npt.NDArray[np.int64]:
    """Return a group number (n,) for each text; texts linked by likeness share one."""
    from scipy.sparse.csgraph import connected_components
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), binary=True, dtype=np.float32)
    rows = vectors.fit_transform(texts)
    left, right = [], []
    for start in range(0, rows.shape[0], BATCH):
        likeness = (rows[start : start + BATCH] @ rows.T).tocoo()
        close = likeness.data > alike
        left.append(likeness.row[close] + start)
        right.append(likeness.col[close])
    pairs = np.concatenate(left), np.concatenate(right)
    graph = sp.coo_matrix((np.ones(len(pairs[0]), np.int8), pairs), shape=(len(texts), len(texts)))
    return np.asarray(connected_components(graph)[1], dtype=np.int64)


def fold_numbers(groups: npt.NDArray[np.int64], folds: int, seed: int = 7) -> npt.NDArray[np.int64]:
    """Return the fold (n,) of each text; a whole group falls into one fold, always the same for a seed."""
    order = np.random.default_rng(seed).permutation(int(groups.max()) + 1)
    return np.asarray(order[groups] % folds, dtype=np.int64)
