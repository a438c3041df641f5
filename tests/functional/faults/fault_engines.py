"""Redis and PostgreSQL of our own, to be killed, stopped, filled and cut off."""

from __future__ import annotations

import shutil
import signal
import subprocess
import threading
import time
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


class OwnPostgres:
    """One PostgreSQL that can be stopped as if the power had failed."""

    def __init__(self, folder: Path) -> None:
        self._servers = Servers(folder=folder)
        self._place = folder / "postgres"
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://tsunagu@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        programs = find_postgres()
        assert programs is not None
        data, fresh = self._place / "data", not self._place.exists()
        if fresh:
            self._place.mkdir()
        prefix = self._servers._as_other_user(self._place)
        if fresh:
            initdb = [str(programs / "initdb"), "-D", str(data), "-U", "tsunagu", "--auth=trust", "-E", "UTF8", "-N"]
            subprocess.run([*prefix, *initdb], check=True, capture_output=True, cwd=self._place)
        options = {
            "port": self._port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self._place, "fsync": "off",
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

    def _until_it_answers(self) -> None:
        end = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return
