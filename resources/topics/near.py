"""Clues of meaning: words that were never trained on share the groups of words that were (see resources/words)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from resources.language.tokenise import Token
from resources.words import WordVectors
from resources.words.vectors import UNKNOWN

FINE, COARSE, PAIRED = 4096, 1024, 256
"""Granularity of the groups: two for single words, one for pairs of neighbours."""

_EMPTY = frozenset({"助詞", "助動詞", "補助記号"})
_SPELT = {"隣": "隣り", "片付ける": "片づける", "こわい": "怖い", "いま": "今", "ゴミ": "ごみ", "お金": "金"}
_VERBS = (
    *(("ける", "く"), ("せる", "す"), ("てる", "つ"), ("れる", "る"), ("める", "む"), ("べる", "ぶ"), ("える", "う")),
    *(("じる", "ずる"), ("まる", "める"), ("がる", "げる"), ("らす", "る"), ("げる", "ぐ")),
)
"""Endings that the vectors file under another verb (取れる under 取る)."""

LEAST = 2
"""Characters of the shortest part of a compound that is looked up by itself."""


class Meanings:
    """Finds the meanings and groups of the words of a message."""

    def __init__(self, words: WordVectors) -> None:
        """Keep the vectors; what was looked up is remembered."""
        self._words = words
        self._find = lru_cache(maxsize=50_000)(self._meanings)

    def clues(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield "m…" for each meaning told, "f…" and "c…" for its groups."""
        fine, coarse = self._words.groups[FINE], self._words.groups[COARSE]
        for row in self._rows(tokens):
            yield from (f"m{row}", f"f{fine[row]}", f"c{coarse[row]}")

    def pairs(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield pairs of the coarsest groups of neighbours, and of neighbours but one."""
        groups = [int(self._words.groups[PAIRED][row]) for row in self._rows(tokens)]
        for gap in (1, 2):
            for first, second in zip(groups, groups[gap:], strict=False):
                yield f"{first} {second}"

    def row(self, token: Token) -> int:
        """Return the meaning of one word, that of its first part where only its parts are known; -1 for none."""
        return next(iter(self._find(token.form, token.surface)), UNKNOWN)

    def _rows(self, tokens: Iterable[Token]) -> list[int]:
        return [row for token in tokens if token.part not in _EMPTY for row in self._find(token.form, token.surface)]

    def _meanings(self, form: str, surface: str) -> tuple[int, ...]:
        for word in _spellings(form, surface):
            if (row := self._words.row(word)) >= 0:
                return (row,)
        return tuple(_parts(form, self._words.row))


def _spellings(form: str, surface: str) -> Iterator[str]:
    yield from (form, surface, _SPELT.get(form, form))
    for ending, other in _VERBS:
        if form.endswith(ending):
            yield form.removesuffix(ending) + other


def _parts(form: str, row: Callable[[str], int]) -> Iterator[int]:
    """Yield the longest known beginning of a compound, and what is left over (母子家庭 → 母子, 家庭)."""
    for end in range(len(form) - 1, LEAST - 1, -1):
        if (found := row(form[:end])) >= 0:
            yield found
            rest = row(form[end:]) if len(form) - end >= LEAST else -1
            if rest >= 0:
                yield rest
            return
