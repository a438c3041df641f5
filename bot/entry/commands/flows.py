"""`tsunagu flows check|draw|try|walk`."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def flows() -> None:
    """会話の流れの点検、図、試し。"""


@flows.command()
def check() -> None:
    """行き止まり、届かない場面、足りない文面、LINEの上限を調べます。"""
    from flows.check import check_all

    problems = check_all()
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(problems)}件の問題があります。" if problems else "問題はありません。")
    if problems:
        raise SystemExit(1)


@flows.command()
@click.option("--to", "folder", type=click.Path(path_type=Path), default=Path("flows-drawn"), show_default=True)
def draw(folder: Path) -> None:
    """すべての流れをMermaidとSVGで描きます。"""
    from flows.draw import draw_all

    for path in draw_all(folder):
        click.echo(path)


@flows.command("try")
@click.argument("scripts", nargs=-1, type=click.Path(exists=True, path_type=Path))
def try_scripts(scripts: tuple[Path, ...]) -> None:
    """会話の台本(YAML)を演じて、言うこと・言わないことを確かめます。"""
    from flows.script import play_files

    failures = play_files(scripts)
    for failure in failures:
        click.echo(failure)
    click.echo(f"{len(failures)}件が台本と違いました。" if failures else "すべて台本どおりでした。")
    if failures:
        raise SystemExit(1)


@flows.command()
@click.option("--count", default=5_000, show_default=True, help="歩かせる人数")
@click.option("--turns", default=20, show_default=True, help="ひとりが話す回数")
@click.option("--first", default=0, show_default=True, help="最初の種(同じ種は同じ話をします)")
def walk(count: int, turns: int, first: int) -> None:
    """でたらめに話す住民を歩かせ、どこからでも終われるか、言ってはいけないことを言わないかを調べます。"""
    from flows.book import FlowBook
    from flows.conversation import Conversation
    from flows.texts import TextBook
    from flows.walk import walks

    conversation = Conversation(FlowBook.load(), TextBook.load())
    faults = [fault for walker in walks(conversation, count, turns, first) for fault in walker.faults]
    for fault in faults[:50]:
        click.echo(fault)
    fine = f"{count}人とも、終わりに着きました。"
    click.echo(f"{count}人のうち、{len(faults)}件の問題がありました。" if faults else fine)
    if faults:
        raise SystemExit(1)
