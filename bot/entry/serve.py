"""The two HTTP processes under gunicorn: webhook and console, each with its own keys."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask
from gunicorn.app.base import BaseApplication

from bot.base.clock import system_clock
from bot.base.errors import SettingsError, Unavailable
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.entry.desk import console_app, console_names
from bot.entry.metrics import Place, Watched, serve_watched
from bot.entry.readiness import mailbox_check
from bot.entry.secrets import webhook_ring
from bot.entry.stores import make_mailbox
from bot.entry.together import Together
from bot.store.mailbox import Mailbox
from bot.store.mailbox.redis import RedisMailbox
from bot.triage.quick import quick_look
from bot.webhook.app import WebhookParts, create_app

WEBHOOK_THREADS = 32
"""A request mostly waits until the disk has its letters; those that wait together are kept by one write."""
_WATCH = 1.0
PATIENCE = 10
"""Seconds without a byte after which a connection in the middle of a request is given up: a thread waits for it."""
__all__ = ["Listen", "console_app", "console_names", "serve_console", "serve_webhook", "webhook_app"]


@dataclass(frozen=True)
class Listen:
    """Where and how a process listens; `metrics_port` 0 serves no metrics, else each worker takes one from it on."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 8
    metrics_port: int = 0
    metrics_host: str = "127.0.0.1"


class Gunicorn(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our options instead of its command line; the app is built in each worker."""

    def __init__(self, make: Callable[[], Flask], listen: Listen) -> None:
        self._make = make
        self._listen = listen
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn's options."""
        options: dict[str, Any] = {
            "bind": f"{self._listen.host}:{self._listen.port}",
            "workers": self._listen.workers,
            "worker_class": "gthread",
            "threads": self._listen.threads,
            "timeout": 30,
            "when_ready": give_up_slow,
            "graceful_timeout": 20,
            "keepalive": 30,
            "limit_request_line": 4094,
            "accesslog": None,  # addresses and paths are nobody's business
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The WSGI app of one gunicorn worker."""
        return self._make()


def give_up_slow(server: Any) -> None:
    """Let the system end waits for slow senders and readers; what a listener is set to, its connections inherit."""
    for listener in server.LISTENERS:
        for wait in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, wait, struct.pack("ll", PATIENCE, 0))


def webhook_app(settings: Settings, metrics: Metrics | None = None, mailbox: Mailbox | None = None) -> Flask:
    """The webhook from settings; raises SettingsError when the channel secret is missing."""
    if not settings.channel_secrets:
        raise SettingsError("TSUNAGU_LINE_CHANNEL_SECRET が空です。")
    parts = WebhookParts(
        secrets=settings.channel_secrets,
        mailbox=cast("Mailbox", Together(mailbox or make_mailbox(settings))),
        keyring=webhook_ring(settings),
        clock=system_clock,
        metrics=metrics or Metrics(),
        is_urgent=quick_look(),
        proxies=settings.behind_proxy,
    )
    return create_app(parts)


def serve_webhook(settings: Settings, listen: Listen) -> None:
    """Serve until stopped."""

    def make() -> Flask:
        metrics, mailbox = Metrics(), make_mailbox(settings)
        if isinstance(mailbox, RedisMailbox):
            threading.Thread(target=_watch, args=(mailbox,), name="watch", daemon=True).start()
        if listen.metrics_port:
            place = Place(listen.metrics_port, listen.metrics_host, listen.workers)
            serve_watched(Watched(metrics, {}, mailbox_check(mailbox)), place)
        return webhook_app(settings, metrics, mailbox)

    Gunicorn(make, listen).run()


def _watch(mailbox: RedisMailbox) -> None:
    """Look every second whether Redis still has what this process gave it, for as long as the process lives."""
    while True:
        with suppress(Unavailable):
            mailbox.watch()
        time.sleep(_WATCH)


def serve_console(settings: Settings, listen: Listen) -> None:
    """Serve until stopped."""
    Gunicorn(lambda: console_app(settings), listen).run()
