"""The whole product in one test process: emulator, webhook, worker and console over real HTTP on loopback."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from flask import Flask, request
from werkzeug.serving import make_server

from bot.base.clock import system_clock
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.console.app import create_app as create_console
from bot.console.config import ConsoleConfig
from bot.emulator.client import EmulatorClient, Resident
from bot.emulator.serve import EmulatorConfig, RunningEmulator, start_emulator
from bot.entry.brain import Brain
from bot.entry.secrets import console_ring
from bot.entry.serve import console_names, webhook_app
from bot.entry.stores import make_database
from bot.entry.worker import Worker, build_worker
from bot.staff import demo_logins, seed_demo
from bot.staff.passwords import Passwords
from bot.store.db import Database
from tests.servers import free_port

sys.path.insert(0, str(Path(__file__).parent / "functional" / "console"))
from people_console import Coordinator

T = TypeVar("T")
_LIGHT = Passwords(1, 1024, 1)


@contextmanager
def serving(app: Flask, port: int) -> Iterator[str]:
    """Serve an app in a thread until the block ends."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def working(worker: Worker) -> Iterator[None]:
    """Let a worker run until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)


@dataclass
class World:
    """What a functional test holds on to."""

    settings: Settings
    emulator: EmulatorClient
    running: RunningEmulator
    console: Flask
    webhook_url: str
    metrics: Metrics
    alarms: list[str]
    """What the staff's pager received."""

    def resident(self, name: str) -> Resident:
        """Somebody who adds the account as a friend."""
        return self.emulator.add_resident(name)

    def coordinator(self, who: str) -> Coordinator:
        """One of the demo's staff, signed in: motofuji, koganei, bunkyo, duty, admin, audit."""
        login = next(login for login in demo_logins() if login.login == f"demo-{who}")
        person = Coordinator(self.console, system_clock, login.login, login.password, login.totp_secret)  # type: ignore[arg-type]
        return person.signs_in()


@contextmanager
def whole_world(settings: Settings, brain: Brain) -> Iterator[World]:
    """Start everything on migrated stores; `settings` names them."""
    webhook_port = free_port()
    config = EmulatorConfig(
        0, f"http://127.0.0.1:{webhook_port}/callback", settings.channel_secrets[0], settings.line_channel_access_token
    )
    with ExitStack() as stack:
        running = start_emulator(config)
        stack.callback(running.stop)
        alarms: list[str] = []
        pager = stack.enter_context(serving(_pager(alarms), free_port()))
        settings = settings.model_copy(update={"line_api_base": running.url, "alert_webhook": f"{pager}/alarm"})
        database = make_database(settings, console_ring(settings))
        stack.callback(database.dispose)
        console = _console(settings, database)
        url = stack.enter_context(serving(webhook_app(settings), webhook_port))
        metrics = Metrics()
        stack.enter_context(working(build_worker(settings, Brain(settings, shared=brain), metrics=metrics)))
        client = stack.enter_context(EmulatorClient(running.url))
        yield World(settings, client, running, console, url, metrics, alarms)


def _pager(received: list[str]) -> Flask:
    """The municipality's receiver of alarms."""
    app = Flask("pager")

    def receive() -> str:
        received.append(request.get_data(as_text=True))
        return "ok"

    app.add_url_rule("/alarm", "alarm", receive, methods=["POST"])
    return app


def _console(settings: Settings, database: Database) -> Flask:
    with database.transaction() as session:
        seed_demo(session, system_clock, _LIGHT)
    config = ConsoleConfig(
        settings.secret_console.encode(), console_names(), tls=False, production=False, passwords=_LIGHT
    )
    return create_console(config, database, system_clock)


def eventually(look: Callable[[], T], seconds: float = 10.0) -> T:
    """The first truthy answer within so many seconds; fails with the last one."""
    pause = threading.Event()
    last = look()
    for _ in range(int(seconds / 0.1)):
        if last:
            return last
        pause.wait(0.1)
        last = look()
    raise AssertionError(f"still {last!r} after {seconds} s")
