"""Turn a message into clues: characters, words, sounds and meanings, hashed to fixed columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from resources.language.detect import language
from resources.language.normalise import fold, hiragana
from resources.language.tokenise import Token, Tokeniser
from resources.topics.near import Meanings
from resources.topics.word_net import Words, words_of
from resources.words import WordVectors

BITS = 31
"""Columns are below 2**BITS, so that of half a million clues hardly two share one."""

BLOCKS = ("char", "word", "read", "near", "pair")

LONGEST_CHARACTERS = 5
SOUNDS = (3, 4, 5, 6)

_DIGITS = re.compile("[0-9][0-9,.]{0,12}")
_GAP = re.compile("(?<=[ぁ-ゖァ-ヺ一-鿿ー。、!?]) (?=[ぁ-ゖァ-ヺ一-鿿ー])")
_NOT_KANA = re.compile("[^ぁ-ゖー]")
_LATIN = re.compile("[a-z]")
_BARE = {code: unicodedata.normalize("NFD", chr(code))[0] for code in (*range(0xE0, 0x250), *range(0x1E00, 0x1F00))}
_BARE |= {ord("đ"): "d", ord("ł"): "l", ord("ø"): "o"}
_STOP = frozenset({"です", "ます", "。", "、", "…", "の", "に", "を", "は", "が", "て", "と", "も", "た", "だ"})

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reading:
    """A message as the heads see it: hashed columns by block, and its words in their order."""

    columns: dict[str, Ints]
    words: Words


class Features:
    """Makes the clues of a message; holds the tokeniser and the meanings of words."""

    def __init__(self, tokeniser: Tokeniser, words: WordVectors | None = None) -> None:
        """Keep the tokeniser, which is shared and read at first use; *words* are the packaged ones when left out."""
        self._tokeniser = tokeniser
        self.vectors = words or WordVectors.load()
        self._meanings = Meanings(self.vectors)

    def clues(self, text: str) -> dict[str, list[str]]:
        """Return the clues of *text*, by block, each at most once."""
        return self._read(text)[0]

    def _read(self, text: str) -> tuple[dict[str, list[str]], Sequence[Token]]:
        folded = _GAP.sub("", fold(text))
        spoken = _spoken_latin(folded)
        tokens = self._tokeniser.split_folded(spoken or folded)
        clues = {
            "char": _unique([*_characters(folded), *_characters(spoken)]),
            "word": _unique(_words(tokens)),
            "read": _unique(_sounds(tokens)),
            "near": _unique(self._meanings.clues(tokens)),
            "pair": _unique(self._meanings.pairs(tokens)),
        }
        return clues, tokens

    def characters(self, text: str) -> list[str]:
        """Return only the character clues of *text*, which need no tokeniser."""
        return _unique(_characters(_GAP.sub("", fold(text))))

    def columns(self, text: str) -> dict[str, Ints]:
        """Return the hashed columns (< 2**BITS) of the clues of *text*, by block."""
        return self.read(text).columns

    def read(self, text: str) -> Reading:
        """Return the hashed columns and the words of *text*."""
        found, tokens = self._read(text)
        columns = {block: column_ids(block, clues) for block, clues in found.items()}
        return Reading(columns, words_of(tokens, self._meanings))


def column_ids(block: str, clues: Sequence[str]) -> Ints:
    """Return the sorted columns of the clues; the block is part of the hash."""
    seed = crc32(block.encode())
    mask = (1 << BITS) - 1
    ids = {crc32(clue.encode(), seed) & mask for clue in clues}
    return np.fromiter(sorted(ids), dtype=np.int64, count=len(ids))


def _unique(clues: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(clues))


def _characters(folded: str) -> Iterable[str]:
    """Yield pieces of 1 to 5 characters; Latin letters lose their marks, as Vietnamese is often typed without tones."""
    if not folded:
        return
    text = f"^{_DIGITS.sub('0', folded.translate(_BARE))}$".replace("\n", "$^")
    for size in range(1, LONGEST_CHARACTERS + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def _words(tokens: Sequence[Token]) -> Iterable[str]:
    forms = [_DIGITS.sub("0", token.form) for token in tokens]
    yield from forms
    for first, second in pairwise(forms):
        yield f"{first} {second}"
    content = [form for form in forms if form not in _STOP]
    for first, second in pairwise(content):
        yield f"{first}~{second}"
    for first, second in zip(content, content[2:], strict=False):
        yield f"{first}~{second}"


def _sounds(tokens: Sequence[Token]) -> Iterable[str]:
    """Yield pieces of the reading, so that しゃっきん, 借金 and shakkin meet."""
    sound = _NOT_KANA.sub("", "".join(token.reading for token in tokens))
    for size in SOUNDS:
        for start in range(len(sound) - size + 1):
            yield sound[start : start + size]


def _spoken_latin(folded: str) -> str:
    """Return Japanese written in Latin letters as kana; nothing for any other text."""
    if len(_LATIN.findall(folded)) * 2 < len(folded) or language(folded) != "ja":
        return ""
    import jaconv

    return hiragana(str(jaconv.alphabet2kana(folded.replace(" ", ""))))
