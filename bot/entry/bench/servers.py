"""PostgreSQL and Redis of our own for a measurement, with the durability of production, removed afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.base.errors import Unavailable

_PATIENCE = 30.0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], what: str, patience: float = _PATIENCE) -> float:
    """Wait until something listens; returns the seconds it took. Raises Unavailable when it ends or takes too long."""
    begun = time.monotonic()
    while time.monotonic() - begun < patience:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return time.monotonic() - begun
        time.sleep(0.02)
    raise Unavailable(f"{what} が始まりませんでした。")


@dataclass
class Engines:
    """The servers of one measurement under one folder."""

    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def redis(self) -> tuple[str, int]:
        """Start Redis as deploy/redis.conf has it; its URL and process id."""
        place, port = self.folder / "redis", free_port()
        place.mkdir()
        options = {"port": port, "bind": "127.0.0.1", "dir": place, "appendonly": "yes", "appendfsync": "always",
                   "save": "", "maxmemory-policy": "noeviction"}  # fmt: skip
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        process = self._start([_program("redis-server"), *words], place)
        wait_for_port(port, process, "Redis")
        return f"redis://127.0.0.1:{port}/0", process.pid

    def postgres(self) -> tuple[str, int]:
        """Start PostgreSQL with its own defaults (every commit on disk); its URL and process id."""
        programs, place, port = _postgres_programs(), self.folder / "postgres", free_port()
        place.mkdir()
        before = _other_user(place, self.folder)
        data = str(place / "data")
        initdb = [*before, str(programs / "initdb"), "-D", data, "-U", "tsunagu", "--auth=trust", "-E", "UTF8"]
        subprocess.run(initdb, check=True, capture_output=True, cwd=place)
        given = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": place}
        words = [word for name, value in given.items() for word in ("-c", f"{name}={value}")]
        process = self._start([*before, str(programs / "postgres"), "-D", data, *words], place)
        wait_for_port(port, process, "PostgreSQL")
        return f"postgresql://tsunagu@127.0.0.1:{port}/postgres", process.pid

    def stop(self) -> None:
        """Stop all; the folder is the caller's."""
        for process in reversed(self.running):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, command: Sequence[str], place: Path) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=place)
        self.running.append(process)
        return process


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Unavailable(f"{name} が入っていません。")
    return found


def _postgres_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else Path(_program("initdb")).parent


def _other_user(place: Path, folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as the user that its package made."""
    if os.geteuid() != 0:
        return []
    shutil.chown(place, "postgres")
    folder.chmod(0o755)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
