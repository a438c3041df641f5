"""Finds again, elsewhere in the same text or beside it, names that were found once (健吾 alone after 息子の健吾)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.features import kind_of
from bot.privacy.spans import PiiType, Span

_SURE = 0.7
_MOST = 12  # different names looked for; keeps the time linear whatever the text
_PLACE = re.compile(
    r"[区市町村駅県都]|じゃな|ではな|とは(?:関係|違)|には?(?:住|引|行|来|帰|着|ある|い[るたま])|で(?!す|しょ|は)|"
    r"から(?:来|電車|バス|歩|通|引|遠)|"
    r"まで|へ|在住|出身|方面|周辺|あたり|"
    r"の(?:駅|街|町|ほう|方|病院|施設|役所|実家|アパート|団地|窓口|[0-9])|[0-9]丁目")
_SHORTEST = {0: 2, 1: 3, 2: 3, 3: 4, 4: 4}  # by kind of letter: kanji, hiragana, katakana, Latin


@dataclass(frozen=True)
class Repeats:
    """Marks every further occurrence of a sure name; `common` are places: they stay where they are used as one."""

    common: frozenset[str]

    def find(self, document: Document, spans: Sequence[Span], beside: Sequence[str] = ()) -> Iterator[Span]:
        """Yield occurrences outside `spans` that stand alone in their script; `beside` are names of other texts."""
        names = sorted({*self.names(document, spans), *beside}, key=lambda name: (-len(name), name))
        if not names:
            return
        covered = {n for span in spans for n in (span.start, span.end - 1)}
        for match in re.finditer("|".join(map(re.escape, names)), document.folded):
            start, end = match.span()
            free = start not in covered and end - 1 not in covered and _alone(document.folded, start, end)
            if free and not (match.group() in self.common and _as_place(document, start, end)):
                yield Span(start, end, PiiType.name, _SURE, "repeats")

    def names(self, document: Document, spans: Sequence[Span]) -> list[str]:
        """The sure names among `spans`, as they are written, at most `_MOST`."""
        found = dict.fromkeys(document.folded[s.start:s.end] for s in spans
                              if s.type is PiiType.name and s.score >= _SURE and s.end - s.start <= 24)
        fit = [name for name in found if len(name) >= _SHORTEST.get(kind_of(name[0]), 9)]
        return fit[:_MOST]


def _as_place(document: Document, start: int, end: int) -> bool:
    """Tell whether the word is used as a place here (小岩の駅, 港区の三田)."""
    within = document.before(start, 2) in ("区の", "市の", "町の", "県の", "都の")
    return within or bool(_PLACE.match(document.folded, end))


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether the letters around are of another script, so that no longer word is torn."""
    before = start and kind_of(text[start - 1]) == kind_of(text[start]) and kind_of(text[start]) != 1
    after = end < len(text) and kind_of(text[end]) == kind_of(text[end - 1]) and kind_of(text[end]) != 1
    return not before and not after
