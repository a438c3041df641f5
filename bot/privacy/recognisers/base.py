"""The shape of a recogniser: patterns with a score, context that raises or lowers it, an optional checksum."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.privacy.document import Document
from bot.privacy.spans import PiiType, Span


class Recogniser(Protocol):
    """Finds one kind of personal data in a document; time linear in its length."""

    @property
    def name(self) -> str:
        """Short name shown in explanations."""
        ...

    @property
    def explanation(self) -> str:
        """One sentence for operators: what it finds and on what evidence."""
        ...

    def find(self, document: Document) -> Iterator[Span]:
        """Yield scored spans; they may overlap."""
        ...


@dataclass(frozen=True)
class Context:
    """Words near a match that change its score by `delta`; `before` and `after` are window widths."""

    words: re.Pattern[str]
    delta: float
    before: int = 16
    after: int = 0

    def applies(self, document: Document, start: int, end: int) -> bool:
        """Tell whether the words stand in the window before or after the match."""
        if self.before and self.words.search(document.before(start, self.before)):
            return True
        return bool(self.after and self.words.match(document.after(end, self.after)))


@dataclass(frozen=True)
class Pattern:
    """One linear regular expression; group `v`, if there is one, is the span. `view` names the document's view."""

    regex: re.Pattern[str]
    score: float
    view: str = "folded"


@dataclass(frozen=True)
class PatternRecogniser:
    """A recogniser made of patterns, contexts and a check of the matched text.

    `check` returns a new score: 0 rejects, the given one leaves it, 1 settles it (a checksum that holds).
    """

    name: str
    type: PiiType
    patterns: tuple[Pattern, ...]
    explanation: str
    contexts: tuple[Context, ...] = ()
    check: Callable[[str, float], float] | None = None

    def find(self, document: Document) -> Iterator[Span]:
        """Yield every match whose score after context and check is above zero."""
        for pattern in self.patterns:
            view = document.digits if pattern.view == "digits" else document.folded
            for match in pattern.regex.finditer(view):
                group = "v" if "v" in pattern.regex.groupindex else 0
                start, end = match.span(group)
                score = self._score(document, pattern, (start, end), match.group(group))
                if score > 0:
                    yield Span(start, end, self.type, min(score, 1.0), self.name)

    def _score(self, document: Document, pattern: Pattern, at: tuple[int, int], found: str) -> float:
        score = pattern.score + sum(c.delta for c in self.contexts if c.applies(document, *at))
        return self.check(found, score) if self.check else score


def digits_of(found: str) -> str:
    """Return only the ASCII digits of a folded match."""
    return "".join(c for c in found if c in "0123456789")
