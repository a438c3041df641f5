"""Runs the emulator as a process of its own, on this machine only."""

from __future__ import annotations

import signal
import socket
import threading
from dataclasses import dataclass

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from bot.emulator.app import create_app
from bot.emulator.platform import Channel, Platform

HOST = "127.0.0.1"
"""The emulator has no password and must not be reachable from elsewhere."""

_POLL = 0.05
"""Seconds between two looks at whether to stop serving."""


@dataclass(frozen=True)
class EmulatorConfig:
    """What the emulator needs to stand in for LINE; port 0 takes a free one."""

    port: int
    webhook_url: str
    channel_secret: str
    access_token: str
    bot_name: str = "つなぐ相談（お試し）"
    redelivery: bool = True
    desk_url: str = ""


class _Quiet(WSGIRequestHandler):
    """Keeps requests out of the terminal: addresses hold user ids."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@dataclass(frozen=True)
class RunningEmulator:
    """An emulator that serves in a thread of this process, for tests and one-process demos."""

    platform: Platform
    server: BaseWSGIServer
    thread: threading.Thread

    @property
    def url(self) -> str:
        """The address to give to `Configuration(host=…)` and to the browser."""
        return f"http://{HOST}:{self.server.port}"

    def stop(self) -> None:
        """Stop serving, end every thread, free the port."""
        self.platform.stop()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def start_emulator(config: EmulatorConfig) -> RunningEmulator:
    """Start serving in the background; OSError when the port is taken."""
    channel = Channel(
        config.webhook_url, config.channel_secret, config.access_token, config.bot_name, config.redelivery
    )
    # a socket of our own: werkzeug would end the program when the port is taken
    with socket.create_server((HOST, config.port)) as listener:
        platform = Platform(channel)
        app = create_app(platform, desk_url=config.desk_url)
        server = make_server(HOST, 0, app, threaded=True, request_handler=_Quiet, fd=listener.fileno())
    thread = threading.Thread(target=server.serve_forever, args=(_POLL,), name="emulator", daemon=True)
    thread.start()
    return RunningEmulator(platform, server, thread)


def serve_emulator(config: EmulatorConfig) -> None:
    """Serve until SIGTERM or Ctrl-C, then shut down cleanly; must run in the main thread."""
    # blocked before any thread starts, so that a signal waits for us instead of interrupting a lock
    ends = {signal.SIGTERM, signal.SIGINT}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    try:
        running = start_emulator(config)
        signal.sigwait(ends)
        running.stop()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
