"""Marker words through every path, faults included: not in rows, Redis, logs, metrics or alarms (R10, R13)."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import redis
from prometheus_client import generate_latest
from sqlalchemy import MetaData, create_engine, select

from bot.base.logs import JsonFormatter
from bot.triage import Triage
from tests.world import World, eventually

sys.path.insert(0, str(Path(__file__).parent))
from test_from_first_word_to_desk import hand_off
from walking import Walker

MARKER = "とうもろこし畑の合図"
DANGER_MARKER = "もう死にたい。藍色の合図"


def rows_of(world: World) -> bytes:
    """Every value of every table, raw."""
    url = world.settings.database.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    metadata = MetaData()
    metadata.reflect(engine)
    found = []
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            found += [repr(tuple(row)) for row in connection.execute(select(table))]
    engine.dispose()
    files = [path.read_bytes() for path in world.settings.sqlite_path.parent.glob("*.sqlite3*") if path.is_file()]
    return "\n".join(found).encode() + b"".join(files)


def redis_of(world: World) -> bytes:
    """Every key and value in Redis."""
    if not world.settings.redis_url:
        return b""
    client = redis.Redis.from_url(world.settings.redis_url)
    found = b"".join(key + (client.dump(key) or b"") for key in client.scan_iter())
    client.close()
    return found


_OF_THE_TEST = ("httpx", "httpcore", "werkzeug")
"""The test itself talks to the emulator over HTTP; in the product these are set to warnings (bot/base/logs.py)."""


def _line(record: logging.LogRecord) -> str:
    return f"{record.getMessage()} {getattr(record, 'fields', '')} {record.exc_text}"


def absent(world: World, words: list[str], caplog: pytest.LogCaptureFixture) -> None:
    places = {
        "rows": rows_of(world),
        "redis": redis_of(world),
        "logs": "\n".join(_line(record) for record in caplog.records if not record.name.startswith(_OF_THE_TEST)).encode(),
        "metrics": generate_latest(world.metrics.registry),
        "alarms": "\n".join(world.alarms).encode(),
    }
    for place, content in places.items():
        for word in words:
            for form in (word.encode(), repr(word)[1:-1].encode(), word.encode("unicode_escape")):
                assert form not in content, f"{word} stands in {place}"


def test_before_consent_no_word_is_kept_anywhere(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    resident = world.resident("だれか")
    eventually(lambda: "はじめる" in resident.choices(), seconds=20)
    seen = len(resident.bubbles())
    resident.says(MARKER)
    resident.waits_for_bubbles(1, since=seen, timeout=20)
    eventually(lambda: world.emulator.settle())
    absent(world, [MARKER, resident.id], caplog)


def test_on_the_whole_way_no_word_and_no_id_is_readable(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    resident = world.resident("だれか")
    walker = Walker(resident).starts()
    world.emulator.fails_next("500", path="message/reply", times=1)
    world.emulator.fails_next("timeout", path="message/push", times=1, seconds=1)
    walker.says(f"母の介護で仕事やめそう。{MARKER}")
    number = hand_off(walker)
    resident.says(f"追記です。{MARKER}")
    resident.sends_image()
    resident.sends_sticker("ok")
    desk = world.coordinator("motofuji")
    eventually(lambda: MARKER in desk.opens(number))
    desk.claims()
    desk.answers("読みました。翡翠色の返事です")
    resident.waits_for("翡翠色", timeout=20)
    absent(world, [MARKER, resident.id, "翡翠色の返事"], caplog)


def test_danger_is_alarmed_without_a_word_of_it(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    resident = world.resident("だれか")
    Walker(resident).starts().says(DANGER_MARKER)
    eventually(lambda: world.alarms, seconds=15)
    for word in ("死", "藍色", "suicide", resident.id):
        assert word not in world.alarms[0]
    absent(world, [DANGER_MARKER, "藍色の合図", resident.id], caplog)


def test_a_fault_whose_message_holds_the_words_tells_only_class_and_place(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    resident = world.resident("だれか")
    walker = Walker(resident).starts()
    judge = Triage.judge

    def failing(self: Triage, text: str, *more: Any, **named: Any) -> Any:
        if MARKER in text:
            raise ValueError(f"cannot read {text} of {resident.id}")
        return judge(self, text, *more, **named)

    monkeypatch.setattr(Triage, "judge", failing)
    walker.resident.says(f"父のことで。{MARKER}")
    failed = eventually(lambda: [r for r in caplog.records if r.exc_info or r.levelno >= logging.ERROR], seconds=20)
    told = "\n".join(JsonFormatter().format(record) for record in caplog.records)
    assert "ValueError" in told, [record.getMessage() for record in failed]
    for word in (MARKER, resident.id):
        assert word not in told
        assert word not in "\n".join(world.alarms)
        assert word.encode() not in generate_latest(world.metrics.registry)
        assert word.encode() not in rows_of(world) + redis_of(world)


_DESK = """
import json, sys
import redis
from sqlalchemy import MetaData, create_engine, select
from bot.base.errors import SettingsError
from bot.base.settings import load_settings
from bot.entry.secrets import console_ring, webhook_ring, worker_ring
from bot.store.crypto import CannotDecrypt, Purpose

