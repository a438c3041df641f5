"""`tsunagu migrate`, `purge`, `rotate-keys`, `keys`: what an operator does to the data."""

from __future__ import annotations

from pathlib import Path

import click

from bot.entry.settings import start_upkeep


@click.command()
@click.option("--check", is_flag=True, help="新しい形かどうかを確かめるだけ(古ければ終了コード1)")
@click.option("--from", "source", default="", help="移す元(sqlite:///ファイル)。--to と一緒に")
@click.option("--to", "target", default="", help="移す先(空のpostgresql://…)。受信箱と会話はTSUNAGU_REDIS_URLへ")
def migrate(check: bool, source: str, target: str) -> None:
    """データベースを新しい形にします。何度行っても同じです。--from と --to で、中身をすべて別の所へ移します。"""
    if source or target:
        _move(source, target)
        return
    from bot.entry.stores import make_database
    from bot.store import migrate as migrations
    from bot.store.crypto import Keyring

    database = make_database(start_upkeep(), Keyring({}))  # shapes need no key
    if not check:
        migrations.upgrade(database.engine)
    current = migrations.is_current(database.engine)
    click.echo("データベースは新しい形です。" if current else "古い形です。`tsunagu migrate` を実行してください。")
    if not current:
        raise SystemExit(1)


def _move(source: str, target: str) -> None:
    from bot.entry.carrying import move

    moved = move(start_upkeep(), source, target)
    for table in moved.tables:
        click.echo(f"{table.table}\t{table.rows}行\t{table.checksum[:16]}")
    click.echo(f"会話 {moved.talks}件、待っている手紙 {moved.letters}通。すべて同じであることを確かめました。")
    click.echo("TSUNAGU_DATABASE_URL を移した先に替えて、動かしてください。元のファイルは消さずに控えとして残します。")


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
def backup(target: Path) -> None:
    """SQLiteの写しを作ります(動かしたままで)。PostgreSQLはpg_dumpを使います(runbook.md)。"""
    from bot.base.errors import InvalidInput
    from bot.store.backup import back_up

    settings = start_upkeep()
    if not settings.database.startswith("sqlite"):
        raise InvalidInput(
            "PostgreSQLの写しは pg_dump で作ります。deploy/runbook.md の「バックアップと復元」を見てください。"
        )
    size = back_up(settings.sqlite_path, target)
    click.echo(f"{target} に写しました({size:,}バイト、点検ずみ)。鍵は別の所に置いてください。")


@click.command()
def purge() -> None:
    """保存期間を過ぎたものを消します(動いていれば毎時、自動でも行われます)。"""
    from bot.entry.upkeep import purge_now

    click.echo(f"{purge_now(start_upkeep())}件を消しました。")


@click.command("rotate-keys")
@click.option("--batch", default=200, show_default=True, help="一度に直す行の数")
def rotate_keys(batch: int) -> None:
    """先頭の鍵で暗号化し直します。動かしたままで行えます。終われば古い鍵を外せます。"""
    from bot.entry.upkeep import rotate

    for table, count in rotate(start_upkeep(), batch).items():
        click.echo(f"{table}: {count}行")


@click.group()
def keys() -> None:
    """鍵。"""


@keys.command("new")
def new_key() -> None:
    """新しい鍵(32バイト、base64)を作って出します。"""
    from bot.store.crypto import new_secret

    click.echo(new_secret())
