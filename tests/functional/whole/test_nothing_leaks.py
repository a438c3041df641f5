"""Marker words through every path, faults included: not in rows, Redis, logs, metrics or alarms (R10, R13)."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
import redis
from prometheus_client import generate_latest
from sqlalchemy import MetaData, create_engine, select

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
