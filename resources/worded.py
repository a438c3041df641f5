"""An encoder with the mean of word vectors beside it, so that words which the encoder never met count too."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from resources.encoder import Encoder, Float32Array, load_encoder, unit_rows
from resources.language.tokenise import Token, Tokeniser
from resources.words import WordVectors

WORDS = 1.0
"""Weight of the words' mean beside the encoder's vector (0.7 to 2: the same on the held-out questions)."""

_KANA = re.compile("[ぁ-ゖー]+")
_NOTHING: tuple[str, list[Token]] = ("", [])
_EMPTY = frozenset({"助詞", "助動詞", "補助記号"})


class WordedEncoder:
    """A text's vector with that of its words appended; where no word is known the first part stands alone."""

    def __init__(self, encoder: Encoder, words: WordVectors, tokeniser: Tokeniser) -> None:
        """Keep the three; all are read once and shared."""
        self._encoder, self._words, self._tokeniser = encoder, words, tokeniser
        self._heard = _NOTHING
        self.name = f"{encoder.name}+words"
        self.dimension = encoder.dimension + words.dimension

    def queries(self, texts: Sequence[str]) -> Float32Array:
        """Return (n, dimension) unit rows for things people say."""
        return self._joined(self._encoder.queries(texts), texts)

    def passages(self, texts: Sequence[str]) -> Float32Array:
        """Return (n, dimension) unit rows for texts to be found."""
        return self._joined(self._encoder.passages(texts), texts)

    def readings(self, texts: Sequence[str]) -> list[str]:
        """Return how *texts* sound, in hiragana without signs and spaces: 借金, しゃっきん and シャッキン are one."""
        return [self._sound(text) for text in texts]

    def _sound(self, text: str) -> str:
        words = self._tokeniser.split(text)
        self._heard = text, words
        return "".join(_KANA.findall("".join(word.reading for word in words)))

    def _split(self, text: str) -> list[Token]:
        """Return the words of *text*, not split again where its sound was just asked for; nothing is kept."""
        (said, words), self._heard = self._heard, _NOTHING
        return words if said == text else self._tokeniser.split(text)

    def _joined(self, rows: Float32Array, texts: Sequence[str]) -> Float32Array:
        means = [self._words.mean(self._known(text)) for text in texts]
        words = np.stack(means) if means else np.zeros((0, self._words.dimension), np.float32)
        return unit_rows(np.hstack([rows, WORDS * words]))

    def _known(self, text: str) -> list[str]:
        """Return the content words of *text* in the spelling that the vectors know, if they know any."""
        words = [word for word in self._split(text) if word.part not in _EMPTY]
        return [word.form if self._words.row(word.form) >= 0 else word.surface for word in words]


def with_words(encoder: Encoder) -> WordedEncoder:
    """Return *encoder* with the packaged word vectors beside it."""
    return WordedEncoder(encoder, WordVectors.load(), Tokeniser())


def load_worded(name_or_path: str | None = None) -> WordedEncoder:
    """Return the encoder called *name_or_path* (None: the packaged one) with words; raises ModelError."""
    return with_words(load_encoder(name_or_path))
