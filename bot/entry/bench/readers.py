"""Timing of the readers over real-looking messages; figures are for comparison within one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from bot.base.clock import system_clock
from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.entry.brain import Brain
from resources.matcher import Wish
from resources.model.corpus_reader import read_corpus

HEADER = ("読み手", "件数", "中央値ms", "95%ms", "99%ms", "最大ms")
_WARM = 20


def measure(settings: Settings, names: Sequence[str], messages: int) -> Iterator[tuple[str, ...]]:
    """One row a reader; raises InvalidInput for an unknown name."""
    brain = Brain(settings)
    readers = _readers(brain)
    unknown = set(names) - set(readers)
    if unknown:
        raise InvalidInput(f"知らない名前です: {', '.join(sorted(unknown))}。使えるもの: {', '.join(readers)}")
    texts = _texts(messages)
    for name in names or readers:
        read = readers[name]()
        for text in texts[:_WARM]:
            read(text)
        spent = np.array([_time(read, text) for text in texts]) * 1000
        figures = (np.median(spent), *np.percentile(spent, (95, 99)), spent.max())
        yield name, str(len(texts)), *(f"{figure:.2f}" for figure in figures)


def _readers(brain: Brain) -> dict[str, Callable[[], Callable[[str], object]]]:
    def match() -> Callable[[str], object]:
        matcher, now = brain.matcher, system_clock()
        return lambda text: matcher.match(Wish(text, now, municipality="文京区"))

    return {
        "triage": lambda: brain.triage.judge,
        "mask": lambda: brain.masker.mask,
        "topics": lambda: brain.topics.judge,
        "faq": lambda: brain.faq.find,
        "route": lambda: brain.router.route,
        "match": match,
    }


def _texts(count: int) -> list[str]:
    """The same spread of messages each time, from the whole corpus."""
    texts = [line.text for line in read_corpus()]
    step = max(len(texts) // count, 1)
    return texts[::step][:count]


def _time(read: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    read(text)
    return time.perf_counter() - begun
