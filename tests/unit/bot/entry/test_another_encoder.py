"""One setting puts another encoder in place of the packaged one: everything goes on, and what cannot is told in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from bot.base.errors import SettingsError
from bot.base.settings import Settings
from bot.entry.brain import Brain
from faq.gate import Gate
from faq.train import save
from resources.encoder import PACKAGED, SentenceEncoder
from resources.matcher import Wish

LENGTH = 384
"""As long as the vectors of multilingual-e5-small; the packaged ones have 256."""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of that name and length that knows words, but not what they mean."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer

    tokens = Tokenizer.from_file(str(PACKAGED / "tokenizer.json"))
    weights = np.random.default_rng(1).normal(size=(tokens.get_vocab_size(), LENGTH)).astype(np.float32)
    modules = [StaticEmbedding(tokens, embedding_weights=weights), Normalize()]
    place = tmp_path_factory.mktemp("models") / "multilingual-e5-small"
    SentenceTransformer(modules=modules, device="cpu").save(str(place))
    return place


@pytest.fixture(scope="module")
def read(other: Path) -> Brain:
    return Brain(Settings(encoder=str(other)))


def test_topics_places_and_answers_go_on_with_another_encoder(read: Brain) -> None:
    assert read.encoder.dimension == LENGTH
    assert read.topics.judge("母の介護で仕事をやめそうです").asserted[0] == "elder_care"
    wish = Wish("母の介護で仕事をやめそうです", datetime(2026, 11, 20, 3, 0, tzinfo=UTC), municipality="文京区")
    assert "elder_care" in {topic for found in read.matcher.match(wish) for topic in found.place.topics}
    assert read.faq.find("お金はかかりますか").answered


def test_each_side_of_a_search_gets_the_prefix_of_that_model(read: Brain) -> None:
    encoder = read.encoder
    assert isinstance(encoder, SentenceEncoder)
    bare = encoder._model.encode(["query: 家賃"], normalize_embeddings=True)
    np.testing.assert_allclose(encoder.queries(["家賃"]), bare, atol=1e-5)
    assert not np.allclose(encoder.queries(["家賃"]), encoder.passages(["家賃"]), atol=1e-3)


def test_an_answer_goes_by_wording_until_its_gate_is_fitted_beside_the_new_encoder(read: Brain, brain: Brain) -> None:
    assert read.faq.encoder == ""
    assert brain.faq.encoder == "packaged+words"


def test_a_gate_remembers_beside_which_encoder_it_was_fitted(tmp_path: Path) -> None:
    gate = Gate.load(with_encoder=True)
    save(gate, tmp_path / "gate_encoder.npz")
    assert Gate.load(with_encoder=True, folder=tmp_path).encoder == gate.encoder == "packaged+words"


def test_an_encoder_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="TSUNAGU_ENCODER"):
        assert Brain(Settings(encoder=str(tmp_path / "nowhere"))).encoder
