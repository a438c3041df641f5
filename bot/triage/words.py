"""The words of a message and what they mean: dictionary forms and their places among near words (`resources.words`).

Needs Sudachi (70 MB), so that the webhook does without; the worker shares the dictionary with the topic model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.triage.evasion import fold, normalise
from bot.triage.talk import BOT
from resources.language import Tokeniser
from resources.words import WordVectors

MOST = 160
"""Words looked at: of a longer text the first and the last half of them."""
_LETTERS = 1500
_ONE_WORD = 8
"""Letters up to which a text in katakana is taken for a word (ナイフ) and not for a sentence without kanji."""
_KATAKANA = re.compile("[ァ-ヶー]")
_OTHER = re.compile("[ぁ-ん一-鿿]")

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Words:
    """Dictionary forms in order, and the row of each among the meanings (-1 where it has none)."""

    forms: tuple[str, ...]
    rows: Rows


class WordReader:
    """Reads words; holds the vectors and the tokeniser, no text."""

    def __init__(self, vectors: WordVectors, tokeniser: Tokeniser) -> None:
        self.vectors = vectors
        self._tokeniser = tokeniser

    @classmethod
    def load(cls) -> WordReader:
        """The packaged vectors; the dictionary is read with the first message."""
        return cls(WordVectors.load(), Tokeniser())

    def read(self, bubbles: Sequence[str]) -> Words:
        """The words of the person's own bubbles; ours are left out."""
        plain = (normalise(bubble, folded=False) for bubble in bubbles)
        text = "\n".join(part for part in plain if part and not part.startswith(BOT))
        if len(text) > _LETTERS:
            text = text[: _LETTERS // 2] + "\n" + text[-_LETTERS // 2 :]
        if len(text) > _ONE_WORD and _KATAKANA.search(text) and not _OTHER.search(text):
            text = fold(text)
        tokens = self._tokeniser.split_folded(text)
        if len(tokens) > MOST:
            tokens = tokens[: MOST // 2] + tokens[-MOST // 2 :]
        rows = [max(self.vectors.row(token.form), -1) for token in tokens]
        rows = [row if row >= 0 else self.vectors.row(token.surface) for row, token in zip(rows, tokens, strict=True)]
        return Words(tuple(token.form for token in tokens), np.asarray(rows, dtype=np.int64))
