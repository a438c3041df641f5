"""The lines of the runbook, run as they stand: what was backed up goes on with the same keys."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, text

from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.entry.brain import Brain
from bot.entry.talk import TalkingResident
from bot.entry.talking import talking_resident
from bot.store import migrate
from bot.store.backup import back_up
from bot.store.models import ConsentRow, TicketItemRow, TicketRow

_RUNBOOK = Path(__file__).parents[3] / "deploy" / "runbook.md"


def line(beginning: str) -> str:
    """The one line of the runbook's shell blocks that begins so."""
    blocks = re.findall(r"```sh\n(.*?)```", _RUNBOOK.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = [one for block in blocks for one in block.splitlines() if one.startswith(beginning)]
    return str(found)


def run(command: str, folder: Path, **environment: str) -> None:
    """An operator's shell; /backup and the place of the data are folders of the test."""
    command = command.replace("/backup/", f"{folder}/backup/").replace("/var/lib/tsunagu/var/", f"{folder}/")
    paths = os.pathsep.join([str(Path(sys.executable).parent), *_postgres_programs(), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-ec", command],
        env=os.environ | environment | {"PATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _postgres_programs() -> list[str]:
    return [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"))][-1:]


@contextmanager
def talking(settings: Settings, brain: Brain) -> Iterator[TalkingResident]:
    made = talking_resident(settings, "さくら", brain=Brain(settings, shared=brain))
    yield made
    made._parts.database.dispose()


def hands_over(person: TalkingResident) -> None:
    """From the first word to a case at the desk."""
    person.opens()
    person.says("はじめる")
    person.says("母の介護で仕事をやめそうです")
    for _ in range(14):
        if "人につないでほしい" in person.labels:
            break
        wanted = ("これだけ", "家族のこと", "40〜64歳", "わからない")
        chosen = next((label for label in wanted if label in person.labels), None)
        person.says(chosen or "本郷三丁目")
    person.says("人につないでほしい")
    person.says("これで伝える")
    person.says("匿名のまま")


def count(person: TalkingResident, table: type) -> int:
    with person._parts.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def words(person: TalkingResident) -> list[str]:
    with person._parts.database.reading() as session:
        return sorted(session.scalars(select(TicketItemRow.text)))


def test_the_one_file_is_backed_up_in_use_and_restored(
    settings: Settings, brain: Brain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "backup").mkdir()
    environment = {"TSUNAGU_DATA_DIR": str(tmp_path), "TSUNAGU_DATABASE_URL": settings.database_url}
    with talking(settings, brain) as person:
        hands_over(person)
        kept, offered = words(person), person._choices
        assert kept
        run(line("tsunagu backup"), tmp_path, **environment)
        person.says("全部消して")
        person.says("はい")
        assert count(person, TicketRow) == 0 or not words(person)
    settings.sqlite_path.write_bytes(b"the disk is gone")
    run(line("cp /backup"), tmp_path, **environment)
    with talking(settings, brain) as person:
        assert migrate.is_current(person._parts.database.engine)
        assert words(person) == kept
        assert count(person, TicketRow) == 1
        person._choices = offered
        heard = person.says("だれが読みますか")
        assert heard.texts
        assert count(person, ConsentRow) == 2, "nobody is asked for a consent that was given"


def test_a_backup_never_overwrites_and_is_read_by_its_owner_alone(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    assert back_up(settings.sqlite_path, target) > 0
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(InvalidInput, match="すでに"):
        back_up(settings.sqlite_path, target)
    with pytest.raises(InvalidInput, match="ありません"):
        back_up(tmp_path / "nowhere", tmp_path / "other")


@pytest.mark.postgres
@pytest.mark.redis
def test_postgres_is_dumped_in_use_and_restored_beside_the_same_redis(
    settings: Settings, brain: Brain, tmp_path: Path, bare_postgres_url: str, postgres_server: str, redis_url: str
) -> None:
    (tmp_path / "backup").mkdir()
    production = settings.model_copy(update={"database_url": bare_postgres_url, "redis_url": redis_url})
    with talking(production, brain) as person:
        hands_over(person)
        kept, offered = words(person), person._choices
        run(line("pg_dump"), tmp_path, DATABASE_URL=bare_postgres_url)
    name = bare_postgres_url.rsplit("/", 1)[1]
    administer = create_engine(
        postgres_server.replace("postgresql://", "postgresql+psycopg://", 1) + "postgres", isolation_level="AUTOCOMMIT"
    )
    with administer.connect() as connection:  # the machine is gone; a new one, empty
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    administer.dispose()
    run(line("pg_restore"), tmp_path, DATABASE_URL=bare_postgres_url)
    with talking(production, brain) as person:
        assert migrate.is_current(person._parts.database.engine)
        assert words(person) == kept
        person._choices = offered
        assert person.says("だれが読みますか").texts
        assert count(person, TicketRow) == 1
