"""A small convolutional tagger: names, institutions and buildings told by their surroundings.

Trained by `bot.privacy.training`; here only numpy is needed. Weights: resources/data/privacy/tagger.npz.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from bot.privacy.candidates import Candidate, candidates
from bot.privacy.document import Document
from bot.privacy.errors import PrivacyDataError
from bot.privacy.features import Evidence, Featuriser, Matrix
from bot.privacy.forest import Forest
from bot.privacy.keep import Keeper
from bot.privacy.lexicon import DATA, Lexicon
from bot.privacy.morphology import SudachiMorphology, chunks
from bot.privacy.spans import Span
from bot.privacy.traits import Traits
from resources.words import WordVectors

LABELS = ("O", "X", "B-name", "I-name", "B-organisation", "I-organisation", "B-address", "I-address")
DILATIONS = (1, 2, 4)
KERNEL = 5
_WINDOW = 1500
_OVERLAP = 40


@dataclass(frozen=True)
class Network:
    """Weights: vectors of characters and of word meanings (the last row, all 0, for no word), dilated convolutions
    with what they add, and the output layer."""

    chars: dict[str, int]
    embedding: Matrix
    meanings: Matrix
    kernels: tuple[Matrix, ...]
    biases: tuple[Matrix, ...]
    output: Matrix
    output_bias: Matrix
    threads: ThreadpoolController = field(default_factory=ThreadpoolController)

    @classmethod
    def load_all(cls, vectors: WordVectors, folder: Path = DATA) -> "tuple[Network, ...]":
        """Read every tagger*.npz of `folder`; several vote. Raises PrivacyDataError when there is none."""
        paths = sorted(folder.glob("tagger*.npz"))
        if not paths:
            raise PrivacyDataError("tagger.npz がありません。resources/data/privacy/ を元に戻してください")
        return tuple(cls.load(path, vectors) for path in paths)

    @classmethod
    def load(cls, path: Path, vectors: WordVectors) -> "Network":
        """Read the weights; raises PrivacyDataError when the file is missing or does not fit."""
        try:
            with np.load(path, allow_pickle=False) as data:
                chars = {c: n for n, c in enumerate(str(data["chars"]), start=1)}
                return cls(
                    chars, data["embedding"].astype(np.float32), _projected(vectors, data["projection"]),
                    tuple(data[f"kernel{n}"].astype(np.float32) for n in range(len(DILATIONS))),
                    tuple(data[f"bias{n}"].astype(np.float32) for n in range(len(DILATIONS))),
                    data["output"].astype(np.float32), data["output_bias"].astype(np.float32))
        except (OSError, KeyError, ValueError) as error:
            raise PrivacyDataError(f"{path.name} が読めません。resources/data/privacy/ を元に戻してください") from error

    def probabilities(self, text: str, evidence: Evidence) -> Matrix:
        """Return len(text) rows of label probabilities."""
        with self.threads.limit(limits=1, user_api="blas"):  # more threads only spin at these sizes
            return self._forward(text, evidence)

    def _forward(self, text: str, evidence: Evidence) -> Matrix:
        ids = np.fromiter((self.chars.get(c, 0) for c in text), dtype=np.int64, count=len(text))
        hidden = np.concatenate((self.embedding[ids], self.meanings[evidence.meanings], evidence.rows), axis=1)
        for kernel, bias, dilation in zip(self.kernels, self.biases, DILATIONS, strict=True):
            fresh = np.maximum(_convolve(hidden, kernel, dilation) + bias, 0)
            hidden = fresh if fresh.shape[1] != hidden.shape[1] else hidden + fresh
        logits = hidden @ self.output + self.output_bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: Matrix = powers / powers.sum(axis=1, keepdims=True)
        return result


def _projected(vectors: WordVectors, projection: npt.NDArray[np.float16]) -> Matrix:
    """The learned view of every word vector, with a last row of zeros that -1 points to."""
    table = vectors.vectors @ projection.astype(np.float32)
    return np.concatenate((table, np.zeros((1, table.shape[1]), np.float32)))


def _convolve(rows: Matrix, kernel: Matrix, dilation: int) -> Matrix:
    """Centred dilated convolution; `kernel` is (KERNEL * inputs, outputs)."""
    reach = dilation * (KERNEL // 2)
    count = len(rows)
    padded = np.zeros((count + 2 * reach, rows.shape[1]), dtype=np.float32)  # np.pad costs ten times as much
    padded[reach:reach + count] = rows
    stacked = np.concatenate([padded[n * dilation:n * dilation + count] for n in range(KERNEL)], axis=1)
    result: Matrix = stacked @ kernel
    return result


@dataclass(frozen=True)
class Reader:
    """Reads a text: the networks vote, and what they point at gets its traits."""

    networks: tuple[Network, ...]
    featuriser: Featuriser
    traits: Traits

    def read(self, window: Document) -> tuple[list[Candidate], Matrix, Matrix]:
        """Return the candidates of a text, their traits and the meanings around them."""
        text = window.folded
        evidence = self.featuriser.evidence(text)
        votes = [network.probabilities(text, evidence) for network in self.networks]
        table = by_word(np.mean(votes, axis=0), [(word.start, word.end) for word in evidence.words])
        found = candidates(text, table, evidence.words, self.featuriser.lexicon)
        rows = self.traits.rows(window, table, evidence.words, found)
        return found, rows, self.traits.meanings(evidence.words, found)


@dataclass(frozen=True)
class TaggerRecogniser:
    """Finds bare names, institutions and buildings: the taggers point at them, a forest takes a second look."""

    reader: Reader
    forest: Forest
    name: str = "tagger"
    explanation: str = "まわりの言葉・姓名の一覧・品詞から学んだ小さな判定器"

    @classmethod
    def load(cls, lexicon: Lexicon, keeper: Keeper) -> "TaggerRecogniser":
        """Read what ships; raises PrivacyDataError when a file is missing."""
        vectors, forest, morphology = WordVectors.load(), Forest.load(), SudachiMorphology()
        traits = Traits(lexicon, keeper, vectors, morphology, forest.often)
        return cls(Reader(Network.load_all(vectors), Featuriser(lexicon, morphology, vectors), traits), forest)

    def find(self, document: Document) -> Iterator[Span]:
        """Yield what passes the second look; works in windows, so time stays linear."""
        done, limit = 0, self.forest.limit
        for begin, part in chunks(document.folded, _WINDOW):
            lead = min(begin, _OVERLAP)
            window = Document(document.folded[begin - lead:begin + len(part) + _OVERLAP])
            found, rows, meanings = self.reader.read(window)
            if not found:
                continue
            for candidate, sure in zip(found, self.forest.probabilities(rows, meanings), strict=True):
                at = candidate.start + begin - lead
                if sure >= limit and done <= at < begin + len(part):
                    done = candidate.end + begin - lead
                    yield Span(at, done, candidate.type, 0.5 + 0.45 * float(sure - limit) / (1 - limit), self.name)


def by_word(table: Matrix, words: list[tuple[int, int]]) -> Matrix:
    """Return the table with the characters of a word sharing their mean, so that no word is torn."""
    starts = np.fromiter((start for start, _ in words), dtype=np.int64, count=len(words))
    if len(starts) == 0:
        return table
    sizes = np.diff(np.append(starts, len(table)))
    means = np.add.reduceat(table, starts, axis=0) / sizes[:, None]
    smooth = table.copy()
    smooth[starts[0]:] = np.repeat(means, sizes, axis=0)
    # within a word the first character says where a name begins, the mean says whether there is one
    inner = np.ones(len(table), dtype=bool)
    inner[starts] = False
    smooth[inner, 3::2] += smooth[inner, 2::2]
    smooth[inner, 2::2] = 0
    smooth[starts, 3::2] += smooth[starts, 2::2] - table[starts, 2::2]
    smooth[starts, 2::2] = table[starts, 2::2]
    result: Matrix = smooth
    return result


