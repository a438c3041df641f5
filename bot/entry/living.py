"""Edits released at the desk reach a running worker: watched by a mark, laid over the data files, swapped in whole."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import cast

from bot.audit import AuditLog
from bot.base.logs import Log
from bot.catalogue import KINDS, Edits
from bot.catalogue.edits import Changes
from bot.conversation.parts import EngineParts
from bot.entry.brain import Brain
from bot.entry.library import Shelves
from bot.entry.library_text import with_changes
from bot.matching import Matching
from faq.amend import amended
from faq.errors import EntriesError
from faq.records import Entry
from resources.overlay import hotline_of, place_of, with_edits

log = Log(__name__)


class Living:
    """Looks for released edits; what a turn has begun with it keeps to its end."""

    def __init__(self, parts: EngineParts, brain: Brain, shelves: Shelves | None = None) -> None:
        self._parts = parts
        self._brain = brain
        self._shelves = shelves or Shelves()
        self._files = dict(self._shelves.entries()), self._parts.texts.texts
        self._seen: object = ("0:0", self._shelves.stamp())
        self._before: object = ({}, {}, self._shelves.stamp())

    def run_once(self) -> bool:
        """Take in what was released since the last time; whether anything was."""
        stamp = self._shelves.stamp()
        with self._parts.database.reading() as session:
            edits = Edits(session, self._parts.clock, AuditLog(session, self._parts.clock))
            seen = (edits.mark(), stamp)
            if seen == self._seen:
                return False
            changes = {kind: edits.current(kind) for kind in KINDS}
        begun = time.monotonic()
        self._answers(changes["faq"])
        self._parts.texts.texts = with_changes(self._files[1], changes["text"])
        after = (changes["place"], changes["hotline"], stamp)
        if after != self._before:
            self._places(changes)
        self._seen, self._before = seen, after
        log.info("catalogue.renewed", seconds=round(time.monotonic() - begun, 2))
        return True

    def _answers(self, changes: Changes) -> None:
        entries, _ = self._files
        self._brain.faq.amend({key: _amended(entry, changes.get(key, {})) for key, entry in entries.items()})

    def _places(self, changes: Mapping[str, Changes]) -> None:
        places = with_edits(self._shelves.places(), changes["place"], place_of)
        lines = with_edits(self._shelves.hotlines(), changes["hotline"], hotline_of)
        self._parts.open_lines.use(lines)
        matcher = self._brain.matcher.renewed(places, lines, self._brain.encoder)
        cast("Matching", self._parts.matching).use(matcher)


def _amended(entry: Entry, fields: Mapping[str, str]) -> Entry:
    try:
        return amended(entry, fields) if fields else entry
    except EntriesError:
        return entry  # the file moved on since: what is reviewed there holds
