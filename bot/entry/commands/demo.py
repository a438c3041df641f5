"""`tsunagu demo`: everything at once on the embedded default, with sample data."""

from __future__ import annotations

import click

from bot.entry.settings import start


@click.command()
@click.option("--port", default=8000, show_default=True, help="電話の画面。次の番号がwebhook、その次が担当者の机")
def demo(port: int) -> None:
    """見本のデータで、電話・受け口・働き手・担当者の机を一度に動かします。Ctrl-Cで止まり、続きから再開できます。"""
    from bot.entry.demo import Demo

    Demo(start(), port).run()
