"""The product as it runs in production, started for a measurement: webhook, workers, and the stores beneath."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.base.errors import Unavailable
from bot.entry.bench import processes
from bot.entry.bench.servers import Engines, free_port, wait_for_port

SECRET = "bench-secret-" + "0" * 32
_START_SECONDS = 120.0


@dataclass(frozen=True)
class Shape:
    """What is to be measured: the stores (`sqlite` or `postgres`), and how many processes."""

    stores: str = "postgres"
    workers: int = 1
    webhooks: int = 1

    def __str__(self) -> str:
        names = {"sqlite": "SQLite", "postgres": "PostgreSQL+Redis"}
        return f"{names[self.stores]}、worker {self.workers}"


@dataclass
class Stack:
    """The running parts: process ids by name, ports, and how long each took to start (seconds)."""

    shape: Shape
    folder: Path
    environment: Mapping[str, str]
    parts: dict[str, int] = field(default_factory=dict)
    started_in: dict[str, float] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, line_port: int) -> None:
        """Migrate, then start webhook and workers; returns when both are ready."""
        command = [sys.executable, "-m", "bot.entry", "migrate"]
        subprocess.run(command, env=self._environment(line_port), check=True, capture_output=True)
        self.ports = {"webhook": free_port(), "watched": free_port()}
        webhook = ("serve", "webhook", "--port", str(self.ports["webhook"]), "--workers", str(self.shape.webhooks))
        worker = ("worker", "--workers", str(self.shape.workers), "--metrics-port", str(self.ports["watched"]))
        self._spawn("webhook", line_port, *webhook)
        if self.shape.workers:
            self._spawn("worker", line_port, *worker)
            self.started_in["worker"] = self._wait_until_watched()

    def stop(self) -> None:
        """End the parts in order."""
        for child in self.children:
            child.terminate()
        for child in self.children:
            try:
                child.wait(40)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def cpu(self) -> dict[str, float]:
        """Seconds of CPU used so far, by part; the double's own as `double`."""
        spent = {name: processes.cpu(processes.family(pid)) for name, pid in self.parts.items()}
        return spent | {"double": time.process_time()}

    def memory(self, name: str) -> list[processes.Memory]:
        """The memory of each process of a part."""
        return [processes.memory(pid) for pid in processes.family(self.parts[name])]

    def turns(self) -> int:
        """Turns that the workers say they have done."""
        total = 0.0
        for index in range(max(self.shape.workers, 1)):
            page = httpx.get(f"http://127.0.0.1:{self.ports['watched'] + index}/metrics", timeout=10.0).text
            rows = [row for row in page.splitlines() if row.startswith('tsunagu_turns_total{outcome="done"}')]
            total += sum(float(row.rsplit(" ", 1)[1]) for row in rows)
        return int(total)

    def _environment(self, line_port: int) -> dict[str, str]:
        return {**os.environ, **self.environment, "TSUNAGU_LINE_API_BASE": f"http://127.0.0.1:{line_port}"}

    def _spawn(self, name: str, line_port: int, *arguments: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            command = [sys.executable, "-m", "bot.entry", *arguments]
            child = subprocess.Popen(command, env=self._environment(line_port), stderr=log, start_new_session=True)
        self.children.append(child)
        self.parts[name] = child.pid
        if name == "webhook":
            self.started_in[name] = wait_for_port(self.ports[name], child, name)

    def _wait_until_watched(self) -> float:
        begun = time.monotonic()
        waiting = [self.ports["watched"] + index for index in range(self.shape.workers)]
        while waiting:
            waiting = [port for port in waiting if not _is_ready(port)]
            if time.monotonic() - begun > _START_SECONDS or self.children[-1].poll() is not None:
                raise Unavailable("worker が始まりませんでした。")
            time.sleep(0.05)
        return time.monotonic() - begun


@contextmanager
def standing(shape: Shape, folder: Path) -> Iterator[Stack]:
    """A stack with its stores, ready to be started; everything is stopped at the end."""
    engines = Engines(folder)
    try:
        stack = Stack(shape, folder, _settings(folder))
        if shape.stores == "postgres":
            postgres, stack.parts["postgres"] = engines.postgres()
            redis, stack.parts["redis"] = engines.redis()
            stack.environment = {**stack.environment, "TSUNAGU_DATABASE_URL": postgres, "TSUNAGU_REDIS_URL": redis}
        try:
            yield stack
        finally:
            stack.stop()
    finally:
        engines.stop()


def _settings(folder: Path) -> dict[str, str]:
    """Demo data with secrets of its own; no waiting for the rest of a text, so that speed is what is measured."""
    return {
        "TSUNAGU_ENV": "demo",
        "TSUNAGU_DATA_DIR": str(folder),
        "TSUNAGU_LINE_CHANNEL_SECRET": SECRET,
        "TSUNAGU_LINE_CHANNEL_ACCESS_TOKEN": "bench-token",
        "TSUNAGU_KEYS_TEXT": base64.b64encode(b"t" * 32).decode(),
        "TSUNAGU_KEYS_IDENTITY": base64.b64encode(b"i" * 32).decode(),
        "TSUNAGU_SECRET_CONSOLE": "c" * 48,
        "TSUNAGU_FRAGMENT_SECONDS": "0",
        "TSUNAGU_LOG_LEVEL": "WARNING",
        "TSUNAGU_MAILBOX_LIMIT": "100000",
    }


def _is_ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=5.0).status_code == 200
    except httpx.HTTPError:
        return False
