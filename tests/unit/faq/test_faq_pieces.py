"""Pieces of text by their checksums: as good as the pieces themselves."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from faq.pieces import Pieces, checksum, marks_of, places
from faq.ranking import RIDGE, Ranker

_SETS = st.sets(st.text(min_size=1, max_size=4), max_size=30)


@given(_SETS, _SETS)
def test_what_two_texts_share_is_counted_as_with_sets(one: set[str], other: set[str]) -> None:
    at, found = places(marks_of(one), marks_of(other))
    assert len(at) == found.sum() == len(one & other)


@given(st.lists(st.text(alphabet="あいうえ", max_size=12), min_size=1, max_size=8))
def test_a_vocabulary_counts_the_entries_that_hold_a_piece(texts: list[str]) -> None:
    owners = [number % 3 for number in range(len(texts))]
    known, spread = Pieces.of(map(Counter, texts)).vocabulary(np.array(owners))
    holders = {piece: {o for o, text in zip(owners, texts, strict=True) if piece in text} for piece in "".join(texts)}
    assert dict(zip(known.tolist(), spread.tolist(), strict=True)) == {
        checksum(piece): len(held) for piece, held in holders.items()
    }


def test_a_long_piece_of_one_text_alone_is_not_kept_and_a_concept_is_told_from_letters() -> None:
    pieces = Pieces.of([Counter(["まで", "いつまで", "#期限", "~まで"]), Counter(["まで", "#期限"])])
    known, _ = pieces.vocabulary(np.array([0, 1]))
    assert known.tolist() == sorted(map(checksum, ("まで", "#期限", "~まで")))
    assert known[pieces.marked(known, "#")].tolist() == [checksum("#期限")]
    assert known[pieces.marked(known, "~")].tolist() == [checksum("~まで")]


def test_nothing_known_finds_nothing() -> None:
    assert [len(part) for part in places(marks_of([]), marks_of(["家賃"]))] == [0, 1]


def test_the_weights_solve_the_smoothed_kernel() -> None:
    texts = ["家賃が払えない", "家賃の補助はありますか", "介護の認定はどこ", "介護認定の申し込み", "明日の天気"]
    ranker = Ranker(["rent", "rent", "care", "care", ""], texts)
    kernel = (ranker._words.rows @ ranker._words.rows.T).toarray() + RIDGE * np.eye(len(texts))
    wanted = np.eye(3)[[0, 0, 1, 1, 2]]
    assert np.allclose(kernel @ ranker._weights, wanted, atol=1e-5)
    assert [ranker.keys[int(ranker.rank(text).scores.argmax())] for text in texts[:4]] == ["rent"] * 2 + ["care"] * 2
