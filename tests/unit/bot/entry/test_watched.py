"""What a supervisor is told of a process: its figures, whether it lives, and what is missing."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from werkzeug.test import Client

from bot.base.errors import SettingsError, Unavailable
from bot.base.metrics import Metrics
from bot.entry.metrics import Place, Watched, serve_watched, watched_app
from bot.entry.pulse import LONGEST, Pulse
from bot.entry.readiness import Freshness, database_check, mailbox_check
from bot.store import migrate
from bot.store.crypto import Keyring
from bot.store.db import Database
from resources.load import load_catalogue, load_hotlines


def missing_mailbox() -> str:
    raise Unavailable("受信箱(Redis)が応答しません。")


class Away:
    def depth(self) -> int:
        return len(missing_mailbox())


def test_ready_tells_everything_that_is_missing_in_words() -> None:
    ready = {"mailbox": missing_mailbox, "database": lambda: "`tsunagu migrate` がまだです。", "models": lambda: ""}
    answer = Client(watched_app(Watched(Metrics(), {}, ready))).get("/readyz")
    assert answer.status_code == 503
    told = json.loads(answer.text)["missing"]
    assert told == {"mailbox": "受信箱(Redis)が応答しません。", "database": "`tsunagu migrate` がまだです。"}


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/readyz", 200), ("/metrics", 200), ("/", 404)])
def test_a_process_that_lacks_nothing_says_so(path: str, status: int) -> None:
    assert Client(watched_app(Watched(Metrics(), {}, {"database": lambda: ""}))).get(path).status_code == status


def test_every_process_of_a_group_takes_a_port_of_its_own() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        taken = probe.getsockname()[1]
        probe.listen()
        place = Place(taken, span=3)
        ports = [serve_watched(Watched(Metrics(), {}, {}), place) for _ in range(2)]
        assert ports == [taken + 1, taken + 2]
        assert httpx.get(f"http://127.0.0.1:{ports[0]}/healthz").status_code == 200
        with pytest.raises(SettingsError, match=str(taken)):
            serve_watched(Watched(Metrics(), {}, {}), place)


def test_a_loop_that_stands_still_is_named() -> None:
    now = [0.0]
    pulse = Pulse(lambda: now[0])
    assert pulse.missing("events") == ""
    pulse.beat("events")
    now[0] += LONGEST
    assert pulse.missing("events") == ""
    now[0] += 1
    assert "301秒" in pulse.missing("events")


def test_an_unmigrated_database_is_told_and_a_further_one_is_fine(database: Database) -> None:
    check = database_check(database)["database"]
    assert check() == ""
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert check() == "", "new migrations run before old processes end (expand, then contract)"
    with database.transaction() as session:
        session.execute(text("DROP TABLE alembic_version"))
    assert "tsunagu migrate" in check()


def test_a_database_behind_is_told(database: Database) -> None:
    check = database_check(database)["database"]
    migrate.downgrade(database.engine, "base")
    assert "tsunagu migrate" in check()


def test_a_database_that_is_away_is_told(keyring: Keyring) -> None:
    nowhere = Database("postgresql://tsunagu@127.0.0.1:9/none", keyring)
    assert "応答しません" in database_check(nowhere)["database"]()
    nowhere.dispose()


def test_a_mailbox_that_is_away_is_told() -> None:
    box: Any = Away()
    with pytest.raises(Unavailable, match="応答しません"):
        mailbox_check(box)["mailbox"]()


def test_stale_records_are_counted_by_the_day() -> None:
    metrics, days = Metrics(), [datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)]
    lines, places, seen = load_hotlines(), load_catalogue(), []
    for day in days:
        Freshness(lines, places, lambda day=day: day, metrics).run_once()
        seen.append(metrics.registry.get_sample_value("tsunagu_hotlines_stale"))
    assert seen[0] < seen[1] == len(lines)
    assert metrics.registry.get_sample_value("tsunagu_places_stale") == len(places)
