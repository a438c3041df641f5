"""What a process looks at once, before it starts: the shape of its database."""

from __future__ import annotations

from bot.base.errors import SettingsError
from bot.base.logs import Log
from bot.base.settings import Settings
from bot.entry.readiness import NOT_MIGRATED, database_check
from bot.entry.stores import make_database
from bot.store.crypto import Keyring

log = Log(__name__)


def refuse_old_shape(settings: Settings) -> None:
    """Raise SettingsError where a migration of this version is missing: it would find no place for what it writes.

    A database that is further on than this version is fine (every migration only adds), and so is one that does not
    answer yet: /readyz tells, and the process waits for it.
    """
    database = make_database(settings, Keyring({}))
    try:
        told = database_check(database)["database"]()
    finally:
        database.dispose()
    if told == NOT_MIGRATED:
        raise SettingsError(told)
    if told:
        log.warning("database.away")
