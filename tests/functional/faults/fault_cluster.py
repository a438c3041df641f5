"""The product as real processes around one emulator: several workers, several webhooks, all to be killed at any moment."""

from __future__ import annotations

import base64
import mmap
import os
import random
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from flask import Flask, request
from werkzeug.serving import make_server

from bot.base.settings import Settings, load_settings
from bot.emulator.serve import EmulatorConfig, RunningEmulator, start_emulator
from bot.entry.secrets import worker_ring
from bot.entry.stores import make_database
from bot.store import migrate
from bot.store.db import Database
from tests.servers import free_port

_ROOT = Path(__file__).parents[3]
_LAUNCH = Path(__file__).with_name("fault_launch.py")
_SECRET, _TOKEN = "channel-secret-of-the-faults-0123456", "token-of-the-faults"
HALF_PAST_TEN = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
"""A Friday in Tokyo; what is open and by when somebody answers is the same for all talks."""


class Clock:
    """The clock of all processes: eight bytes in a file."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(8))
        self.path = path
        with path.open("r+b") as file:
            self._ahead = mmap.mmap(file.fileno(), 8)
        self.base = (HALF_PAST_TEN - datetime.now(UTC)).total_seconds()
        self.jump(0)

    def jump(self, seconds: float) -> None:
        """Stand so many seconds off half past ten."""
        self._ahead[:8] = struct.pack("d", self.base + seconds)

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.time() + struct.unpack("d", self._ahead[:8])[0], UTC)


@dataclass
class Part:
    """One group of processes of the program: the parent and its children."""

    arguments: list[str]
    environment: dict[str, str]
    clock: Path
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, str(_LAUNCH), str(self.clock), *self.arguments]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=os.environ | self.environment, cwd=_ROOT, stdout=log, stderr=log, start_new_session=True
            )

    @property
    def children(self) -> list[int]:
        assert self.process is not None
        try:
            found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        except OSError:
            return []
        return [int(pid) for pid in found.split()]

    def kill_one(self, dice: random.Random) -> bool:
        """SIGKILL to one of the children."""
        children = self.children
        if children:
            _signal(dice.choice(children), signal.SIGKILL)
        return bool(children)

    def all(self, sign: signal.Signals) -> None:
        """A signal to every child."""
        for pid in self.children:
            _signal(pid, sign)

    def kill(self) -> None:
        """SIGKILL to the parent and to all of its children."""
        assert self.process is not None
        children = self.children
        self.process.kill()
        self.process.wait()
        for pid in children:
            _signal(pid, signal.SIGKILL)


def _signal(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


@dataclass
class Cluster:
    """Everything that runs, and what the witness asks."""

    folder: Path
    urls: dict[str, str]
    workers: int
    limit: int = 100
    alarms: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = Clock(self.folder / "clock")
        self.webhook_port, self.metrics_port = free_port(), free_port(self.workers)
        self.emulator: RunningEmulator = start_emulator(
            EmulatorConfig(0, f"http://127.0.0.1:{self.webhook_port}/callback", _SECRET, _TOKEN)
        )
        self.platform = self.emulator.platform
        self.platform.endpoint.pauses = (0.5,) * 400
        self.platform.world.clock.shift((self.clock() - datetime.now(UTC)).total_seconds())
        self._pager = self._start_pager()
        self.settings = self._settings()
        self.database_keys = worker_ring(self.settings)
        self.database: Database = make_database(self.settings, self.database_keys)
        migrate.upgrade(self.database.engine)
        self.worker = self._part("worker", "worker", "--workers", str(self.workers), *self._metrics())
        self.webhook = self._part("webhook", "serve", "webhook", "--port", str(self.webhook_port), "--workers", "2")

    def start(self) -> None:
        self.worker.start()
        self.webhook.start()
        self.until_ready()

    def until_ready(self) -> None:
        """Until the webhook is ready and every worker has loaded its models."""
        ports = [self.webhook_port, *range(self.metrics_port, self.metrics_port + self.workers)]
        eventually(lambda: all(_answers(f"http://127.0.0.1:{port}/readyz") for port in ports), 300, self.what_was_said)

    def stop(self) -> None:
        for part in (self.worker, self.webhook):
            if part.process is not None:
                part.all(signal.SIGCONT)
                part.kill()
        self.database.dispose()
        self.emulator.stop()
        self._pager.shutdown()

    def metric(self, name: str) -> float:
        """The highest value of one gauge over all workers."""
        values = [0.0]
        for port in range(self.metrics_port, self.metrics_port + self.workers):
            try:
                told = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=5, trust_env=False).text
            except httpx.HTTPError:
                continue
            values += [float(line.split()[-1]) for line in told.splitlines() if line.startswith(name + " ")]
        return max(values)

    def run(self, *arguments: str) -> str:
        """The program itself, as an operator calls it."""
        command = [sys.executable, str(_LAUNCH), str(self.clock.path), *arguments]
        done = subprocess.run(
            command, env=os.environ | self._environment(), cwd=_ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def what_was_said(self) -> str:
        """The last words of the processes, for a test that fails."""
        return "\n".join(
            f"--- {part.log.name}\n" + part.log.read_text(errors="replace")[-3000:]
            for part in (self.worker, self.webhook)
            if part.log.exists()
        )

    def _part(self, name: str, *arguments: str) -> Part:
        return Part(list(arguments), self._environment(), self.clock.path, self.folder / f"{name}.log")

    def _metrics(self) -> tuple[str, str]:
        return "--metrics-port", str(self.metrics_port)

    def _settings(self) -> Settings:
        names = {key.removeprefix("TSUNAGU_").lower(): value for key, value in self._environment().items()}
        names.pop("omp_num_threads", None)
        return load_settings(**names)

    def _environment(self) -> dict[str, str]:
        key = {name: base64.b64encode(name.encode() * 32).decode() for name in ("k", "o")}
        return {
            "OMP_NUM_THREADS": "1",
            "TSUNAGU_DATA_DIR": str(self.folder),
            "TSUNAGU_KEYS_TEXT": key["k"],
            "TSUNAGU_KEYS_IDENTITY": key["o"],
            "TSUNAGU_SECRET_CONSOLE": "console-secret-of-the-faults-0123456789",
            "TSUNAGU_LINE_CHANNEL_SECRET": _SECRET,
            "TSUNAGU_LINE_CHANNEL_ACCESS_TOKEN": _TOKEN,
            "TSUNAGU_LINE_API_BASE": self.emulator.url,
            "TSUNAGU_ALERT_WEBHOOK": f"http://127.0.0.1:{self._pager.port}/alarm",
            "TSUNAGU_MAILBOX_LIMIT": str(self.limit),
            "TSUNAGU_FRAGMENT_SECONDS": "0",
            "TSUNAGU_LOG_LEVEL": "WARNING",
            **self.urls,
        }

    def _start_pager(self) -> object:
        app = Flask("pager")

        def receive() -> str:
            self.alarms.append(request.get_data(as_text=True))
            return "ok"

        app.add_url_rule("/alarm", "alarm", receive, methods=["POST"])
        server = make_server("127.0.0.1", free_port(), app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def eventually(look: Callable[[], object], seconds: float, told: Callable[[], str] = lambda: "") -> None:
    """Wait until something is so; fails with what is told."""
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            raise AssertionError(f"not so after {seconds} s\n{told()}")
        time.sleep(0.05)
