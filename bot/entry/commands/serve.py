"""`tsunagu serve webhook|console` and `tsunagu worker`."""

from __future__ import annotations

import os
from typing import Any

import click

from bot.entry.settings import start

_METRICS = "様子を見る口(/metrics /healthz /readyz)。0なら出さない。プロセスごとに一つ。公開しないこと"


@click.group()
def serve() -> None:
    """HTTPの入口を動かします(webhook: LINEの受け口、console: 担当者の机)。"""


@serve.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="プロセスの数")
@click.option("--metrics-port", default=0, help=_METRICS)
@click.option("--metrics-host", default="127.0.0.1", show_default=True)
def webhook(**options: Any) -> None:
    """LINEからの受け口。"""
    from bot.entry.serve import WEBHOOK_THREADS, Listen, serve_webhook
    from bot.entry.startup import refuse_unfit_webhook

    settings = start()
    refuse_unfit_webhook(settings)
    serve_webhook(settings, Listen(threads=WEBHOOK_THREADS, **options))


@serve.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8002, show_default=True)
@click.option("--workers", default=1, show_default=True, help="プロセスの数")
def console(host: str, port: int, workers: int) -> None:
    """担当者の机。"""
    from bot.entry.serve import Listen, serve_console
    from bot.entry.startup import refuse_old_shape, refuse_unfit_console

    settings = start()
    refuse_unfit_console(settings)
    refuse_old_shape(settings)
    serve_console(settings, Listen(host, port, workers))


@click.command()
@click.option("--workers", default=1, show_default=True, help="プロセスの数。モデルは一度だけ読み、分けあう")
@click.option("--metrics-port", default=0, help=_METRICS)
@click.option("--metrics-host", default="127.0.0.1", show_default=True)
def worker(workers: int, metrics_port: int, metrics_host: str) -> None:
    """受信箱を読み、返事を送り、定期の仕事をします。"""
    # Before numpy is read: a turn's matrices are small, and threads of libraries do not survive a fork.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from bot.entry.metrics import Place
    from bot.entry.startup import refuse_old_shape, refuse_unfit_worker
    from bot.entry.worker import start_worker

    settings = start()
    refuse_unfit_worker(settings)
    refuse_old_shape(settings)
    start_worker(settings, Place(metrics_port, metrics_host), workers)
