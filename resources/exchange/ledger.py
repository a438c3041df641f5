"""The catalogue of a municipality on disk: the table itself, its history, and what a person has edited.

Until the first import or edit the sample that comes with the project is the catalogue. Every change is written as a
whole new file in one step (rename) under a lock, with its line in the history first: a crash loses no change and
leaves no half file.
"""

import fcntl
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from pathlib import Path

from resources.errors import ExchangeError
from resources.exchange.own_csv import places_to_csv
from resources.exchange.preview import Change, Preview, apply_preview
from resources.load import load_catalogue
from resources.records import Place

CATALOGUE, HISTORY, _LOCK = "catalogue.csv", "history.jsonl", ".lock"


class Ledger:
    """The catalogue in one folder; several processes may read, one at a time changes it."""

    def __init__(self, folder: Path, sample: Callable[[], tuple[Place, ...]] = load_catalogue) -> None:
        """Take the folder (made when something is written) and what holds until then."""
        self._folder, self._sample = folder, sample

    @property
    def path(self) -> Path:
        """Return the file of the table."""
        return self._folder / CATALOGUE

    @property
    def stamp(self) -> tuple[int, int]:
        """Return a value that changes whenever the table does, so that a reader knows when to read again."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    def places(self) -> tuple[Place, ...]:
        """Return the catalogue; raises DataFileError when the table was damaged by hand."""
        return load_catalogue(self.path) if self.path.exists() else self._sample()

    def history(self, place_id: str = "") -> tuple[Change, ...]:
        """Return the changes of one place, or of all, oldest first."""
        try:
            lines = (self._folder / HISTORY).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()
        changes = (_change(line) for line in lines if line.strip())
        return tuple(change for change in changes if place_id in ("", change.place_id))

    def edited(self) -> frozenset[str]:
        """Return the ids of the places that a person has edited by hand."""
        return frozenset(change.place_id for change in self.history() if change.person)

    def take(
        self, preview: Preview, *, at: datetime, partial: bool = False, accepted: Collection[str] = ()
    ) -> tuple[Change, ...]:
        """Bring an import in and return what changed; raises ExchangeError for refused rows (see apply_preview)."""
        with self._locked():
            places, changes = apply_preview(self.places(), preview, at=at, partial=partial, accepted=accepted)
            self._write(places, changes)
        return changes

    def edit(self, place: Place, *, at: datetime, by: str) -> tuple[Change, ...]:
        """Put a person's version of a place in (a new id adds it); imports ask before they change it from now on."""
        with self._locked():
            places = {old.id: old for old in self.places()}
            old = places.get(place.id)
            changes = tuple(
                Change(
                    place.id,
                    field.name,
                    str(getattr(old, field.name, "")),
                    str(getattr(place, field.name)),
                    at,
                    by,
                    True,
                )
                for field in fields(Place)
                if old is None or getattr(old, field.name) != getattr(place, field.name)
            )
            if changes:
                self._write((places | {place.id: place}).values(), changes)
        return changes

    def confirm(self, place_id: str, *, on: date, at: datetime, by: str) -> Place:
        """Note that a person has confirmed a place's facts on a day (R47); raises ExchangeError for an unknown id."""
        with self._locked():
            places = {old.id: old for old in self.places()}
            if place_id not in places:
                raise ExchangeError(f"「{place_id}」という id の窓口・居場所はありません。id を確かめてください")
            old = places[place_id]
            known = "yes" if old.verified == "no" else old.verified
            seen = replace(old, provenance=replace(old.provenance, verified=known, verified_on=on))
            told = Change(place_id, "verified_on", str(old.verified_on or ""), on.isoformat(), at, by)
            self._write((places | {place_id: seen}).values(), (told,))
        return seen

    def _write(self, places: Iterable[Place], changes: Iterable[Change]) -> None:
        """Write the history, then the table in one step."""
        with (self._folder / HISTORY).open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(_line(change), ensure_ascii=False)}\n" for change in changes)
            file.flush()
            os.fsync(file.fileno())
        fresh = self.path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8-sig", newline="") as file:
            file.write(places_to_csv(places))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder's lock; another process waits."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _line(change: Change) -> dict[str, object]:
    """Return a change as the history keeps it."""
    return asdict(change) | {"at": change.at.isoformat() if change.at else None}


def _change(line: str) -> Change:
    """Return the change of one line of the history."""
    told = json.loads(line)
    return Change(**(told | {"at": datetime.fromisoformat(told["at"]) if told["at"] else None}))
