"""`tsunagu evaluate`: figures over the project's own sets, as text, JSON and a page."""

from __future__ import annotations

from pathlib import Path

import click

from bot.entry.settings import start


@click.command()
@click.argument("names", nargs=-1)
@click.option("--misses", is_flag=True, help="外れた文のidも出す")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="JSONとHTMLをこのフォルダに書く")
@click.option("--keep", is_flag=True, help="いまの値を、これより悪くしてはいけない値として残す")
def evaluate(names: tuple[str, ...], misses: bool, folder: Path | None, keep: bool) -> None:
    """手元の検証用の文で測ります(95%信頼区間つき)。名前を省くとすべて。"""
    from bot.entry.brain import Brain
    from bot.entry.progress import busy
    from bot.evaluation import evaluate as measure
    from bot.evaluation import guard, page

    with busy("読み手を用意して測っています…"):
        reports = measure(Brain(start()), names)
    click.echo(page.as_text(reports, misses=misses))
    if keep:
        click.echo(guard.keep(reports))
    if folder is not None:
        for path in page.write(reports, folder):
            click.echo(path)
