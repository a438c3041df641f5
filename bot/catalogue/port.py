"""What the desk needs to know of the records it edits; `bot/entry` brings the real ones, the desk imports none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

KINDS: Mapping[str, str] = {
    "place": "窓口・居場所",
    "hotline": "相談先の電話・チャット",
    "faq": "よくある質問の答え",
    "text": "案内の文面",
}
REVIEWED = frozenset({"hotline", "faq", "text"})
"""Released only after a second person has looked: a wrong crisis number or wording reaches everybody at once."""


@dataclass(frozen=True)
class Field:
    """One field of a form; `lines` is how many rows it needs, one for an input; `choices` are (code, words), if few."""

    name: str
    label: str
    lines: int = 1
    hint: str = ""
    longest: int = 400
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One record as text fields, as it holds now. `municipality` is empty where it serves everybody."""

    kind: str
    key: str
    title: str
    municipality: str
    fields: Mapping[str, str]
    verified_on: date | None = None
    stale: bool = False
    faults: tuple[str, ...] = ()
    """Why the record cannot be shown to residents as it stands, or shown badly."""

    @property
    def seen(self) -> str:
        """A short hash of the fields: what somebody saw when they began to write."""
        text = json.dumps(sorted(self.fields.items()), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:20]

    def but(self, changes: Mapping[str, str]) -> Sheet:
        """The same record with some fields changed."""
        return replace(self, fields={**self.fields, **changes})


@dataclass(frozen=True)
class Shown:
    """One bubble or card as a resident will see it on LINE."""

    title: str = ""
    badge: str = ""
    lines: tuple[str, ...] = ()
    links: tuple[str, ...] = field(default=())


class Library(Protocol):
    """The records of the data files with the released edits over them."""

    def fields(self, kind: str) -> Sequence[Field]:
        """The fields of a kind, in the order of the form."""

    def sheets(self, kind: str, changes: Mapping[str, Mapping[str, str]], today: date) -> Sequence[Sheet]:
        """All records of a kind as they hold with `changes` (by key) over the files."""

    def problems(self, sheet: Sheet) -> Sequence[str]:
        """Why a record would be refused; empty when it may be released."""

    def shown(self, sheet: Sheet) -> Sequence[Shown]:
        """The record as a resident sees it; empty when it cannot be shown."""

    def verified(self, kind: str, today: date) -> Mapping[str, str]:
        """What 「今日確かめた」 writes into a record of that kind."""