settings = load_settings()
ring, read, closed = console_ring(settings), [], []
for other in (webhook_ring, worker_ring):
    try:
        other(settings)
        read.append("a ring that is not the desk's")
    except SettingsError:
        pass

def look(place, value):
    if not isinstance(value, (bytes, memoryview)):
        return read.append(f"{place}={value!r}")
    for purpose in Purpose:
        try:
            return read.append(f"{place}=" + ring.open(purpose, bytes(value)).decode("utf-8", "replace"))
        except CannotDecrypt:
            pass
    closed.append(place)

engine = create_engine(settings.database.replace("postgresql://", "postgresql+psycopg://", 1))
metadata = MetaData()
metadata.reflect(engine)
with engine.connect() as connection:
    for table in metadata.sorted_tables:
        for row in connection.execute(select(table)).mappings():
            for column, value in row.items():
                look(f"{table.name}.{column}", value)
if settings.redis_url:
    client = redis.Redis.from_url(settings.redis_url)
    for key in client.scan_iter():
        kind = client.type(key).decode()
        read.append(key.decode("utf-8", "replace"))
        for value in client.hvals(key) if kind == "hash" else [client.dump(key)]:
            look("redis", value)
sys.stdout.write(json.dumps({"read": read, "closed": closed}))
"""


def test_a_desk_with_its_own_environment_cannot_find_out_who_somebody_is(world: World) -> None:
    resident = world.resident("だれか")
    walker = Walker(resident).starts()
    walker.says(f"母の介護で仕事やめそう。{MARKER}")
    number = hand_off(walker)
    resident.says("追記です。珊瑚色の合図")
    desk = world.coordinator("motofuji")
    eventually(lambda: "珊瑚色の合図" in desk.opens(number))
    given = {"ENV": "demo", "DATABASE_URL": world.settings.database, "REDIS_URL": world.settings.redis_url,
             "KEYS_TEXT": world.settings.keys_text, "SECRET_CONSOLE": world.settings.secret_console}
    paths = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment = paths | {f"TSUNAGU_{name}": value for name, value in given.items() if value}
    root = Path(__file__).parents[3]
    told = subprocess.run([sys.executable, "-c", _DESK], env=environment, cwd=root, capture_output=True, check=True)
    found = json.loads(told.stdout)
    everything = "\n".join(found["read"])
    assert "珊瑚色の合図" in everything, "the desk does read what was handed over"
    assert resident.id not in everything
    assert "identities.account" in found["closed"]
    assert "a ring that is not the desk's" not in found["read"]
    assert {"sessions.sealed", "redis"} & set(found["closed"]), "the talk stays closed to the desk"
