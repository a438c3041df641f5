"""The one program `tsunagu`. Heavy things are imported only by the command that needs them."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from bot.base import logs
from bot.base.errors import TsunaguError

_COMMANDS = {
    "demo": ("demo", "見本のデータで、すべてを一度に動かす"),
    "serve": ("serve", "HTTPの入口を動かす(webhook、console)"),
    "worker": ("serve", "受信箱を読み、返事を送り、定期の仕事をする"),
    "chat": ("chat", "住民として端末で話してみる"),
    "inspect": ("inspect", "JSON Linesを読み、どう読んだかをJSON Linesで出す"),
    "evaluate": ("evaluate", "手元の検証用の文で、読みの確かさを測る"),
    "catalogue": ("catalogue", "窓口・居場所の点検、取り込み、書き出し、古い記録"),
    "areas": ("data", "担当区域の点検"),
    "hotlines": ("data", "相談先(電話・チャット)の点検"),
    "faq": ("data", "よくある質問の点検"),
    "flows": ("flows", "会話の流れの点検、図、試し"),
    "staff": ("staff", "担当者のアカウント"),
    "migrate": ("upkeep", "データベースを新しい形にする"),
    "backup": ("upkeep", "データベースの写しを作る(SQLite)"),
    "mailbox": ("mailbox", "受信箱の様子、脇に置いた手紙"),
    "purge": ("upkeep", "保存期間を過ぎたものを消す"),
    "rotate-keys": ("upkeep", "新しい鍵で暗号化し直す"),
    "keys": ("upkeep", "鍵を作る"),
    "report": ("report", "個人情報の目録、利用の記録"),
    "line": ("line", "LINEのチャネルの設定と確認"),
    "bench": ("bench", "速さを測る"),
}


class LazyGroup(click.Group):
    """Finds a command's module only when that command is called: `--help` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None when there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"bot.entry.commands.{_COMMANDS[cmd_name][0]}")
        found = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without loading any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tsunagu")
def program() -> None:
    """つなぐ: LINEで悩みを受けとめ、同意のうえで地域の担当者につなぐ。設定がなければ見本のデータで動きます。"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program; our own errors end it with one clear message and exit code 2."""
    logs.hush()
    # one message is little work: more threads only spin, and each takes 6 MB; read when numpy is first imported
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        program(arguments, prog_name="tsunagu")
    except TsunaguError as error:
        print(error.message, file=sys.stderr)
        sys.exit(2)
