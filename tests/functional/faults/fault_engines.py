"""Redis and PostgreSQL of our own, to be killed, stopped, filled and cut off; PostgreSQL also with a disk that is full."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import redis

from tests.servers import Servers, _wait, find_postgres, free_port


class OwnRedis:
    """One Redis with an append-only file that survives its process."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._place.mkdir()
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        program = shutil.which("redis-server") or ""
        options = {
            "port": self._port, "bind": "127.0.0.1", "dir": self._place, "appendonly": "yes",
            "appendfsync": "always", "save": "", "maxmemory-policy": "noeviction",
        }  # fmt: skip
        command = [program, *(word for name, value in options.items() for word in (f"--{name}", str(value)))]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait(self._port, self._process, "redis-server")

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def hang(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def fill(self) -> None:
        self._ask(lambda client: client.config_set("maxmemory", 1))

    def empty(self) -> None:
        self._ask(lambda client: client.config_set("maxmemory", 0))

    def flush(self) -> None:
        self._ask(lambda client: client.flushall())

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.wake()
            self.kill()

    def _ask(self, command: object) -> None:
        client = redis.Redis.from_url(self.url, socket_timeout=10)
        command(client)  # type: ignore[operator]
        client.close()


class SmallDisk:
    """A file system of some megabytes where we may mount one; where not, a limit on how far any file may grow."""

    SIZE = 384 * 1024 * 1024

    def __init__(self, place: Path, as_owner: list[str]) -> None:
        self._place = place
        self._as_owner = as_owner
        command = ["mount", "-t", "tmpfs", "-o", f"size={self.SIZE}", "none", str(place)]
        self._is_own = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
        self._ballast = place / "ballast"

    def fill(self, process: int) -> None:
        """From now on there is no room: not one byte, or not one beyond the first few of any file of that process."""
        if not self._is_own:
            self._limit(process, "16384")
            return
        with self._ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(65_536))

    def empty(self, process: int) -> None:
        self._ballast.unlink(missing_ok=True)
        if not self._is_own:
            self._limit(process, "unlimited")

    def remove(self) -> None:
        if self._is_own:
            subprocess.run(["umount", "--lazy", str(self._place)], capture_output=True, check=True)

    def _limit(self, process: int, most: str) -> None:
        """For a process and all that it has started; one that has ended meanwhile needs no limit."""
        for pid in [process, *_children(process)]:
            command = [*self._as_owner, "prlimit", f"--pid={pid}", f"--fsize={most}:unlimited"]
            subprocess.run(command, capture_output=True, check=False)


def _children(process: int) -> list[int]:
    try:
        return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


class OwnPostgres:
    """One PostgreSQL that can be stopped as if the power had failed."""

    def __init__(self, folder: Path) -> None:
        self._servers = Servers(folder=folder)
        self._place = folder / "postgres"
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._disk: SmallDisk | None = None
        self.url = f"postgresql://tsunagu@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        programs = find_postgres()
        assert programs is not None
        data, fresh = self._place / "data", not self._place.exists()
        if fresh:
            self._place.mkdir()
        prefix = self._servers._as_other_user(self._place)
        if fresh:
            self._disk = SmallDisk(self._place, prefix)
            self._servers._as_other_user(self._place)  # what is mounted there belongs to it too
            initdb = [str(programs / "initdb"), "-D", str(data), "-U", "tsunagu", "--auth=trust", "-E", "UTF8", "-N"]
            subprocess.run([*prefix, *initdb], check=True, capture_output=True, cwd=self._place)
        options = {
            "port": self._port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self._place, "fsync": "off",
            "max_wal_size": "64MB",
        }  # fmt: skip
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [*prefix, str(programs / "postgres"), "-D", str(data), *settings]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=self._place)
        self._until_it_answers()

    def crash(self) -> None:
        """Every process of it ends at once without a word (immediate shutdown: recovery on the next start)."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()

    def fill(self) -> None:
        """Its disk is full: statements fail, and where its log cannot go on, so does the whole server."""
        assert self._disk is not None
        assert self._process is not None
        self._disk.fill(self._process.pid)

    def empty(self) -> None:
        """There is room again; a server that gave up meanwhile is started, as a supervisor does."""
        assert self._disk is not None
        assert self._process is not None
        self._disk.empty(self._process.pid)
        self._until_it_answers()

    def cut(self) -> int:
        """End every connection, in whatever transaction it is; returns how many."""
        with psycopg.connect(self.url) as connection:
            ended = connection.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            ).fetchone()
        return int(ended[0]) if ended else 0

    def deadlock(self) -> None:
        """Hold a table, then want another one from those who want the first: they are found out before we are."""
        threading.Thread(target=self._deadlock, daemon=True).start()

    def _deadlock(self) -> None:
        try:
            with psycopg.connect(self.url) as connection:
                connection.execute("SET deadlock_timeout = '20s'")
                connection.execute("SET lock_timeout = '5s'")
                connection.execute("LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE")
                time.sleep(0.5)  # others come as far as they can
                connection.execute("LOCK TABLE processed_events IN SHARE ROW EXCLUSIVE MODE")
                connection.rollback()
        except psycopg.Error:
            return

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.crash()
        if self._disk is not None:
            self._disk.remove()

    def _until_it_answers(self) -> None:
        end = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
                if self._process is not None and self._process.poll() is not None:
                    self.start()
                    return
            else:
                return
