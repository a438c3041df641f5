"""The network over words: the shipped reading says what the trained one says, and adds as much as it is told."""

from pathlib import Path

import numpy as np
import pytest
import torch

from resources.errors import ModelError
from resources.language.tokenise import Tokeniser
from resources.model import word_net as training
from resources.topics import word_net
from resources.topics.features import Features
from resources.topics.word_net import WordNet, Words

TOPICS, OUTPUTS = 2, 7
TEXTS = ["家賃が払えない", "母の介護がつらい", "家賃がたまって母に言えない", "おはよう", "介護で仕事をやめた"]


@pytest.fixture(scope="module")
def features() -> Features:
    return Features(Tokeniser())


@pytest.fixture(scope="module")
def words(features: Features) -> list[Words]:
    return [features.read(text).words for text in TEXTS]


def test_the_shipped_network_says_what_the_trained_one_says(features: Features, words: list[Words]) -> None:
    torch.manual_seed(1)
    vectors = features.vectors.vectors
    rows = training.rows_of(words, len(vectors))
    net = training.Net(vectors, len(rows.keys) + 2, OUTPUTS).eval()
    shipped = WordNet(training.arrays(net, rows.keys, TOPICS), vectors)
    for at, one in enumerate(words):
        length = len(one.forms)
        with torch.no_grad():
            wanted = net(rows.meanings[at : at + 1, :length], rows.forms[at : at + 1, :length])[0].numpy()
        np.testing.assert_allclose(shipped.logits(one), wanted, atol=0.03)


def test_training_twice_gives_the_same_network(
    monkeypatch: pytest.MonkeyPatch, features: Features, words: list[Words]
) -> None:
    monkeypatch.setattr(training, "ROUNDS", 2)
    targets = np.eye(len(TEXTS), OUTPUTS, dtype=np.float32)
    labels = targets, np.ones(len(TEXTS), np.float32)
    first, second = (training.train(words, labels, TOPICS, features.vectors.vectors) for _ in range(2))
    for name, array in first.items():
        np.testing.assert_array_equal(array, second[name])


def test_a_message_without_words_adds_nothing(features: Features, words: list[Words]) -> None:
    vectors = features.vectors.vectors
    rows = training.rows_of(words, len(vectors))
    net = training.Net(vectors, len(rows.keys) + 2, OUTPUTS).eval()
    shipped = WordNet(training.arrays(net, rows.keys, TOPICS), vectors)
    assert not shipped.added(Words(np.zeros(0, np.int64), np.zeros(0, np.int64))).any()
    assert shipped.added(words[0]).shape == (OUTPUTS,)


def test_the_shares_weigh_each_head() -> None:
    logits = np.array([[2.0, 0.0, 20.0, -1.0, 0.0, 1.0, 2.0]], np.float32)
    found = word_net.weighed(logits, np.array([1.0, 0.5, 0.0, TOPICS], np.float32))
    assert np.exp(found[0, :2]).sum() == pytest.approx(1.0, abs=1e-5)
    assert found[0, 2:4].tolist() == [word_net.FARTHEST / 2, -0.5]
    assert not found[0, 4:].any()


def test_only_the_last_words_of_a_long_talk_are_read(features: Features) -> None:
    read = features.read("仕事がない。" * 60).words
    assert len(read.forms) == len(read.meanings) == word_net.LONGEST


def test_a_broken_file_says_how_to_mend_it_and_a_missing_one_means_no_network(tmp_path: Path) -> None:
    vectors = np.zeros((1, 1), np.float32)
    assert WordNet.load(tmp_path / "words.npz", vectors) is None
    (tmp_path / "words.npz").write_bytes(b"broken")
    with pytest.raises(ModelError, match=r"resources\.model\.train"):
        WordNet.load(tmp_path / "words.npz", vectors)
