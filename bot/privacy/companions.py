"""Finds the second of two names that stand together when one was found: るなとせらが, ロンとハリーを, 健と由美の."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.features import kind_of
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_SCORE = 0.6
_WORD = r"(?:[一-龥々]{1,3}|[ァ-ヺー]{2,6}|[ぁ-ん]{2,4}?)"
_TITLE = r"(?:ちゃん|さん|くん|君)?"
_AFTER = re.compile(
    _TITLE + r"(?P<by>と|や|、|・|&|も、?)(?P<v>" + _WORD + r")(?=" + _TITLE
    + r"(?:が|を|は|に|の|も|と|や|、|。|だけ|で(?!す)|です|だ|くん|ちゃん|[0-9(]|$))")
_BEFORE = re.compile(r"(?<![一-龥々ァ-ヺーぁ-ん])(?P<v>" + _WORD + r")" + _TITLE + r"(?:と|や|、|・|&)$")
_REACH = 12


@dataclass(frozen=True)
class Companions:
    """Marks a word beside a found name, if it is a listed name or katakana beside a name in katakana."""

    lexicon: Lexicon

    def find(self, document: Document, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield the neighbours of each name in `spans`; a chain of three is followed to its end."""
        text, taken = document.folded, {span.start for span in spans}
        for span in spans:
            if span.type is not PiiType.name:
                continue
            at, kind = span.end, kind_of(text[span.end - 1])
            while match := _AFTER.match(text, at, at + _REACH + 8):
                loose = kind if match.group("by") in "と・&" else -1  # a comma may begin anything
                if match.start("v") in taken or not self._name(match.group("v"), loose):
                    break
                yield self._span(*match.span("v"))
                at = match.end("v")
            lead = _BEFORE.search(text, max(0, span.start - _REACH), span.start)
            if lead and self._name(lead.group("v"), kind_of(text[span.start])):
                yield self._span(*lead.span("v"))

    def _name(self, word: str, kind: int) -> bool:
        lists = self.lexicon
        if word in lists.not_names or word in lists.ordinary or word in lists.brands:
            return False
        if word in lists.given or word in lists.given_kana or word in lists.foreign:
            return True
        if word in lists.surnames:
            return word not in lists.places
        return kind == kind_of(word[0]) == 2

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, PiiType.name, _SCORE, "companions")
