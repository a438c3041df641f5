"""What a process needs around it before it is given work; every check tells in words what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.base.clock import Clock, to_jst
from bot.base.metrics import Metrics
from bot.entry.metrics import Check
from bot.store.db import Database
from bot.store.mailbox import Mailbox
from bot.store.revisions import revisions
from resources.records import Hotline, Place

NOT_MIGRATED = "データベースの形が古いままです。`tsunagu migrate` を実行してください。"
"""What an operator is told of a database that lacks a migration of this version."""


def mailbox_check(mailbox: Mailbox) -> Mapping[str, Check]:
    """The mailbox answers."""

    def check() -> str:
        mailbox.depth()  # raises Unavailable with words of its own
        return ""

    return {"mailbox": check}


def database_check(database: Database) -> Mapping[str, Check]:
    """The database answers and has every migration of this version; one that is further on is fine (expand first)."""
    ours = revisions()

    def check() -> str:
        try:
            with database.reading() as session:
                now = session.scalar(text("SELECT version_num FROM alembic_version"))
        except OperationalError as error:
            if "alembic_version" in str(error.orig):  # SQLite's word for a table that is not there
                return NOT_MIGRATED
            return "データベースが応答しません。"
        except ProgrammingError:  # PostgreSQL's
            return NOT_MIGRATED
        behind = now is None or (now in ours.known and now != ours.head)
        return NOT_MIGRATED if behind else ""

    return {"database": check}


class Freshness:
    """How many records the municipality should confirm again (R47), for the gauges."""

    def __init__(
        self, hotlines: tuple[Hotline, ...], places: tuple[Place, ...], clock: Clock, metrics: Metrics
    ) -> None:
        self._hotlines = hotlines
        self._places = places
        self._clock = clock
        self._metrics = metrics

    def run_once(self) -> None:
        """Count anew: the day may have changed."""
        today: date = to_jst(self._clock()).date()
        self._metrics.hotlines_stale.set(sum(line.is_stale(today) for line in self._hotlines))
        self._metrics.places_stale.set(sum(place.is_stale(today) for place in self._places))
