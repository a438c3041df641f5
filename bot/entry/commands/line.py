"""`tsunagu line check|setup`: the LINE channel as the operator sees it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.entry.settings import start


@click.group()
def line() -> None:
    """LINEのチャネル。"""


@line.command()
def check() -> None:
    """トークン、webhookの宛先、送れる数を確かめます。"""
    from bot.entry.channel import Channel, Finding
    from bot.entry.menu.register import MenuRegister

    settings = start()
    findings = Channel(settings).check()
    current = MenuRegister(settings).is_current()
    told = "最新のもの" if current else "ないか、古いもの(`tsunagu line setup` で登録し直せます)"
    findings.append(Finding(current, f"リッチメニュー: {told}"))
    for finding in findings:
        click.echo(f"{'よし' if finding.fine else '要確認'}  {finding.text}")
    if not all(finding.fine for finding in findings):
        raise SystemExit(1)


@line.command()
@click.option("--url", required=True, help="webhookの宛先(https://…/callback)")
def setup(url: str) -> None:
    """webhookとメニューを登録し、LINEから届くかを確かめ、手で入れるものを教えます。何度動かしてもかまいません。"""
    from bot.entry.by_hand import by_hand
    from bot.entry.channel import Channel
    from bot.entry.menu.register import MenuRegister

    settings = start()
    click.echo(Channel(settings).register(url))
    click.echo(MenuRegister(settings).put())
    click.echo(by_hand(settings))


@line.command()
@click.option("--font", type=click.Path(exists=True, dir_okay=False), default=None, help="日本語の書体のファイル")
def draw(font: str | None) -> None:
    """リッチメニューの絵を描き直します(文字や色を変えたとき)。Pillowと日本語の書体が要ります。"""
    from bot.entry.menu.draw import draw as draw_menu
    from bot.entry.menu.layout import PICTURE

    draw_menu(PICTURE, Path(font) if font else None)
    click.echo(f"{PICTURE} ({PICTURE.stat().st_size // 1024} KB)")
