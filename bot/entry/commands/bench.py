"""`tsunagu bench`: how long one message takes, on this machine, in one run."""

from __future__ import annotations

import click

from bot.entry.settings import start


@click.command()
@click.argument("names", nargs=-1)
@click.option("--messages", default=500, show_default=True, help="読む文の数")
def bench(names: tuple[str, ...], messages: int) -> None:
    """読み手ごとに、一文あたりの時間(ミリ秒)を測ります。名前を省くとすべて。"""
    from bot.entry.benching import HEADER, measure

    click.echo("\t".join(HEADER))
    for row in measure(start(), names, messages):
        click.echo("\t".join(row))
