"""What the conversation hands over: an already masked draft of a ticket (R04, R49-R51)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DraftItem:
    """One line the resident agreed to; `sources` are keyed hashes of the messages that it was made from (R11)."""

    kind: str
    label: str
    text: str
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A ticket to be opened; `area_id` None leaves it to the municipality's duty team (R52)."""

    resident_id: str
    channel: str
    municipality: str
    area_id: str | None
    topics: tuple[str, ...] = ()
    hardest: str = ""
    whose: str = ""
    age_band: str = ""
    language: str = "ja"
    reach: tuple[str, ...] = ()
    risk: int = 0
    kinds: tuple[str, ...] = ()
    summary: str = ""
    items: tuple[DraftItem, ...] = ()
    notice_version: str = ""
    drill: bool = False
