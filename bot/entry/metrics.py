"""`/metrics` on a port of its own, which no proxy publishes."""

from __future__ import annotations

from prometheus_client import start_http_server

from bot.base.metrics import Metrics


def serve_metrics(metrics: Metrics, host: str, port: int) -> None:
    """Serve in a thread of this process until it ends."""
    start_http_server(port, addr=host, registry=metrics.registry)
