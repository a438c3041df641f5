"""Turn a message into named clues: characters, words, readings and concepts, hashed to fixed columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from resources.language.normalise import fold, hiragana
from resources.language.tokenise import Token, Tokeniser
from resources.topics.concepts import Concepts

BITS = 19
"""Columns are 2**BITS; with about 200,000 clues in use few of them share one."""

BLOCKS = ("char", "word", "read", "concept")

_DIGITS = re.compile("[0-9][0-9,.]{0,12}")
_GAP = re.compile("(?<=[ぁ-ゖァ-ヺ一-鿿ー。、!?]) (?=[ぁ-ゖァ-ヺ一-鿿ー])")
_KANA = re.compile("[^ぁ-ゖー]")
_STOP = frozenset({"です", "ます", "。", "、", "…", "の", "に", "を", "は", "が", "て", "と", "も", "た", "だ"})

Ints = npt.NDArray[np.int64]


class Features:
    """Makes the clues of a message; holds the tokeniser and the concept lexicon."""

    def __init__(self, tokeniser: Tokeniser, concepts: Concepts) -> None:
        self._tokeniser = tokeniser
        self._concepts = concepts

    def clues(self, text: str) -> dict[str, list[str]]:
        """Return the clues of *text*, by block, each at most once."""
        folded = _GAP.sub("", fold(text))
        tokens = self._tokeniser.split_folded(folded)
        return {
            "char": _unique(_characters(folded)),
            "word": _unique(_words(tokens)),
            "read": _unique(_readings(folded, tokens)),
            "concept": _unique(_concept_clues(self._concepts.find(folded, tokens))),
        }

    def characters(self, text: str) -> list[str]:
        """Return only the character clues of *text*, which need no tokeniser."""
        return _unique(_characters(_GAP.sub("", fold(text))))

    def columns(self, text: str) -> dict[str, Ints]:
        """Return the hashed columns (< 2**BITS) of the clues of *text*, by block."""
        return {block: column_ids(block, clues) for block, clues in self.clues(text).items()}


def column_ids(block: str, clues: Sequence[str]) -> Ints:
    """Return the column of each clue; the block is part of the hash."""
    seed = crc32(block.encode())
    mask = (1 << BITS) - 1
    ids = {crc32(clue.encode(), seed) & mask for clue in clues}
    return np.fromiter(sorted(ids), dtype=np.int64, count=len(ids))


def _unique(clues: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(clues))


def _characters(folded: str) -> Iterable[str]:
    text = f"^{_DIGITS.sub('0', folded)}$".replace("\n", "$^")
    for size in (1, 2, 3, 4, 5):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def _words(tokens: Sequence[Token]) -> Iterable[str]:
    forms = [_DIGITS.sub("0", token.form) for token in tokens]
    yield from forms
    for first, second in zip(forms, forms[1:], strict=False):
        yield f"{first} {second}"
    content = [form for form in forms if form not in _STOP]
    for first, second in zip(content, content[1:], strict=False):
        yield f"{first}~{second}"
    for first, second in zip(content, content[2:], strict=False):
        yield f"{first}~{second}"


def _readings(folded: str, tokens: Sequence[Token]) -> Iterable[str]:
    sound = _KANA.sub("", "".join(token.reading for token in tokens) or hiragana(folded))
    for size in (3, 4, 5, 6):
        for start in range(len(sound) - size + 1):
            yield sound[start : start + size]


def _concept_clues(found: Sequence[str]) -> Iterable[str]:
    yield from found
    names = sorted(set(found))
    for at, first in enumerate(names):
        for second in names[at + 1 :]:
            yield f"{first}&{second}"
