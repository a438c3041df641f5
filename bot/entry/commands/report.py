"""`tsunagu report inventory|use`: what the municipality must be able to say about its data."""

from __future__ import annotations

from datetime import datetime

import click

from bot.entry.settings import start_upkeep


@click.group()
def report() -> None:
    """個人情報の目録と、利用の記録。"""


@report.command()
@click.option("--book", "as_book", is_flag=True, help="個人情報ファイル簿の様式で(法第75条)")
def inventory(as_book: bool) -> None:
    """個人情報ファイル簿のための目録を、データベースの形そのものから作ります(TSV)。"""
    from bot.entry.inventory import HEADER, inventory_rows
    from bot.entry.inventory_book import book

    settings = start_upkeep()
    if as_book:
        for heading, content in book(settings):
            click.echo(f"{heading}\t{content}")
        return
    click.echo("\t".join(HEADER))
    for row in inventory_rows(settings):
        click.echo("\t".join(row))


@report.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="この日から")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="この日まで(省略すると今日まで)")
@click.option("--summary", is_flag=True, help="人と種類ごとに数える")
def use(since: datetime, until: datetime | None, summary: bool) -> None:
    """だれが、いつ、何を見て、何を書き出したか(TSV、内容は含みません)。"""
    from bot.entry.usage import HEADER, SUMMARY, usage_rows, usage_summary

    click.echo("\t".join(SUMMARY if summary else HEADER))
    for row in (usage_summary if summary else usage_rows)(start_upkeep(), since, until):
        click.echo("\t".join(row))
