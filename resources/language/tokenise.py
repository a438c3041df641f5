"""Split Japanese into words with SudachiPy: dictionary forms and readings."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from resources.language.normalise import fold, hiragana

CHUNK = 1000
"""Characters given to Sudachi at once; it refuses inputs beyond 49,149 bytes."""

_SKIP = frozenset({"空白"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as written (folded), its normalised form, reading in hiragana, part of speech."""

    surface: str
    form: str
    reading: str
    part: str


class Tokeniser:
    """Sudachi behind one small door; the dictionary is read at first use, then shared."""

    _dictionary: Any = None
    _lock = threading.Lock()

    def __init__(self) -> None:
        self._local = threading.local()

    def split(self, text: str) -> list[Token]:
        """Return the words of *text*, which is folded first. White space is left out."""
        return self.split_folded(fold(text))

    def split_folded(self, folded: str) -> list[Token]:
        """Return the words of an already folded text."""
        return [token for piece in _pieces(folded) for token in self._words(piece)]

    def _words(self, piece: str) -> Iterator[Token]:
        for word in self._engine().tokenize(piece):
            part = word.part_of_speech()[0]
            if part not in _SKIP:
                surface = word.surface()
                reading = hiragana(word.reading_form())
                yield Token(surface, word.normalized_form(), reading if part != "補助記号" else surface, part)

    def _engine(self) -> Any:
        engine = getattr(self._local, "engine", None)
        if engine is None:
            engine = self._local.engine = self.dictionary().tokenizer(mode=_mode())
        return engine

    @classmethod
    def dictionary(cls) -> Any:
        """The process's one dictionary (200 MB of mapped pages, and as many again for each further one)."""
        with cls._lock:
            if cls._dictionary is None:
                from sudachipy import dictionary  # read here: costs 0.2 s and 70 MB

                cls._dictionary = dictionary.Dictionary()
            return cls._dictionary


def _mode() -> Any:
    from sudachipy import tokenizer

    return tokenizer.Tokenizer.SplitMode.C


def _pieces(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for start in range(0, len(line), CHUNK):
            yield line[start : start + CHUNK]
