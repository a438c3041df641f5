"""Any number of console processes: every request may be answered by another one, and nobody notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from typing import Any

import pytest
from flask import Flask
from people_console import Coordinator

from bot.base.clock import SteppedClock
from bot.console import create_app
from bot.console.work import EXTENSION, Tools
from bot.store.crypto import Keyring, Purpose
from bot.store.db import Database

PROCESSES = 3


@pytest.fixture
def turns(app: Flask, database: Database, clock: SteppedClock) -> Iterator[list[int]]:
    """The desk as three processes would serve it, one after the other; which one answered."""
    tools: Tools = app.extensions[EXTENSION]
    url = database.engine.url.render_as_string(hide_password=False)
    stores = [Database(url, Keyring({Purpose.TEXT: [b"k" * 32]})) for _ in range(PROCESSES)]
    processes = [create_app(tools.config, store, clock).wsgi_app for store in stores]
    following, answered = cycle(range(PROCESSES)), list[int]()

    def serve(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        answered.append(next(following))
        return processes[answered[-1]](environ, start)

    app.wsgi_app = serve  # type: ignore[method-assign, assignment]
    yield answered
    for store in stores:
        store.dispose()


def test_a_case_is_claimed_and_answered_whichever_process_serves_each_step(
    turns: list[int], staff: dict[str, Coordinator], arrives: Callable[..., str]
) -> None:
    number = arrives()
    aoki = staff["motofuji"].signs_in()
    assert number in aoki.opens_queue()
    aoki.opens(number)
    assert aoki.claims() == 200
    assert aoki.answers("読みました。続きを聞かせてください。") == 200
    assert "続きを聞かせてください" in aoki.opens(number)
    assert set(turns) == set(range(PROCESSES))


def test_failures_at_one_process_close_the_door_of_all(turns: list[int], staff: dict[str, Coordinator]) -> None:
    aoki = staff["motofuji"]
    for _ in range(8):
        aoki.goes_to("/sign-in")
        assert aoki.fills("/sign-in", login=aoki.login, password="wrong-password-1") == 401
    for _ in range(PROCESSES):
        aoki.goes_to("/sign-in")
        assert aoki.fills("/sign-in", login=aoki.login, password=aoki.password) == 429
    assert set(turns) == set(range(PROCESSES))
