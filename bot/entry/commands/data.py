"""`tsunagu areas|hotlines|faq`: looking after the data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click


def report_problems(problems: Sequence[object]) -> None:
    """Print every problem; exit code 1 when there is an error (a warning is for the monthly round)."""
    for problem in problems:
        click.echo(str(problem))
    errors = [problem for problem in problems if getattr(problem, "level", "error") == "error"]
    told = f"誤り{len(errors)}件、注意{len(problems) - len(errors)}件" if problems else "問題はありません"
    click.echo(f"{told}。")
    if errors:
        raise SystemExit(1)


@click.group()
def areas() -> None:
    """担当区域。"""


@areas.command("check")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--towns", type=click.Path(exists=True, path_type=Path), help="町丁目と位置のファイル(省くと郵便番号の町名)"
)
def check_the_areas(path: Path | None, towns: Path | None) -> None:
    """抜け、重なり、知らない町名、確かめていない行、チームのない区域、人のいないチームを調べます。"""
    from bot.entry.areas import area_problems
    from bot.entry.settings import start

    report_problems(area_problems(start(), path, towns))


@click.group()
def hotlines() -> None:
    """相談先(電話・チャット)。"""


@hotlines.command("check")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
def check_the_lines(path: Path | None) -> None:
    """番号、時間、確認日、地元の空欄を調べます。"""
    from bot.base.clock import system_clock, to_jst
    from resources.load_checks import check_hotlines

    report_problems(check_hotlines(path, today=to_jst(system_clock()).date()))


@click.group()
def faq() -> None:
    """よくある質問。"""


@faq.command("check")
def check_the_faq() -> None:
    """答えの長さ、出典、見直しの日、足りない項目を調べます。"""
    from bot.base.clock import system_clock, to_jst
    from faq import check_entries

    report_problems(check_entries(today=to_jst(system_clock()).date()))
