"""The two HTTP processes under gunicorn: webhook and console, each with its own keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask
from gunicorn.app.base import BaseApplication

from bot.base.clock import system_clock
from bot.base.errors import SettingsError
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.console.app import create_app as create_console
from bot.console.config import AreaName, ConsoleConfig, Names, PlaceName
from bot.entry.metrics import Place, Watched, serve_watched
from bot.entry.readiness import mailbox_check
from bot.entry.secrets import console_ring, webhook_ring
from bot.entry.stores import make_database, make_mailbox
from bot.entry.together import Together
from bot.store.mailbox import Mailbox
from bot.triage.quick import quick_look
from bot.webhook.app import WebhookParts, create_app
from resources.load import load_areas, load_catalogue, load_topics


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


def webhook_app(settings: Settings, metrics: Metrics | None = None) -> Flask:
    """The webhook from settings; raises SettingsError when the channel secret is missing."""
    if not settings.channel_secrets:
        raise SettingsError("TSUNAGU_LINE_CHANNEL_SECRET が空です。")
    parts = WebhookParts(
        secrets=settings.channel_secrets,
        mailbox=cast(Mailbox, Together(make_mailbox(settings))),
        keyring=webhook_ring(settings),
        clock=system_clock,
        metrics=metrics or Metrics(),
        is_urgent=quick_look(),
    )
    return create_app(parts)


def console_app(settings: Settings) -> Flask:
    """The console from settings."""
    database = make_database(settings, console_ring(settings))
    config = ConsoleConfig(
        secret=settings.secret_console.encode(),
        names=console_names(),
        places=console_places(),
        tls=settings.console_url.startswith("https://"),
        production=not settings.is_demo,
        proxies=settings.behind_proxy,
    )
    return create_console(config, database, system_clock)


def console_names() -> Names:
    """Names of topics and areas for the pages."""
    areas = {
        row.area_id: AreaName(row.area_id, row.area, row.municipality, row.coordinator_team)
        for row in load_areas()
        if not row.town
    }
    return Names({topic.id: topic.name for topic in load_topics()}, areas)


def console_places() -> tuple[PlaceName, ...]:
    """Places of the catalogue, counted by topic in 地域カルテ."""
    return tuple(PlaceName(place.name, place.municipality, place.area_id, place.topics) for place in load_catalogue())


def serve_webhook(settings: Settings, listen: Listen) -> None:
    """Serve until stopped."""

    def make() -> Flask:
        metrics = Metrics()
        if listen.metrics_port:
            place = Place(listen.metrics_port, listen.metrics_host, listen.workers)
            serve_watched(Watched(metrics, {}, mailbox_check(make_mailbox(settings))), place)
        return webhook_app(settings, metrics)

    Gunicorn(make, listen).run()


def serve_console(settings: Settings, listen: Listen) -> None:
    """Serve until stopped."""
    Gunicorn(lambda: console_app(settings), listen).run()
