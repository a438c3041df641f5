"""A running emulator, a bot that listens to it, and line-bot-sdk v3 pointed at it, all over loopback HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask, Response, request
from linebot.v3 import SignatureValidator
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi
from werkzeug.serving import make_server

from bot.emulator.client import EmulatorClient
from bot.emulator.serve import EmulatorConfig, RunningEmulator, start_emulator

SECRET = "channel-secret-of-the-tests"
TOKEN = "access-token-of-the-tests"

Json = dict[str, Any]


@dataclass
class Inbox:
    """What the bot received; every body is checked by the SDK's own validator before it counts."""

    bodies: list[str] = field(default_factory=list)
    unsigned: list[str] = field(default_factory=list)
    status: int = 200
    delay: float = 0.0
    answer: Callable[[Json], None] | None = None
    awake: threading.Event = field(default_factory=threading.Event)

    def empty(self) -> None:
        self.bodies, self.unsigned = [], []
        self.status, self.delay, self.answer = 200, 0.0, None
        self.awake = threading.Event()

    def receive(self) -> Response:
        body = request.get_data(as_text=True)
        given = request.headers.get("X-Line-Signature")
        if not given or not SignatureValidator(SECRET).validate(body, given):
            self.unsigned.append(body)
            return Response(status=400)
        self.bodies.append(body)
        if self.delay:
            self.awake.wait(self.delay)
        if self.answer and self.status == 200:
            for event in self.events_of(body):
                self.answer(event)
        return Response(status=self.status)

    @staticmethod
    def events_of(body: str) -> list[Json]:
        events: list[Json] = json.loads(body)["events"]
        return events

    @property
    def events(self) -> list[Json]:
        return [event for body in self.bodies for event in self.events_of(body)]

    def of_type(self, kind: str) -> list[Json]:
        return [event for event in self.events if event["type"] == kind]


@dataclass(frozen=True)
class Line:
    """The emulator as the tests hold it."""

    running: RunningEmulator
    client: EmulatorClient
    inbox: Inbox

    @property
    def url(self) -> str:
        return self.running.url


@pytest.fixture(scope="session")
def emulator_inbox() -> Inbox:
    return Inbox()


@pytest.fixture(scope="session")
def bot_url(emulator_inbox: Inbox) -> Iterator[str]:
    app = Flask("bot-of-the-tests")
    app.add_url_rule("/callback", view_func=emulator_inbox.receive, methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/callback"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def emulator_on(bot_url: str, emulator_inbox: Inbox) -> Iterator[Line]:
    running = start_emulator(EmulatorConfig(0, bot_url, SECRET, TOKEN, redelivery=False))
    with EmulatorClient(running.url) as client:
        yield Line(running, client, emulator_inbox)
    running.stop()


@pytest.fixture
def line(emulator_on: Line) -> Iterator[Line]:
    """The shared emulator and bot, with nothing of an earlier test in them."""
    emulator_on.inbox.empty()
    yield emulator_on
    emulator_on.inbox.awake.set()
    emulator_on.client.reset()


@pytest.fixture
def api(line: Line) -> Iterator[MessagingApi]:
    with ApiClient(Configuration(host=line.url, access_token=TOKEN)) as client:
        yield MessagingApi(client)
