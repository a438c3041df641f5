"""`tsunagu serve webhook|console` and `tsunagu worker`."""

from __future__ import annotations

import click

from bot.entry.settings import start


@click.group()
def serve() -> None:
    """HTTPの入口を動かします(webhook: LINEの受け口、console: 担当者の机)。"""


@serve.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="プロセスの数")
@click.option("--metrics-port", default=0, help="0なら出さない。公開しないこと")
def webhook(host: str, port: int, workers: int, metrics_port: int) -> None:
    """LINEからの受け口。"""
    from bot.entry.serve import Listen, serve_webhook

    serve_webhook(start(), Listen(host, port, workers, metrics_port=metrics_port))


@serve.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8002, show_default=True)
@click.option("--workers", default=1, show_default=True, help="プロセスの数")
def console(host: str, port: int, workers: int) -> None:
    """担当者の机。"""
    from bot.entry.serve import Listen, serve_console

    serve_console(start(), Listen(host, port, workers))


@click.command()
@click.option("--metrics-port", default=0, help="0なら出さない。公開しないこと")
def worker(metrics_port: int) -> None:
    """受信箱を読み、返事を送り、定期の仕事をします。"""
    from bot.entry.worker import start_worker

    start_worker(start(), metrics_port)
