"""What nobody catches, and what the database refuses, is told without the words it was about (R10)."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.base import logs
from bot.store.db import Database

MARKER = "とうもろこし畑の合図"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    told, root = io.StringIO(), logging.getLogger("bot.base.logs")
    handler = logging.StreamHandler(told)
    handler.setFormatter(logs.JsonFormatter())
    root.addHandler(handler)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.hush()
    yield told
    root.removeHandler(handler)


def _fails() -> None:
    raise ValueError(MARKER)


def test_an_error_in_a_thread_is_told_by_class_and_place(lines: io.StringIO, capfd: pytest.CaptureFixture[str]) -> None:
    thread = threading.Thread(target=_fails)
    thread.start()
    thread.join()
    told = json.loads(lines.getvalue())
    assert (told["event"], told["error"]) == ("uncaught", "ValueError")
    assert "test_uncaught_errors" in told["at_line"]
    assert MARKER not in lines.getvalue() + "".join(capfd.readouterr())


def test_an_error_that_ends_the_program_is_told_by_class_and_place(lines: io.StringIO) -> None:
    try:
        _fails()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert json.loads(lines.getvalue())["error"] == "ValueError"
    assert MARKER not in lines.getvalue()


def test_what_the_database_refuses_does_not_tell_the_values(database: Database) -> None:
    with pytest.raises(DBAPIError) as refused, database.transaction() as session:
        session.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": MARKER})
    assert MARKER not in str(refused.value)
