"""`tsunagu report inventory|use`: what the municipality must be able to say about its data."""

from __future__ import annotations

from datetime import datetime

import click

from bot.entry.settings import start


@click.group()
def report() -> None:
    """個人情報の目録と、利用の記録。"""


@report.command()
def inventory() -> None:
    """個人情報ファイル簿のための目録を、データベースの形そのものから作ります(TSV)。"""
    from bot.entry.inventory import HEADER, inventory_rows

    settings = start()
    click.echo("\t".join(HEADER))
    for row in inventory_rows(settings):
        click.echo("\t".join(row))


@report.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="この日から")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="この日まで(省略すると今日まで)")
def use(since: datetime, until: datetime | None) -> None:
    """だれが、いつ、何を見て、何を書き出したか(TSV、内容は含みません)。"""
    from bot.entry.usage import HEADER, usage_rows

    click.echo("\t".join(HEADER))
    for row in usage_rows(start(), since, until):
        click.echo("\t".join(row))
