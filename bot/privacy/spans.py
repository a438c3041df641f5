"""What was found in a text: typed stretches with a score, and how overlapping ones are settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

THRESHOLD = 0.5


class PiiType(StrEnum):
    """Kinds of personal data (the types of the labelled set, R49)."""

    name = "name"
    phone = "phone"
    email = "email"
    postal_code = "postal_code"
    address = "address"
    birth_date = "birth_date"
    my_number = "my_number"
    account = "account"
    id_number = "id_number"
    sns_id = "sns_id"
    url = "url"
    vehicle = "vehicle"
    organisation = "organisation"


@dataclass(frozen=True)
class Span:
    """A stretch of the original text; `start` and `end` count code points, `score` lies in 0 to 1."""

    start: int
    end: int
    type: PiiType
    score: float
    recogniser: str


@dataclass(frozen=True)
class Masked:
    """The readable text after replacement, with the spans (offsets in the original) that were replaced."""

    text: str
    spans: tuple[Span, ...]


def settle(spans: Iterable[Span], threshold: float = THRESHOLD) -> tuple[Span, ...]:
    """Return non-overlapping spans in order; of two that overlap the surer wins, and what it leaves
    uncovered of the other stays masked when it is of the same type (recall before precision, R49)."""
    ranked = sorted((s for s in spans if s.score >= threshold and s.start < s.end),
                    key=lambda s: (s.start, -s.score, -(s.end - s.start)))
    kept: list[Span] = []
    for span in ranked:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        else:
            kept[-1] = _joined(kept[-1], span)
    return tuple(kept)


def _joined(first: Span, second: Span) -> Span:
    best = max(first, second, key=lambda s: (s.score, s.end - s.start))
    end = max(first.end, second.end)
    return Span(first.start, end, best.type, best.score, best.recogniser)
