"""The meaning of words: near words near, unknown words quiet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from resources.errors import ModelError
from resources.words import WordVectors
from resources.words.build import murmur64a


@pytest.fixture(scope="module")
def words() -> WordVectors:
    return WordVectors.load()


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("借金", "返済", "猫"), ("督促", "滞納", "運動会"), ("介護", "認知症", "借金"), ("しんどい", "辛い", "家賃")],
)
def test_words_of_one_trouble_lie_nearer_than_others(words: WordVectors, word: str, near: str, far: str) -> None:
    asked, other, apart = words.vectors[words.rows([word, near, far])]
    assert asked @ other > asked @ apart + 0.2


def test_a_word_that_nobody_knows_has_no_meaning(words: WordVectors) -> None:
    assert words.row("ぱぴぷぺぽぽぽん語") == -1
    assert not words.mean(["ぱぴぷぺぽぽぽん語"]).any()


def test_the_mean_of_words_is_of_length_one(words: WordVectors) -> None:
    assert np.linalg.norm(words.mean(["家賃", "滞納", "ぱぴぷぺぽぽぽん語"])) == pytest.approx(1, abs=1e-5)


def test_every_meaning_belongs_to_a_group_of_each_size(words: WordVectors) -> None:
    for count, groups in words.groups.items():
        assert len(groups) == len(words.vectors)
        assert groups.min() >= 0 and groups.max() < count


def test_a_broken_file_is_named_plainly(tmp_path: Path) -> None:
    (tmp_path / "words.npz").write_bytes(b"no")
    with pytest.raises(ModelError, match="単語ベクトル"):
        WordVectors.load(tmp_path / "words.npz")


@pytest.mark.parametrize(("text", "number"), [("coffee", 3197928453018144401)])
def test_the_hash_is_the_one_under_which_spacy_files_its_words(text: str, number: int) -> None:
    assert murmur64a(text.encode()) == number  # the example of spaCy's own documentation of its vocabulary
