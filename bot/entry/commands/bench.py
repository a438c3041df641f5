"""`tsunagu bench`: how long one message takes, every page of the desk, and the whole under load; on this machine."""

from __future__ import annotations

from itertools import chain

import click

from bot.entry.commands import bench_load
from bot.entry.settings import start


class WithReaders(click.Group):
    """A group whose first word may also be a reader's name: then, and with no word at all, readers are timed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the verb in front where it was left out."""
        named = bool(args) and (args[0] in self.commands or args[0] in ("-h", "--help"))
        return super().parse_args(ctx, args if named else ["readers", *args])


@click.group(cls=WithReaders)
def bench() -> None:
    """速さ・大きさ・耐え方を測る。動詞を省くと readers。表と図は deploy/figures に書きます。"""


for _verb in bench_load.VERBS:
    bench.add_command(_verb)


@bench.command()
@click.argument("names", nargs=-1)
@click.option("--messages", default=500, show_default=True, help="読む文の数")
@click.option("--records", default=0, help="matchを10^2件からこの件数まで、総当たりと並べて測る(例 1000000)")
@click.option("--cases", default=100_000, show_default=True, help="deskで作る相談の数")
@click.option("--database", default="", help="deskで使う空のデータベース(URL)。省くと一時のSQLite")
def readers(names: tuple[str, ...], messages: int, records: int, cases: int, database: str) -> None:
    """読み手ごとの一文あたりの時間(ミリ秒)。名前を省くとすべて。desk は相談デスクのページごとの時間。"""
    if records:
        _places(records)
        return
    if "desk" in names:
        _desk(cases, database)
        return
    from bot.entry.bench.readers import HEADER, measure

    click.echo("\t".join(HEADER))
    for row in measure(start(), names, messages):
        click.echo("\t".join(row))


def _places(records: int) -> None:
    """Search made-up places, ten times as many in each line."""
    from bot.entry.bench.places import HEADER, measure_places
    from bot.entry.progress import busy

    with busy("記録と相談の文を用意しています…"):
        lines = measure_places(start(), records)
    for row in chain((HEADER,), lines):
        click.echo("\t".join(row))


def _desk(cases: int, database: str) -> None:
    """Fill a database with made-up cases and time each page."""
    from bot.entry.desk_timing import HEADER, measure_desk
    from bot.entry.progress import busy

    rows = measure_desk(start(), cases, database)
    with busy(f"相談を{cases}件作っています…"):
        first = next(rows)
    for row in chain((HEADER, first), rows):
        click.echo("\t".join(row))
