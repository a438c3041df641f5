"""`tsunagu staff add|reset|code`: accounts of the console."""

from __future__ import annotations

from typing import Any

import click

from bot.entry.settings import start


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

    password = add_account(start(), Account(login, **about))
    click.echo(f"{login} を作りました。最初のパスワード: {password}\n初めて入るときに、認証アプリを登録します。")


@staff.command()
@click.argument("login")
def reset(login: str) -> None:
    """パスワードと認証アプリを作り直します。"""
    from bot.entry.staff import reset_account

    click.echo(f"新しいパスワード: {reset_account(start(), login)}")


@staff.command()
@click.argument("login")
def code(login: str) -> None:
    """見本のアカウントの、いまの6桁を出します(本番では動きません)。"""
    from bot.entry.staff import demo_code

    click.echo(demo_code(start(), login))
