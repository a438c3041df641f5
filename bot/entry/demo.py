"""The demo: one process group of webhook, worker, console and the LINE emulator over one SQLite file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence

import httpx
import pyotp
from rich.console import Console
from rich.table import Column, Table

from bot.base.clock import system_clock
from bot.base.errors import InvalidInput, TsunaguError
from bot.base.settings import Settings
from bot.emulator.serve import EmulatorConfig, RunningEmulator, start_emulator
from bot.entry.progress import busy
from bot.entry.secrets import console_ring, worker_ring
from bot.entry.stores import make_database
from bot.staff import DemoLogin, seed_demo
from bot.store import migrate

_HOST = "http://127.0.0.1"
_START_SECONDS = 90.0
_STOP_SECONDS = 15.0


class ChildEnded(TsunaguError):
    """One of the demo's processes ended by itself."""


class Demo:
    """Starts the parts, says where they are, stops them in order."""

    def __init__(self, settings: Settings, port: int) -> None:
        if not settings.is_demo:
            raise InvalidInput("TSUNAGU_ENV=production では demo は動きません。serve と worker を使ってください。")
        self._settings = settings
        self._phone, self._webhook, self._console, self._metrics = port, port + 1, port + 2, port + 3
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._stop = threading.Event()

    def run(self) -> None:
        """Run until Ctrl-C or SIGTERM; raises ChildEnded when a part dies."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: self._stop.set())
        with busy("データベースを用意しています…"):
            logins = self._prepare()
        emulator = self._start_emulator()
        try:
            self._start_children()
            with busy("ことばのモデルを読み込み、受け口と机を開けています…"):
                self._wait_until_open()
            if not self._stop.is_set():
                say_where(Console(), self._phone, self._console, logins)
            self._watch()
        finally:
            self._end(emulator)

    def _prepare(self) -> list[DemoLogin]:
        migrate.upgrade(make_database(self._settings, worker_ring(self._settings)).engine)
        with make_database(self._settings, console_ring(self._settings)).transaction() as session:
            return seed_demo(session, system_clock)

    def _start_emulator(self) -> RunningEmulator:
        secret, token = self._settings.channel_secrets[0], self._settings.line_channel_access_token
        config = EmulatorConfig(
            self._phone, f"{_HOST}:{self._webhook}/callback", secret, token, desk_url=f"{_HOST}:{self._console}/"
        )
        try:
            return start_emulator(config)
        except (OSError, SystemExit) as error:  # werkzeug ends the program when a port is taken
            raise InvalidInput(f"ポート{self._phone}が使えません。--port で別の番号を選んでください。") from error

    def _start_children(self) -> None:
        self._spawn("webhook", "serve", "webhook", "--port", str(self._webhook))
        self._spawn("console", "serve", "console", "--port", str(self._console))
        self._spawn("worker", "worker", "--metrics-port", str(self._metrics))

    def _spawn(self, name: str, *arguments: str) -> None:
        environment: Mapping[str, str] = os.environ | {
            "TSUNAGU_LINE_API_BASE": f"{_HOST}:{self._phone}",
            "TSUNAGU_DATA_DIR": str(self._settings.data_dir),
            "TSUNAGU_CONSOLE_URL": f"{_HOST}:{self._console}",
            "TSUNAGU_LOG_LEVEL": os.environ.get("TSUNAGU_LOG_LEVEL", "ERROR"),
        }
        command = [sys.executable, "-m", "bot.entry", *arguments]
        quiet = None if os.environ.get("TSUNAGU_LOG_LEVEL") else subprocess.DEVNULL
        # A session of its own: Ctrl-C reaches us alone, and we stop the parts in order.
        self._children[name] = subprocess.Popen(command, env=environment, stderr=quiet, start_new_session=True)

    def _wait_until_open(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        waiting = [
            f"{_HOST}:{self._webhook}/readyz",
            f"{_HOST}:{self._console}/healthz",
            f"{_HOST}:{self._metrics}/metrics",  # opens when the worker has loaded its models
        ]
        while waiting and not self._stop.is_set():
            self._check_alive()
            waiting = [url for url in waiting if not _is_open(url)]
            if time.monotonic() > deadline:
                raise ChildEnded("90秒待っても始まりませんでした。TSUNAGU_LOG_LEVEL=INFO で詳しく見られます。")
            self._stop.wait(0.2)

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            self._check_alive()

    def _check_alive(self) -> None:
        for name, child in self._children.items():
            if child.poll() is not None and not self._stop.is_set():
                raise ChildEnded(f"{name} が終了コード{child.returncode}で止まりました。")

    def _end(self, emulator: RunningEmulator) -> None:
        for child in self._children.values():
            child.terminate()
        for child in self._children.values():
            try:
                child.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        emulator.stop()
        print("止まりました。もう一度動かすと続きから始まります。", file=sys.stderr)


def _is_open(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2.0).status_code == 200
    except httpx.HTTPError:
        return False


def say_where(out: Console, phone: int, console: int, logins: Sequence[DemoLogin]) -> None:
    """Tell where the phone and the desk are and how to sign in; nothing to copy is cut on a narrow terminal."""
    out.print(f"\n電話(住民)   {_HOST}:{phone}/", highlight=False)
    out.print(f"机(担当者)   {_HOST}:{console}/\n", highlight=False)
    table = Table(Column("ログイン名", no_wrap=True), Column("いまの6桁", no_wrap=True), "だれ")
    for login in logins:
        table.add_row(login.login, pyotp.TOTP(login.totp_secret).now(), login.name)
    out.print(table)
    out.print(f"パスワード(みな同じ): {', '.join(sorted({login.password for login in logins}))}", highlight=False)
    out.print("6桁は30秒で変わります: tsunagu staff code <ログイン名>", highlight=False)
    out.print("手もとの認証アプリに入れる鍵:", highlight=False)
    for login in logins:
        out.print(f"  {login.totp_secret}  {login.login}", highlight=False, soft_wrap=True)
    out.print("止めるには Ctrl-C", highlight=False)
