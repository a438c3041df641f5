"""Real Redis and PostgreSQL for tests: started once on free ports, stopped at the end, nothing left behind."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_PATIENCE = 30.0


def free_port(in_a_row: int = 1) -> int:
    """A port that nobody listens on, with the next ones free too where several are wanted.

    Drawn from below the range that the system hands out to outgoing connections, so that neither a neighbour test
    nor a passing connection takes it between the asking and the use.
    """
    for _ in range(200):
        port = random.SystemRandom().randrange(12_000, 32_000)
        if all(_is_free(port + step) for step in range(in_a_row)):
            return port
    raise RuntimeError("no free port was found")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _wait(port: int, process: subprocess.Popen[bytes], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{what} ended at once with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{what} did not open its port")


@dataclass
class Servers:
    """The servers of one test run."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="tsunagu-test-")))
    running: list[Callable[[], None]] = field(default_factory=list)

    def start_redis(self) -> str:
        """Start Redis with an append-only file; returns its URL, "" where it is not installed."""
        program = shutil.which("redis-server")
        if program is None:
            return ""
        port = free_port()
        place = self.folder / f"redis-{port}"
        place.mkdir()
        options = {"port": port, "bind": "127.0.0.1", "dir": place, "appendonly": "yes", "save": "", "databases": 64}
        command = [program, *(word for name, value in options.items() for word in (f"--{name}", str(value)))]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.running.append(lambda: _end(process))
        _wait(port, process, "redis-server")
        return f"redis://127.0.0.1:{port}/"

    def start_postgres(self) -> str:
        """Start PostgreSQL on a fresh cluster; returns the URL without a database name, "" where not installed."""
        programs = find_postgres()
        if programs is None:
            return ""
        port, place = free_port(), self.folder / "postgres"
        place.mkdir()
        prefix = self._as_other_user(place)
        data = str(place / "data")
        initdb = [str(programs / "initdb"), "-D", data, "-U", "tsunagu", "--auth=trust", "-E", "UTF8", "-N"]
        subprocess.run([*prefix, *initdb], check=True, capture_output=True, cwd=place)
        options = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": str(place), "fsync": "off"}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [*prefix, str(programs / "postgres"), "-D", data, *settings]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=place)
        self.running.append(lambda: _end(process))
        _wait(port, process, "postgres")
        return f"postgresql://tsunagu@127.0.0.1:{port}/"

    def stop(self) -> None:
        """Stop all and remove their files."""
        for end in reversed(self.running):
            end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _as_other_user(self, place: Path) -> list[str]:
        """PostgreSQL refuses to run as root: then run it as the user that its package made."""
        if os.geteuid() != 0:
            return []
        shutil.chown(place, "postgres")
        self.folder.chmod(0o755)
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
