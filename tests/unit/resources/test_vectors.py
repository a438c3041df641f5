"""The search finds what a scan of everything finds, with a town and without, in memory and mapped, after edits too."""

from pathlib import Path

import numpy as np
import pytest

from resources.vectors import MEANING, Query, Vectors

TOPICS, WIDE = 12, 96


def made(count: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Records with one to three topics, vectors around forty themes, and towns."""
    dice = np.random.default_rng(seed)
    fits = np.zeros((count, TOPICS), np.float32)
    for row in fits:
        row[dice.choice(TOPICS, size=dice.integers(1, 4), replace=False)] = dice.choice([1.0, 0.85, 0.6])
    themes = dice.standard_normal((40, WIDE), dtype=np.float32)
    vectors = themes[dice.integers(40, size=count)] + 0.6 * dice.standard_normal((count, WIDE), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return fits, vectors.astype(np.float32), [f"町{number}" for number in dice.integers(25, size=count)]


def need(vectors: np.ndarray, seed: int, towns: list[str] | None = None) -> Query:
    """A need near one of the records, with a main topic."""
    dice = np.random.default_rng(seed)
    weights = dice.random(TOPICS).astype(np.float32) ** 4
    return Query(weights / weights.sum(), vectors[dice.integers(len(vectors))], towns)


def scan(fits: np.ndarray, vectors: np.ndarray, query: Query) -> np.ndarray:
    return fits @ query.weights + MEANING * (vectors @ query.vector)


@pytest.mark.parametrize("count", [3, 100, 30_000])
def test_the_best_three_are_those_of_a_full_scan(count: int) -> None:
    fits, vectors, towns = made(count)
    store = Vectors.build(fits, vectors, towns)
    for seed in range(30):
        query = need(vectors, seed)
        worth = scan(fits, vectors, query)
        rows, told = store.search(query, 3)
        assert np.allclose(worth[rows], np.sort(worth)[::-1][:3], atol=2e-4)
        assert np.allclose(told, worth[rows], atol=2e-4)


def test_with_towns_every_record_of_them_and_no_other_is_looked_at() -> None:
    fits, vectors, towns = made(5000)
    store = Vectors.build(fits, vectors, towns)
    for seed in range(20):
        query = need(vectors, seed, ["町3", "町9", "どこにもない町"])
        rows, _ = store.search(query, 5000)
        assert sorted(rows) == [row for row, town in enumerate(towns) if town in ("町3", "町9")]
    assert len(store.search(need(vectors, 1, ["どこにもない町"]), 3)[0]) == 0


def test_a_mapped_index_answers_as_the_one_in_memory(tmp_path: Path) -> None:
    fits, vectors, towns = made(3000)
    store = Vectors.build(fits, vectors, towns)
    store.save(tmp_path)
    mapped = Vectors.open_folder(tmp_path)
    assert len(mapped) == len(store) == 3000
    for seed in range(10):
        for query in (need(vectors, seed), need(vectors, seed, ["町1"])):
            assert list(mapped.search(query, 5)[0]) == list(store.search(query, 5)[0])


def test_an_edited_record_is_found_as_it_is_now() -> None:
    fits, vectors, towns = made(3000)
    store = Vectors.build(fits, vectors, towns)
    query = need(vectors, 5)
    best = int(store.search(query, 1)[0][0])
    store.put(best, np.zeros(TOPICS, np.float32), -query.vector, towns[best])
    assert best not in store.search(query, 3)[0]
    store.put(9999, np.full(TOPICS, 1.0, np.float32), query.vector, "新しい町")
    assert store.search(query, 1)[0][0] == 9999
    assert list(store.search(Query(query.weights, query.vector, ["新しい町"]), 3)[0]) == [9999]
    assert len(store) == 3001


def test_a_record_taken_out_is_gone() -> None:
    fits, vectors, towns = made(500)
    store = Vectors.build(fits, vectors, towns)
    query = need(vectors, 2)
    best = int(store.search(query, 1)[0][0])
    store.drop(best)
    assert best not in store.search(query, 500)[0]
    assert len(store) == 499
