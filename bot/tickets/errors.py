"""Errors that only the ticket service raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.base.errors import Conflict


@dataclass(frozen=True)
class Change:
    """One thing that happened since a page was opened: who (a display name), what (Japanese), when."""

    who: str
    what: str
    at: datetime


class CaseChanged(Conflict):
    """Somebody, or the resident, was first; `changes` tells what happened since the page was opened."""

    def __init__(self, message: str, changes: tuple[Change, ...] = ()) -> None:
        super().__init__(message)
        self.changes = changes
