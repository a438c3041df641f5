"""What all tests share: servers started once a run, a database each, models loaded once a process."""

from __future__ import annotations

import base64
import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis
from hypothesis import settings as fuzzing
from sqlalchemy import create_engine, text

from bot.base.clock import SteppedClock
from bot.base.settings import Settings, load_settings
from bot.store import migrate
from bot.store.crypto import Keyring, Purpose
from bot.store.db import Database
from tests.servers import Servers

if TYPE_CHECKING:
    from bot.entry.brain import Brain

# The first call of a reader loads a dictionary; how long a text may take is told by benchmarks, not by a busy machine.
fuzzing.register_profile("no clock", deadline=None)
fuzzing.load_profile("no clock")

_SERVERS = pytest.StashKey[Servers]()
START = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""Friday 20 November 2026, noon in Tokyo: a working hour."""


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process starts the servers; xdist's workers find them by the environment."""
    if os.environ.get("PYTEST_XDIST_WORKER") or config.option.collectonly:
        return
    servers = Servers()
    config.stash[_SERVERS] = servers
    os.environ["TEST_REDIS_URL"] = servers.start_redis()
    os.environ["TEST_POSTGRES_URL"] = servers.start_postgres()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    servers = config.stash.get(_SERVERS, None)
    if servers is not None:
        servers.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every test that was skipped, so that a missing tool is never silent; tell what the storms came to."""
    for report in terminalreporter.stats.get("passed", []):
        for name, told in report.user_properties:
            if name == "faults":
                terminalreporter.write_line(f"faults: {told}")
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        terminalreporter.write_line(f"skipped: {report.nodeid}: {reason}")


@pytest.fixture
def clock() -> SteppedClock:
    """A clock that stands still at noon of a working day."""
    return SteppedClock(START)


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """A ring with every purpose."""
    return Keyring({purpose: [purpose.value.encode().ljust(32, b".")] for purpose in Purpose})


@pytest.fixture(scope="session")
def _empty_sqlite(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}", keyring)
    migrate.upgrade(database.engine)
    database.dispose()  # the last connection takes the write-ahead log into the file
    return path


@pytest.fixture
def sqlite_url(_empty_sqlite: Path, tmp_path: Path) -> str:
    """A migrated SQLite file of one's own."""
    path = tmp_path / "tsunagu.sqlite3"
    shutil.copy(_empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The server's URL without a database name; skips where PostgreSQL is not installed."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("PostgreSQL is not installed")
    return url


def _administer(server: str, statement: str) -> None:
    url = server.replace("postgresql://", "postgresql+psycopg://", 1) + "postgres"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def bare_postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty PostgreSQL database of one's own."""
    name = f"t{uuid.uuid4().hex}"
    _administer(postgres_server, f"CREATE DATABASE {name}")
    yield postgres_server + name
    _administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(bare_postgres_url: str, keyring: Keyring) -> str:
    """A migrated PostgreSQL database of one's own."""
    database = Database(bare_postgres_url, keyring)
    migrate.upgrade(database.engine)
    database.dispose()
    return bare_postgres_url


@pytest.fixture
def redis_url() -> Iterator[str]:
    """An empty Redis database of one's own (each worker has its numbers)."""
    server = os.environ.get("TEST_REDIS_URL", "")
    if not server:
        pytest.skip("Redis is not installed")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    url = f"{server}{int(worker) % 64}"
    client = redis.Redis.from_url(url)
    client.flushdb()
    yield url
    client.flushdb()
    client.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, keyring: Keyring) -> Iterator[Database]:
    """A migrated database, on both engines."""
    url = request.getfixturevalue(f"{request.param}_url")
    made = Database(url, keyring)
    yield made
    made.dispose()


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> Settings:
    """Demo settings on a folder of one's own."""
    key = base64.b64encode(b"k" * 32).decode()
    other = base64.b64encode(b"o" * 32).decode()
    return load_settings(
        env="demo",
        data_dir=tmp_path,
        database_url=sqlite_url,
        keys_text=key,
        keys_identity=other,
        secret_console="console-secret-of-the-tests-0123456789",
        line_channel_secret="channel-secret-of-the-tests-01234567",
        line_channel_access_token="token-of-the-tests",
    )


@pytest.fixture(scope="session")
def brain() -> Brain:
    """All models, loaded once in this process and only where a test asks for them."""
    from bot.entry.brain import Brain

    return Brain(load_settings())
