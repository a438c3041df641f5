"""`tsunagu bench`: how long one message takes, every page of the desk, and the whole under load; on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import click

from bot.entry.commands import bench_load
from bot.entry.commands.bench_load import OUT, place
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
def readers(names: tuple[str, ...], messages: int) -> None:
    """読み手ごとの一文あたりの時間(ミリ秒)。名前を省くとすべて。"""
    from bot.entry.bench.readers import HEADER, measure

    _told(HEADER, measure(start(), names, messages))


@bench.command()
@click.option("--messages", default=500, show_default=True, help="読む文の数")
@click.option("--records", default=0, help="10^2件からこの件数まで、総当たりと並べて測る(例 1000000)")
@OUT
def match(messages: int, records: int, out: Path) -> None:
    """窓口をさがす時間。"""
    if records:
        _places(records, out)
        return
    from bot.entry.bench.readers import HEADER, measure

    _told(HEADER, measure(start(), ("match",), messages))


@bench.command()
@click.option("--cases", default=100_000, show_default=True, help="作る相談の数")
@click.option("--stores", default="sqlite", show_default=True, type=click.Choice(("sqlite", "postgres")))
@OUT
def desk(cases: int, stores: str, out: Path) -> None:
    """相談デスクのページごとの時間。"""
    _desk(cases, stores, out)


def _places(records: int, out: Path) -> None:
    """Search made-up places, ten times as many in each line."""
    from bot.entry.bench.places import HEADER, measure_places
    from bot.entry.bench.report import Report
    from bot.entry.progress import busy

    with busy("記録と相談の文を用意しています…"):
        lines = measure_places(start(), records)
    Report(out).match(HEADER, _told(HEADER, lines))


def _desk(cases: int, stores: str, out: Path) -> None:
    """Fill a database with made-up cases and time each page."""
    from bot.entry.bench.report import Report
    from bot.entry.bench.servers import Engines
    from bot.entry.desk_timing import HEADER, measure_desk
    from bot.entry.progress import busy

    with place() as folder:
        engines = Engines(folder)
        try:
            url = engines.postgres()[0] if stores == "postgres" else f"sqlite:///{folder / 'desk.sqlite3'}"
            rows = measure_desk(start().model_copy(update={"database_url": url, "data_dir": folder}), cases)
            with busy(f"相談を{cases}件作っています…"):
                first = next(rows)
            Report(out).desk(stores, HEADER, _told(HEADER, chain((first,), rows)))
        finally:
            engines.stop()


def _told(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Print each row as it comes, and keep them all."""
    click.echo("\t".join(heads))
    kept = []
    for row in rows:
        click.echo("\t".join(row))
        kept.append(row)
    return kept
