"""`/metrics`, `/healthz` and `/readyz` of a process, on a port of its own which no proxy publishes."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app

from bot.base.errors import SettingsError, TsunaguError
from bot.base.metrics import Metrics

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

Check = Callable[[], str]
"""What is missing, in words for an operator; "" when nothing is."""


@dataclass(frozen=True)
class Watched:
    """What a supervisor may ask of a process; the checks are asked anew each time."""

    metrics: Metrics
    alive: Mapping[str, Check]
    """Without these the process should be started anew."""
    ready: Mapping[str, Check]
    """Without these it should be given no work; it may heal by itself."""


@dataclass(frozen=True)
class Place:
    """Where to listen: the first free port of `span` from `port` on, one for each process of a group; 0 for nowhere."""

    port: int = 0
    host: str = "127.0.0.1"
    span: int = 1


def serve_watched(watched: Watched, place: Place) -> int:
    """Serve in a thread until the process ends; returns the port taken. Raises SettingsError when all are in use."""
    app = watched_app(watched)
    for port in range(place.port, place.port + place.span):
        try:
            server = make_server(place.host, port, app, server_class=_server(place.host), handler_class=_Quiet)
        except OSError:
            continue
        threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
        return port
    raise SettingsError(f"--metrics-port {place.port} から{place.span}個の番号が、どれも使われています。")


def watched_app(watched: Watched) -> WSGIApplication:
    """The WSGI app of the three paths; anything else is 404."""
    shown = make_wsgi_app(watched.metrics.registry)

    def app(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            found: Iterable[bytes] = shown(environ, start)
            return found
        checks = {"/healthz": watched.alive, "/readyz": watched.ready}.get(path)
        if checks is None:
            start("404 Not Found", [("Content-Type", "text/plain")])
            return [b""]
        return _answer(missing(checks), start)

    return app


def missing(checks: Mapping[str, Check]) -> dict[str, str]:
    """What is missing, by name; a check that ends in one of our errors tells the error's own message."""
    told = {name: _told(check) for name, check in checks.items()}
    return {name: words for name, words in told.items() if words}


def _told(check: Check) -> str:
    try:
        return check()
    except TsunaguError as error:
        return error.message


def _answer(found: Mapping[str, str], start: StartResponse) -> Iterable[bytes]:
    status = "503 Service Unavailable" if found else "200 OK"
    start(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
    return [json.dumps({"missing": found}, ensure_ascii=False).encode()]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    allow_reuse_address = True

    def server_bind(self) -> None:
        """Without a reverse look-up of our own name, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Quiet(WSGIRequestHandler):
    timeout = 5

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: who asks how often is no event."""


def _server(host: str) -> type[_Server]:
    return _Server6 if ":" in host else _Server
