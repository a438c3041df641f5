"""Words and rules of the danger screen that were changed reach a running worker, whole or not at all.

The municipality's own `triage/concepts.yaml` and `triage/rules.yaml` in the data folder take the place of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.base.errors import SettingsError
from bot.base.logs import Log
from bot.base.settings import Settings
from bot.triage import Triage
from bot.triage.errors import TriageDataError
from bot.triage.handbook import Handbook, load_handbook
from bot.triage.screen import DATA

_OWN = "triage"
log = Log(__name__)


def handbook_files(settings: Settings) -> tuple[Path, Path]:
    """The words and the rules: the municipality's own files where there are any, else ours."""
    own = settings.data_dir / _OWN
    concepts, rules = (own / name for name in ("concepts.yaml", "rules.yaml"))
    return concepts if concepts.is_file() else DATA / concepts.name, rules if rules.is_file() else DATA / rules.name


def own_handbook(settings: Settings) -> Handbook | None:
    """The municipality's own words and rules, None where it has none; a faulty file stops the start and is named."""
    files = handbook_files(settings)
    if all(path.parent == DATA for path in files):
        return None
    try:
        return load_handbook(*files)
    except TriageDataError as error:
        raise SettingsError(f"{settings.data_dir / _OWN}: {error}") from error


class Rereading:
    """Looks at the two files; a faulty one changes nothing and is told once."""

    def __init__(self, triage: Triage, files: Callable[[], tuple[Path, Path]]) -> None:
        self._triage = triage
        self._files = files
        self._seen = self._stamp()

    def run_once(self) -> bool:
        """Take in what was changed since the last time; whether anything was."""
        stamp = self._stamp()
        if stamp == self._seen:
            return False
        self._seen = stamp
        try:
            self._triage.renew(load_handbook(*self._files()))
        except TriageDataError as error:
            log.error("triage.refused", error=type(error).__name__)
            return False
        log.info("triage.renewed")
        return True

    def _stamp(self) -> tuple[object, ...]:
        """Which files they are, when they were written and how long they are."""
        try:
            return tuple((path, (about := path.stat()).st_mtime_ns, about.st_size) for path in self._files())
        except OSError:  # between two steps of somebody who is just replacing one
            return self._seen
