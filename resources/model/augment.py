"""Make copies of corpus lines as people type them: all in kana, particles dropped, softened, two worries at once.

Real people soften a third of their lines, write 〜ちゃって in a quarter and laugh off an eighth (issue 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from resources.language.tokenise import Token, Tokeniser
from resources.model.corpus_reader import Line

SHARE = {"kana": 0.3, "noise": 0.15, "pair": 0.3}
"""Copies of each kind for each line of the corpus."""

WEIGHT = 0.4
"""How much a copy counts against a line that somebody wrote."""

JOINED = "joined"
"""The file of two lines in one: which of them is the main one, nobody said."""

LONGEST = 120
"""Characters; longer lines are not copied."""

_DROPPED = frozenset("はがをにもへ")
_BEFORE = ("なんか", "ちょっと", "なんか、", "正直", "えっと", "まあ", "実は", "あの、", "最近")
_AFTER = (
    "(笑)",
    "笑",
    "かも",
    "…",
    "んですけど",
    "みたいな",
    "💦",
    "😢",
    "、とか",
    "って感じ",
    "んだよね",
    "んですよね",
)
_BETWEEN = ("\n", "。", "、それと", "、あと", "。それに", "し、", "\nあと", "。しかも")


@dataclass(frozen=True)
class Copy:
    """A made line and the numbers of the lines it was made from."""

    line: Line
    sources: tuple[int, ...]


def copies(lines: Sequence[Line], tokeniser: Tokeniser, seed: int = 11) -> list[Copy]:
    """Return made copies of *lines*, always the same for a seed; none of languages that Sudachi cannot read."""
    random = np.random.default_rng(seed)
    usable = [at for at, line in enumerate(lines) if len(line.text) <= LONGEST and _japanese(line.text)]
    single = [at for at in usable if len(lines[at].topics) == 1 and len(lines[at].text) <= LONGEST // 2]
    found: list[Copy] = []
    for at in _some(usable, SHARE["kana"], random):
        found.append(_copy(lines[at], _in_kana(tokeniser.split(lines[at].text)), at))
    for at in _some(usable, SHARE["noise"], random):
        found.append(_copy(lines[at], _noisy(tokeniser.split(lines[at].text), random), at))
    for one, two in zip(_some(single, SHARE["pair"], random), _some(single, SHARE["pair"], random), strict=True):
        if lines[one].topics != lines[two].topics:
            found.append(_joined((lines[one], lines[two]), (one, two), random))
    return found


def _some(numbers: Sequence[int], share: float, random: np.random.Generator) -> list[int]:
    return [numbers[at] for at in random.permutation(len(numbers))[: int(share * len(numbers))]]


def _japanese(text: str) -> bool:
    return any("ぁ" <= character <= "ヺ" for character in text)


def _copy(line: Line, text: str, at: int) -> Copy:
    return Copy(replace(line, text=text, turns=(), weight=WEIGHT * line.weight, file="made"), (at,))


def _in_kana(tokens: Sequence[Token]) -> str:
    return "".join(token.reading or token.surface for token in tokens)


def _noisy(tokens: Sequence[Token], random: np.random.Generator) -> str:
    kept = [t.surface for t in tokens if t.part != "助詞" or t.surface not in _DROPPED or random.random() > 0.7]
    text = "".join(kept).rstrip("。")
    if random.random() < 0.5 and text.endswith(("した", "った", "いた")):
        text = text[:-1] + ("ちゃって" if text.endswith("した") else "てしまって")
    before = str(random.choice(_BEFORE)) if random.random() < 0.5 else ""
    after = str(random.choice(_AFTER)) if random.random() < 0.5 else ""
    return before + text + after


def _joined(lines: tuple[Line, Line], sources: tuple[int, int], random: np.random.Generator) -> Copy:
    first, second = lines
    text = first.text.rstrip("。") + str(random.choice(_BETWEEN)) + second.text
    line = replace(first, text=text, topics=first.topics + second.topics, turns=(), weight=WEIGHT, file=JOINED)
    return Copy(line, sources)
