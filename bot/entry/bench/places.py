"""How the search for places grows from 10^2 to 10^6 records, beside a plain scan of everything."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bot.base.settings import Settings
from bot.entry.brain import Brain
from resources.encoder import Encoder, Float32Array, unit_rows
from resources.index import fits_of, told_of
from resources.model.corpus_reader import read_corpus
from resources.records import Place
from resources.topics import TopicModel
from resources.vectors import MEANING, Floats, Query, Rows, Vectors

HEADER = (
    "件数", "地域あり 中央値ms", "95%ms", "地域なし 中央値ms", "95%ms", "総当たり 中央値ms", "上位3件の一致 地域あり",
    "地域なし", "一件直すms", "作るs", "計算だけの95%ms 地域あり", "地域なし",
)  # fmt: skip
TOP = 3
_TOWNS = 1741
"""Municipalities of Japan (市区町村), so that a town's share of the records is the real one."""

_ROUNDS = 60
_NOISE = 0.35


@dataclass(frozen=True)
class Made:
    """Made-up records: topic fits, unit vectors and towns."""

    fits: Floats
    vectors: Floats
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Needs:
    """What is searched for: topic weights and vectors of real-looking messages."""

    weights: Floats
    vectors: Floats


def needs_of(texts: list[str], topics: TopicModel, encoder: Encoder) -> Needs:
    """The needs that messages tell, as the matcher reads them."""
    weights = np.zeros((len(texts), len(topics.topics)), np.float32)
    place = {topic: at for at, topic in enumerate(topics.topics)}
    for row, text in enumerate(texts):
        for topic, chance in topics.judge(text).ranked:
            weights[row, place[topic]] = chance
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1.0)
    return Needs(weights, encoder.queries(texts))


def records_of(places: tuple[Place, ...], topics: tuple[str, ...], encoder: Encoder, count: int) -> Made:
    """`count` records in the manner of the catalogue: its topics, its words mixed two by two, with a little noise."""
    dice = np.random.default_rng(7)
    fits = np.stack([fits_of(place, topics) for place in places])
    told = encoder.passages([told_of(place) for place in places])
    one, other = dice.integers(len(places), size=count), dice.integers(len(places), size=count)
    noise = dice.standard_normal((count, told.shape[1]), dtype=np.float32) * (_NOISE / told.shape[1] ** 0.5)
    towns = tuple(f"町{number}" for number in dice.integers(_TOWNS, size=count))
    vectors: Float32Array = told[one]
    vectors = vectors + 0.5 * told[other]
    vectors += noise
    return Made(fits[one], unit_rows(vectors), towns)


def measure_places(settings: Settings, records: int) -> Iterator[tuple[str, ...]]:
    """Make the records and the needs, and measure each size up to `records`."""
    brain = Brain(settings)
    texts = [line.text for line in read_corpus()]
    needs = needs_of(texts[:: max(len(texts) // _ROUNDS, 1)][:_ROUNDS], brain.topics, brain.encoder)
    made = records_of(brain.catalogue, brain.topics.topics, brain.encoder, records)
    return measure_match(made, needs, sizes_up_to(records))


def measure_match(made: Made, needs: Needs, sizes: list[int]) -> Iterator[tuple[str, ...]]:
    """One line for each size; the vectors are mapped from a folder, as in production."""
    for size in sizes:
        yield _line(Made(made.fits[:size], made.vectors[:size], made.towns[:size]), needs)


def sizes_up_to(records: int) -> list[int]:
    """10^2, 10^3, … up to the number asked for."""
    powers = [10**power for power in range(2, 7) if 10**power < records]
    return [*powers, records]


def _line(made: Made, needs: Needs) -> tuple[str, ...]:
    begun = time.perf_counter()
    with TemporaryDirectory(prefix="tsunagu-bench-") as folder:
        Vectors.build(made.fits, made.vectors, made.towns).save(Path(folder))
        built = time.perf_counter() - begun
        store = Vectors.open_folder(Path(folder))
        rounds = range(min(_ROUNDS, len(needs.weights)))
        here = [_query(needs, number, [made.towns[number % len(made.towns)]]) for number in rounds]
        everywhere = [_query(needs, number, None) for number in rounds]
        with_town = _timed(lambda query: store.search(query, TOP)[0], here)
        without = _timed(lambda query: store.search(query, TOP)[0], everywhere)
        scan = _timed(lambda query: _scan(made, query), everywhere)
        true_there = [_scan(made, query) for query in here]
        edit = _edit(store, made)
    times = (*_two(with_town.spent), *_two(without.spent), f"{np.median(scan.spent):.2f}")
    agreed = (
        f"{_agreement(with_town.found, true_there, made, here):.3f}",
        f"{_agreement(without.found, scan.found, made, everywhere):.3f}",
    )
    computed = (f"{np.percentile(one.computed, 95):.2f}" for one in (with_town, without))
    return (str(len(made.towns)), *times, *agreed, f"{edit:.3f}", f"{built:.1f}", *computed)


def _query(needs: Needs, number: int, towns: list[str] | None) -> Query:
    return Query(needs.weights[number], needs.vectors[number], towns)


def _worth(made: Made, query: Query) -> Floats:
    return np.asarray(made.fits @ query.weights + MEANING * (made.vectors @ query.vector), dtype=np.float32)


def _scan(made: Made, query: Query) -> Rows:
    """The true best ones, from every record."""
    worth = _worth(made, query)
    if query.towns is not None:
        worth = np.where(np.isin(np.asarray(made.towns), list(query.towns)), worth, -np.inf).astype(np.float32)
    count = min(TOP, int(np.isfinite(worth).sum()))
    part = np.argpartition(worth, -count)[-count:]
    return part[np.argsort(-worth[part])]


def _agreement(found: list[Rows], true: list[Rows], made: Made, queries: list[Query]) -> float:
    """The share of the true best that were found; one worth as much as the last of them (to float16) counts as it."""
    hits = total = 0
    for mine, best, query in zip(found, true, queries, strict=True):
        worth = _worth(made, query)
        least = float(worth[best].min()) - 2e-4
        hits += min(int((worth[mine] >= least).sum()), len(best))
        total += len(best)
    return hits / max(total, 1)


@dataclass(frozen=True)
class Timed:
    """Milliseconds by the clock, milliseconds of this thread alone (the same on a busy machine), and results."""

    spent: list[float]
    computed: list[float]
    found: list[Rows]


def _timed(search: Callable[[Query], Rows], queries: list[Query]) -> Timed:
    """Search for each, after a round to warm the caches."""
    for query in queries[:5]:
        search(query)
    done = Timed([], [], [])
    for query in queries:
        begun, busy = time.perf_counter(), time.thread_time()
        done.found.append(search(query))
        done.computed.append((time.thread_time() - busy) * 1000)
        done.spent.append((time.perf_counter() - begun) * 1000)
    return done


def _two(spent: list[float]) -> tuple[str, str]:
    return f"{np.median(spent):.2f}", f"{np.percentile(spent, 95):.2f}"


def _edit(store: Vectors, made: Made) -> float:
    """Milliseconds to put one changed record in, after the first."""
    store.put(0, made.fits[0], made.vectors[0], made.towns[0])
    begun = time.perf_counter()
    store.put(1, made.fits[1], made.vectors[1], made.towns[1])
    return (time.perf_counter() - begun) * 1000
