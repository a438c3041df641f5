"""Train the packaged static embedding: python -m resources.model.train_encoder [--out FOLDER].

A tokenizer learnt on the corpus, start vectors from co-occurrence (PPMI, SVD), then pairs of messages about the
same topic with MultipleNegativesRankingLoss inside MatryoshkaLoss. A batch holds one pair for each topic, so that
no other pair of the batch is about the same thing.
"""

from __future__ import annotations

import argparse
import csv
import logging
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from resources.encoder import PACKAGED
from resources.language.normalise import fold
from resources.model import corpus_reader
from resources.model.corpus_reader import Line

log = logging.getLogger("train_encoder")

DATA = Path(__file__).parent.parent / "data"
VOCABULARY = 12_000
DIMENSION = 256
MATRYOSHKA = [256, 128, 64]
ROUNDS = 12
RATE = 0.02
SEED = 7
WINDOW = 40

UNKNOWN = "[UNK]"

Pair = tuple[str, str]


def main() -> None:
    """Train on the whole corpus and save the model folder."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PACKAGED)
    out: Path = parser.parse_args().out
    model = train(corpus_reader.read_corpus(), descriptions())
    model.save(str(out), create_model_card=False)
    log.info("saved %s", out)


def descriptions() -> list[tuple[str, str]]:
    """Return (topic, text) of the scopes of all topics and of the places of the catalogue."""
    with (DATA / "topics.tsv").open(encoding="utf-8") as file:
        found = [(row["id"], f"{row['name']} {row['scope']}") for row in csv.DictReader(file, delimiter="\t")]
    with (DATA / "catalogue.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found += [(topic, row["description"]) for topic in row["topics"].split(";")[:2] if topic]
    return found


def train(lines: Sequence[Line], described: Sequence[tuple[str, str]], rounds: int = ROUNDS) -> Any:
    """Return a sentence-transformers model with one StaticEmbedding."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(SEED)
    texts = [fold(line.text) for line in lines] + [fold(text) for _, text in described]
    tokenizer = learn_tokenizer(texts)
    start = start_vectors([tokenizer.encode(text).ids for text in texts], tokenizer.get_vocab_size())
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=start)], device="cpu")
    _fit(model, list(pairs(lines, described, rounds)))
    return model


def learn_tokenizer(texts: Sequence[str]) -> Any:
    """Return a Unigram tokenizer of VOCABULARY pieces; unknown characters fall away."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.Unigram())
    cut = Regex(r"[\p{Han}々]+|[ぁ-ゖー]+|[ァ-ヺー]+|[a-z']+|[0-9]+|[^\s]")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(cut, behavior="isolated")
    trainer = trainers.UnigramTrainer(
        vocab_size=VOCABULARY, special_tokens=["[PAD]", UNKNOWN], unk_token=UNKNOWN, max_piece_length=8
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def start_vectors(documents: Sequence[Sequence[int]], size: int) -> npt.NDArray[np.float32]:
    """Return (size, DIMENSION) vectors from the singular vectors of positive pointwise mutual information."""
    from sklearn.utils.extmath import randomized_svd

    rows = np.repeat(np.arange(len(documents)), [len(ids) for ids in documents])
    every = np.concatenate([np.asarray(ids, dtype=np.int64) for ids in documents])
    counts = sp.csr_matrix((np.ones(len(every), np.float32), (rows, every)), shape=(len(documents), size))
    counts.data[:] = 1
    together = (counts.T @ counts).tocoo()
    seen = np.asarray(counts.sum(axis=0)).ravel() + 1e-6
    gain = np.log(together.data * len(documents) / (seen[together.row] * seen[together.col]))
    keep = (gain > 0) & (together.row != together.col)
    shape = (size, size)
    table = sp.csr_matrix((gain[keep], (together.row[keep], together.col[keep])), shape=shape)
    left, values, _ = randomized_svd(table, DIMENSION, n_iter=3, random_state=SEED)
    vectors = left * np.sqrt(values)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    rarity = 1e-3 / (1e-3 + seen / len(documents))
    return np.asarray(vectors * (0.3 + rarity)[:, None], dtype=np.float32)


def pairs(lines: Sequence[Line], described: Sequence[tuple[str, str]], rounds: int) -> Iterator[list[Pair]]:
    """Yield batches with one pair of different texts for each topic."""
    chance = random.Random(SEED)
    about: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.topics:
            about[line.topics[0]].append(fold(line.text))
    told: dict[str, list[str]] = defaultdict(list)
    for topic, text in described:
        told[topic].append(fold(text))
    most = max(len(texts) for texts in about.values())
    for _ in range(rounds * most):
        yield [(chance.choice(texts), _partner(topic, about, told, chance)) for topic, texts in about.items()]


def _partner(topic: str, about: dict[str, list[str]], told: dict[str, list[str]], chance: random.Random) -> str:
    source = told if chance.random() < 0.1 and told[topic] else about
    return chance.choice(source[topic])


def _fit(model: Any, batches: Sequence[list[Pair]]) -> None:
    import torch
    from sentence_transformers.sentence_transformer.losses import MatryoshkaLoss, MultipleNegativesRankingLoss

    loss = MatryoshkaLoss(model, MultipleNegativesRankingLoss(model), matryoshka_dims=MATRYOSHKA)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, total_iters=len(batches))
    model.train()
    for at, batch in enumerate(batches):
        sides = [model.preprocess(list(side)) for side in zip(*batch, strict=True)]
        value = loss(sides, None)
        optimiser.zero_grad()
        value.backward()
        optimiser.step()
        schedule.step()
        if at % 1000 == 0:
            log.info("batch %d of %d, loss %.3f", at, len(batches), float(value.detach()))
    model.eval()


if __name__ == "__main__":
    main()
