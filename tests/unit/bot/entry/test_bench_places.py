"""The curve of the search over made-up places: what it prints, and that it finds what a full scan finds."""

import numpy as np

from bot.entry.bench.places import HEADER, Needs, measure_match, records_of, sizes_up_to
from resources.load import load_catalogue
from resources.matcher.reasons import PLAIN


class Letters:
    """An encoder that counts letters."""

    name, dimension = "letters", 64

    def queries(self, texts):
        rows = np.zeros((len(texts), 64), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for char in text:
                row[ord(char) % 64] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    passages = queries


def test_the_sizes_grow_tenfold_to_the_number_asked_for() -> None:
    assert sizes_up_to(1_000_000) == [100, 1000, 10_000, 100_000, 1_000_000]
    assert sizes_up_to(500) == [100, 500]


def test_each_line_tells_times_and_how_far_it_agrees_with_a_scan() -> None:
    places, topics = load_catalogue(), tuple(PLAIN)
    made = records_of(places, topics, Letters(), 3000)
    needs = Needs(made.fits[:9] / 3, made.vectors[50:59])
    lines = list(measure_match(made, needs, [100, 3000]))
    assert [line[0] for line in lines] == ["100", "3000"]
    assert all(len(line) == len(HEADER) for line in lines)
    assert all(float(line[6]) == 1.0 and float(line[7]) >= 0.99 for line in lines)
