"""`tsunagu staff add|reset|code`: accounts of the console."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from bot.entry.settings import start, start_upkeep


@click.group()
def staff() -> None:
    """担当者のアカウント。"""


@staff.command()
@click.argument("login")
@click.option("--name", required=True, help="画面に出る名前")
@click.option("--municipality", required=True, help="市区町村(例: 文京区)")
@click.option("--role", "roles", multiple=True, required=True, help="coordinator supervisor duty administrator auditor")
@click.option("--area", "areas", multiple=True, help="担当する区域のid(coordinatorだけ)")
@click.option("--office", default="", help="所属")
def add(login: str, **about: Any) -> None:
    """アカウントを作り、最初のパスワードを一度だけ表示します。"""
    from bot.entry.staff import add_account
    from bot.staff.accounts import Account

    password = add_account(start_upkeep(), Account(login, **about))
    click.echo(f"{login} を作りました。最初のパスワード: {password}\n初めて入るときに、認証アプリを登録します。")


@staff.command()
@click.argument("login")
def reset(login: str) -> None:
    """パスワードと認証アプリを作り直します。"""
    from bot.entry.staff import reset_account

    click.echo(f"新しいパスワード: {reset_account(start_upkeep(), login)}")


@staff.command()
@click.argument("login")
def code(login: str) -> None:
    """見本のアカウントの、いまの6桁を出します(本番では動きません)。"""
    from bot.entry.staff import demo_code

    click.echo(demo_code(start(), login))


@staff.command()
@click.argument("login")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), required=True, help="休みの始まりの日")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), required=True, help="休みの終わりの日(この日まで)")
@click.option("--deputy", default="", help="代わりの人のログイン名")
def away(login: str, first: datetime, last: datetime, deputy: str) -> None:
    """休みと代わりの人を記します。休みの間、新しい相談と知らせは代わりの人へ。"""
    from bot.entry.staff import send_away

    send_away(start_upkeep(), login, first.date(), last.date(), deputy)
    click.echo(f"{login} の休み: {first:%Y-%m-%d}〜{last:%Y-%m-%d}{f' 代わり: {deputy}' if deputy else ''}")


@staff.command()
@click.argument("login")
def back(login: str) -> None:
    """戻った人の、今日からの休みを消します。"""
    from bot.entry.staff import call_back

    click.echo(f"{login}: 休みを{call_back(start_upkeep(), login)}件消しました。")
