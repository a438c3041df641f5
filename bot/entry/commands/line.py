"""`tsunagu line check|setup`: the LINE channel as the operator sees it."""

from __future__ import annotations

import click

from bot.entry.settings import start


@click.group()
def line() -> None:
    """LINEのチャネル。"""


@line.command()
def check() -> None:
    """トークン、webhookの宛先、送れる数を確かめます。"""
    from bot.entry.channel import Channel

    findings = Channel(start()).check()
    for finding in findings:
        click.echo(f"{'よし' if finding.fine else '要確認'}  {finding.text}")
    if not all(finding.fine for finding in findings):
        raise SystemExit(1)


@line.command()
@click.option("--url", required=True, help="webhookの宛先(https://…/callback)")
def setup(url: str) -> None:
    """webhookの宛先を登録し、LINEから届くかを確かめます。"""
    from bot.entry.channel import Channel

    click.echo(Channel(start()).register(url))
